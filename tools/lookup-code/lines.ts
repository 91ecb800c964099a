import type { CodeRow } from '#core/terminology/edition-source.ts';
import type { CodeBook } from '#core/terminology/lookup/code-book.ts';
import type { IndexLine } from '#core/terminology/lookup/index-line.ts';
import type { Hit } from '#core/terminology/lookup/word-search.ts';
import type { Line, ListedCode } from './looked-up.ts';

const FEW = 6;

export function listed({ code, title, billable }: CodeRow): ListedCode {
  return { code, title, billable };
}

/** A line of an index, or something found, as it is answered. */
export function lineOf(found: Hit | IndexLine, { tree }: CodeBook): Line {
  const { path, entry, manifestation, see, seeAlso, columns } = found;
  const beneath = entry === undefined || entry.billable ? [] : tree.billableBeneath(entry.code);
  return {
    by: 'by' in found ? found.by : found.table,
    path: path.join(' > '),
    ...(entry !== undefined && { leadsTo: listed(entry) }),
    ...(beneath.length > 0 && beneath.length <= FEW && { choose: beneath.map(({ code }) => code) }),
    ...(manifestation !== undefined && { manifestation }),
    ...(see !== undefined && { see }),
    ...(seeAlso !== undefined && { seeAlso }),
    ...(columns !== undefined && { columns: columns.map((one) => ({ column: one.column, code: one.entry.code })) }),
  };
}

/** Lines of one path that lead to one place are one line: two entries of an index may lead there. */
export function onceEach(lines: readonly IndexLine[]): IndexLine[] {
  const seen = new Set<string>();
  return lines.filter(({ table, path, entry }) => {
    const key = `${table === 'curated' ? 'curated' : 'official'} ${path.join('\n').toLowerCase()} ${entry?.code ?? ''}`;
    return seen.size !== seen.add(key).size;
  });
}

/** The first of a list, and how many more there are. */
export function bounded<T>(all: readonly T[], most: number): { readonly first: T[]; readonly more: number } {
  return { first: all.slice(0, most), more: Math.max(0, all.length - most) };
}
