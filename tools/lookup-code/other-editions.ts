import type { EditionRecord } from '../unit.ts';
import type { Running } from '../define-tool.ts';
import { shelfOf } from './book-shelf.ts';
import type { CodeCard } from './looked-up.ts';

/** What each active edition has of a code, the oldest first. */
export async function inEditions(
  code: string,
  active: readonly EditionRecord[],
  { unit, editions }: Pick<Running, 'unit' | 'editions'>,
): Promise<CodeCard['editions']> {
  const shelf = shelfOf(editions);
  const found: CodeCard['editions'] = [];
  for (const record of active) {
    const row = (await shelf.codes(record, unit)).get(code);
    const { id, from, to, starter } = record.head;
    found.push({ edition: id, from, to, starter, standing: row === undefined ? 'absent' : row.billable ? 'billable' : 'header' });
  }
  return found.toSorted((a, b) => (a.from === b.from ? (a.edition < b.edition ? -1 : 1) : a.from < b.from ? -1 : 1));
}

/** `It is in icd10cm-2025, valid until 2025-09-30.` Empty where no edition has it. */
export function otherEditions(editions: CodeCard['editions'], day: string): string {
  return editions
    .filter(({ standing }) => standing !== 'absent')
    .map(({ edition, from, to, standing }) => {
      const valid = to < day ? `valid until ${to}` : from > day ? `valid from ${from}` : `valid from ${from} to ${to}`;
      return `It is ${standing === 'header' ? 'a header of' : 'in'} ${edition}, ${valid}.`;
    })
    .join(' ');
}
