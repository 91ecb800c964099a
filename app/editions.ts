import type { Block } from '#core/answer/block.ts';
import { Failure } from '#core/errors.ts';
import type { LocalDate } from '#core/codes.ts';
import { compileEdition } from '#core/terminology/compile-edition.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';
import { EditionSource } from '#core/terminology/edition-source.ts';
import type { EditionRecord, Editions } from '#tools/unit.ts';

/**
 * The editions in force, compiled once a process. The content of an edition never changes under its digest, so the
 * digest is the key.
 */
export function editionsInForce(): Editions {
  const compiled = new Map<string, CompiledEdition>();
  return {
    async on(day, { editionRecords }) {
      const chosen = chooseEdition(await editionRecords.list(), day);
      const known = compiled.get(chosen.sha256);
      if (known !== undefined) return known;
      const content = await editionRecords.content(chosen.head.id);
      if (content === undefined) throw new Failure('broken-promise', `Edition ${chosen.head.id} has no content.`);
      const edition = compileEdition(EditionSource.parse(JSON.parse(content)), chosen.sha256);
      compiled.set(chosen.sha256, edition);
      return edition;
    },
  };
}

function chooseEdition(records: readonly EditionRecord[], day: LocalDate): EditionRecord {
  const active = records.filter(({ state }) => state === 'active');
  const [best] = byPrecedence(active.filter(({ head }) => head.from <= day && day <= head.to));
  if (best !== undefined) return best;
  const have = active.map(({ head }) => `${head.id} (${head.from} to ${head.to})`).join(', ') || 'none';
  throw new Failure(
    'no-edition',
    `No ICD-10-CM edition is in force here on ${day}, so nothing can be coded for that day. Active: ${have}. Load the edition of that year: countersign editions load icd10cm <order file>.`,
  );
}

/** Of active editions that cover one day: an official one before a starter, then the one loaded last. */
function byPrecedence(active: readonly EditionRecord[]): readonly EditionRecord[] {
  return active.toSorted((a, b) => Number(a.head.starter) - Number(b.head.starter) || (a.loadedAt < b.loadedAt ? 1 : -1));
}

/** The editions that go before this one on some of its days, the first in precedence first. */
function overtaking(record: EditionRecord, records: readonly EditionRecord[]): readonly EditionRecord[] {
  const overlapping = records.filter(({ state, head }) => state === 'active' && head.from <= record.head.to && record.head.from <= head.to);
  const inOrder = byPrecedence(overlapping);
  return inOrder.slice(0, inOrder.indexOf(record));
}

function standing(record: EditionRecord, records: readonly EditionRecord[]): string {
  if (record.state === 'loaded') return 'waits for approval';
  if (record.state === 'retired') return 'retired';
  const { from, to } = record.head;
  const before = overtaking(record, records);
  if (before.some(({ head }) => head.from <= from && to <= head.to)) return 'superseded';
  return before.length === 0 ? 'in force' : 'in force in part';
}

function supersessions(records: readonly EditionRecord[]): string[] {
  return records
    .filter(({ state }) => state === 'active')
    .flatMap((record) =>
      overtaking(record, records).map(({ head }) => {
        const from = head.from > record.head.from ? head.from : record.head.from;
        const to = head.to < record.head.to ? head.to : record.head.to;
        return `${head.id} is in force in the place of ${record.head.id} for dates of service from ${from} to ${to}.`;
      }),
    );
}

export function presentEditions(records: readonly EditionRecord[]): Block[] {
  const superseded = supersessions(records);
  return [
    { kind: 'title', text: 'Editions' },
    {
      kind: 'table',
      columns: ['Id', 'State', 'Dates of service', 'Codes', 'Billable', 'SHA-256'],
      rows: records.map((record) => {
        const { head, codes, billable, sha256 } = record;
        return [head.id, standing(record, records), `${head.from} to ${head.to}`, String(codes), String(billable), sha256.slice(0, 12)];
      }),
    },
    ...(superseded.length > 0 ? [{ kind: 'list' as const, items: superseded }] : []),
  ];
}
