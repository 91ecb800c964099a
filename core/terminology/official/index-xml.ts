import { Failure } from '../../errors.ts';
import type { IndexPath } from '../index-path.ts';
import { readTitle } from './printed-title.ts';
import { childrenOf, textAt, textOf, type XmlElement } from './xml.ts';

const COLUMNS = ['2', '3', '4', '5', '6', '7'];

/**
 * Every line of an official index or table, in its order and with what it prints: main terms, subterms, notes among them.
 * Elements are those of the published `ICD10CM.index` files of FY2017 and later.
 */
export function readIndexXml(root: XmlElement, table: IndexPath['table'], name: string): IndexPath[] {
  const lines: IndexPath[] = [];
  const walk = (entry: XmlElement, above: readonly string[], optional: readonly string[]): void => {
    const { words, nonessential } = readTitle(entry);
    if (words === '') throw new Failure('bad-file', `${name}: a line beneath "${above.join(', ')}" has no title. Nothing was loaded.`);
    const path = [...above, words];
    const { words: synonym } = squareBracket(entry);
    const brackets = [...optional, ...nonessential, ...(synonym === undefined ? [] : [synonym])];
    lines.push({ table, path, ...(brackets.length > 0 && { nonessential: brackets }), ...pointsTo(entry) });
    for (const term of childrenOf(entry, 'term')) walk(term, path, brackets);
  };
  for (const letter of childrenOf(root, 'letter')) {
    for (const main of childrenOf(letter, 'mainTerm')) walk(main, [], []);
  }
  return lines;
}

function pointsTo(entry: XmlElement): Partial<IndexPath> {
  const code = textAt(entry, 'code');
  const { manifestation } = squareBracket(entry);
  const see = [
    ...childrenOf(entry, 'see').map(textOf),
    ...childrenOf(entry, 'seecat').map((category) => `category ${textOf(category)}`),
    ...childrenOf(entry, 'subcat').map((category) => `subcategory ${textOf(category)}`),
  ].join('; ');
  const seeAlso = childrenOf(entry, 'seeAlso').map(textOf).join('; ');
  const columns = readColumns(entry);
  return {
    ...(code !== undefined && { code }),
    ...(manifestation !== undefined && { manifestation }),
    ...(see !== '' && { see }),
    ...(seeAlso !== '' && { seeAlso }),
    ...(columns !== undefined && { columns }),
  };
}

/** Square brackets hold the code of a manifestation; once, at `book-leaf (mouth)` of the neoplasm table, other words for the site. */
function squareBracket(entry: XmlElement): { readonly manifestation?: string; readonly words?: string } {
  const printed = textAt(entry, 'manif');
  if (printed === undefined) return {};
  return /^[A-Z]\d/.test(printed) ? { manifestation: printed } : { words: printed };
}

/** The neoplasm table prints an empty column as `-`, the table of drugs as `--`. */
function readColumns(entry: XmlElement): string[] | undefined {
  const cells = childrenOf(entry, 'cell');
  if (cells.length === 0) return undefined;
  const byColumn = new Map(cells.map((cell) => [cell.attributes['col'] ?? '', textOf(cell)]));
  return COLUMNS.map((column) => (byColumn.get(column) ?? '').replace(/^-+$/, ''));
}
