import { LocalDate } from '../../codes.ts';
import { readCode } from '../../denials/codes/code-kind.ts';
import { csvRefused, csvRows } from './csv-rows.ts';
import type { AdjustmentListSource } from './fact-source.ts';

export const ADJUSTMENT_LIST_HEADING =
  'adj_code,adj_type,adj_description,adj_usage,adj_notes,adj_start_date,adj_last_modified,adj_end_date';

const KINDS: ReadonlyMap<string, 'group' | 'carc' | 'rarc'> = new Map([
  ['Group', 'group'],
  ['CARC', 'carc'],
  ['RARC', 'rarc'],
]);

/**
 * The publisher's text of group, adjustment reason and remark codes, one a line, as a licensee exports it. Texts are kept to the letter;
 * how a code is to be used and its notes are not kept.
 */
export function readAdjustmentList(text: string, name: string): AdjustmentListSource['texts'] {
  const seen = new Set<string>();
  return csvRows(text, ADJUSTMENT_LIST_HEADING, name).map(({ line, cells }) => {
    const [printed = '', type = '', says = '', , , from = '', changed = '', to = ''] = cells;
    const kind = KINDS.get(type);
    if (kind === undefined) throw csvRefused(name, line, `"${type}" is not Group, CARC or RARC`);
    const code = readCode(kind, printed);
    if (code === undefined || says === '') throw csvRefused(name, line, `${printed} is no ${type} code, or has no text`);
    const key = `${kind} ${code} ${from}`;
    if (seen.has(key)) throw csvRefused(name, line, `${type} ${code} stands twice`);
    seen.add(key);
    const days = { from: dayOf(from), changed: dayOf(changed), to: dayOf(to) };
    if (Object.values(days).includes('no day')) throw csvRefused(name, line, 'a date is not written as 2024-06-30');
    return { kind, code, says, ...present(days) };
  });
}

function dayOf(cell: string): LocalDate | undefined | 'no day' {
  return cell === '' ? undefined : (LocalDate.safeParse(cell).data ?? 'no day');
}

function present(days: Readonly<Record<'from' | 'changed' | 'to', LocalDate | undefined | 'no day'>>) {
  return Object.fromEntries(Object.entries(days).filter(([, day]) => day !== undefined)) as Partial<
    Record<'from' | 'changed' | 'to', LocalDate>
  >;
}
