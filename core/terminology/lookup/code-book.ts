import type { CodeRow, EditionSource } from '../edition-source.ts';
import { codeTree, type CodeTree } from './code-tree.ts';
import { findByWords, type Found } from './find-by-words.ts';
import { indexLines, type IndexLine } from './index-line.ts';
import { tabularPlaces, type TabularPlaces } from './tabular-places.ts';
import { wordSearch, type WordSearch } from './word-search.ts';

/** An edition as people look things up in it. Made when something is looked up, and not for coding. */
export interface CodeBook {
  readonly tree: CodeTree;
  readonly places: TabularPlaces;
  /** True where the official index or tabular list is part of the edition. */
  readonly official: boolean;
  /** Entries that hold the words of a query: index paths in any order, titles, inclusion terms and tables. */
  readonly find: (query: string, most: number) => Found;
  /** Lines of the index that give a code itself, official ones first, in their order. */
  readonly ways: (code: string) => readonly IndexLine[];
  /** Lines directly beneath a path of the same index. */
  readonly beneath: (path: readonly string[], table: string) => readonly IndexLine[];
}

type Source = Pick<EditionSource, 'codes' | 'index' | 'official' | 'notes'>;

/** Nothing is worked out before it is asked for, and nothing twice. */
export function codeBook(source: Source): CodeBook {
  const tree = codeTree(source.codes);
  const places = tabularPlaces(source);
  const lines = once(() => indexLines(source, tree.find));
  const search = once((): WordSearch => wordSearch(lines(), source.codes, places.inclusionTerms));
  const ways = once(() => waysByCode(lines()));
  return {
    tree,
    places,
    official: source.official !== undefined,
    find: (query, most) => findByWords(query, search(), most),
    ways: (code) => ways().get(code) ?? [],
    beneath: (path, table) =>
      lines().filter(
        (line) => line.table === table && line.path.length === path.length + 1 && path.every((part, at) => line.path[at] === part),
      ),
  };
}

function waysByCode(lines: readonly IndexLine[]): Map<string, IndexLine[]> {
  const ways = new Map<string, IndexLine[]>();
  const add = ({ code }: CodeRow, line: IndexLine): void => {
    const held = ways.get(code);
    if (held === undefined) ways.set(code, [line]);
    else if (held.at(-1) !== line) held.push(line);
  };
  for (const line of lines) {
    if (line.entry !== undefined) add(line.entry, line);
    for (const { column, entry } of line.columns ?? []) add(entry, { ...line, path: [...line.path, column] });
  }
  return ways;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
