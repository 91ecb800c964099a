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

/** Of the active editions that cover the day: an official one before a starter, then the one loaded last. */
function chooseEdition(records: readonly EditionRecord[], day: LocalDate): EditionRecord {
  const active = records.filter(({ state }) => state === 'active');
  const inForce = active.filter(({ head }) => head.from <= day && day <= head.to);
  const [best] = inForce.toSorted((a, b) => Number(a.head.starter) - Number(b.head.starter) || (a.loadedAt < b.loadedAt ? 1 : -1));
  if (best !== undefined) return best;
  const have = active.map(({ head }) => `${head.id} (${head.from} to ${head.to})`).join(', ') || 'none';
  throw new Failure(
    'no-edition',
    `No ICD-10-CM edition is in force here on ${day}, so nothing can be coded for that day. Active: ${have}. Load the edition of that year: countersign editions load icd10cm <order file>.`,
  );
}

export function presentEditions(records: readonly EditionRecord[]): Block[] {
  return [
    { kind: 'title', text: 'Editions' },
    {
      kind: 'table',
      columns: ['Id', 'State', 'In force', 'Codes', 'Billable', 'SHA-256'],
      rows: records.map(({ head, state, codes, billable, sha256 }) => [
        head.id,
        state,
        `${head.from} to ${head.to}`,
        String(codes),
        String(billable),
        sha256.slice(0, 12),
      ]),
    },
  ];
}
