import { Failure } from '../../errors.ts';
import type { CodeRow } from '../edition-source.ts';
import type { IndexPath } from '../index-path.ts';
import type { TabularEntry } from '../tabular-entry.ts';

const LARGEST_SHARE = 0.01;

/** Codes that index or tabular print and the code list does not have, each once, in order. */
export function strangers(codes: readonly CodeRow[], index: readonly IndexPath[], tabular: readonly TabularEntry[]): string[] {
  const known = new Set<string>();
  for (const { code } of codes) {
    for (let length = 3; length <= code.length; length += 1) known.add(code.slice(0, length));
  }
  return [...new Set([...printed(index), ...tabular.map(({ code }) => code)])].filter(
    (code) => !code.slice(0, -1).includes('-') && !known.has(code.replace(/\.?-$/, '').replace(/\.$/, '')),
  );
}

function printed(index: readonly IndexPath[]): string[] {
  return index
    .flatMap(({ code, manifestation, columns }) => [code ?? '', manifestation ?? '', ...(columns ?? [])])
    .filter((one) => one !== '');
}

/**
 * Refuses files of different years: a release points outside its own code list in a handful of places (two in FY2026), another
 * year's in hundreds. Failure `bad-file` with how many and the first ones.
 */
export function checkOneYear(codes: readonly CodeRow[], index: readonly IndexPath[], tabular: readonly TabularEntry[]): void {
  const missing = strangers(codes, index, tabular);
  const all = new Set([...printed(index), ...tabular.map(({ code }) => code)]).size;
  if (missing.length <= all * LARGEST_SHARE) return;
  throw new Failure(
    'bad-file',
    `Of ${all} codes in the index and tabular files ${missing.length} are not in the code list (${missing.slice(0, 5).join(', ')} …). The files are of different years, or the list was cut short. Nothing was loaded.`,
  );
}
