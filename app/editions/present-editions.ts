import type { Block } from '#core/answer/block.ts';
import type { EditionRecord } from '#tools/unit.ts';
import { byPrecedence } from './choose-edition.ts';

/** The editions of one system that go before this one on some of its days, the first in precedence first. */
function overtaking(record: EditionRecord, records: readonly EditionRecord[]): readonly EditionRecord[] {
  const overlapping = records.filter(
    ({ state, head }) =>
      state === 'active' && head.system === record.head.system && head.from <= record.head.to && record.head.from <= head.to,
  );
  const inOrder = byPrecedence(overlapping);
  return inOrder.slice(0, inOrder.indexOf(record));
}

function standing(record: EditionRecord, records: readonly EditionRecord[]): string {
  if (record.state === 'loaded') return record.codes === 0 ? 'cannot be used' : 'waits for approval';
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
        const { head, sha256 } = record;
        return [head.id, standing(record, records), `${head.from} to ${head.to}`, ...counts(record), sha256.slice(0, 12)];
      }),
    },
    ...(superseded.length > 0 ? [{ kind: 'list' as const, items: superseded }] : []),
  ];
}

/** A table of edits or mappings has rows that nobody bills; an index alone has no code list at all. */
function counts({ head, codes, billable }: EditionRecord): readonly [string, string] {
  if (codes === 0) return ['no list', ''];
  return [String(codes), head.system === 'icd10cm' || head.system === 'icd10pcs' ? String(billable) : ''];
}
