import type { CodeRow } from '../edition-source.ts';
import { phraseWords } from '../phrase-words.ts';
import { compareCodes } from '../code-pattern.ts';
import type { IndexLine } from './index-line.ts';
import { choosesColumn, chosenColumns, tableQuery } from './table-words.ts';
import { tellingWords } from './telling-words.ts';
import { wordPostings } from './word-postings.ts';

/** What was found by words: a line of an index, the official title of a code, or an inclusion term of the tabular list. */
export interface Hit {
  readonly by: IndexLine['table'] | 'title' | 'inclusion term';
  /** The path from the main term down; for a title or an inclusion term its words alone. */
  readonly path: readonly string[];
  readonly entry?: CodeRow;
  readonly manifestation?: string;
  readonly see?: string;
  readonly seeAlso?: string;
  readonly columns?: NonNullable<IndexLine['columns']>;
  /** How many parts of the path the query does not say, and how many of its words only a nonessential modifier says. */
  readonly apart: number;
}

export interface WordSearch {
  /** Everything that holds all these words, what says the least besides them first; the title or a term of a billable code said to the letter before all. */
  readonly all: (words: readonly string[], spoken?: string) => readonly Hit[];
  readonly knows: (word: string) => boolean;
  readonly near: (word: string) => readonly string[];
}

/** Where two finds say equally little besides the query, the index goes before the titles, and the tables come last. */
const ORDER: readonly Hit['by'][] = ['index', 'external-cause', 'curated', 'title', 'inclusion term', 'neoplasm', 'drug'];

/** Nearer than anything that only holds the same words. */
const TO_THE_LETTER = -1;

type Entry = { readonly line: IndexLine } | { readonly row: CodeRow; readonly said: string; readonly by: 'title' | 'inclusion term' };

export function wordSearch(
  lines: readonly IndexLine[],
  rows: readonly CodeRow[],
  inclusionTerms: (code: string) => readonly string[],
): WordSearch {
  const postings = wordPostings();
  const entries: Entry[] = [];
  const add = (entry: Entry, words: string): void => {
    postings.add(entries.length, tellingWords(words));
    entries.push(entry);
  };
  for (const line of lines) {
    if (leadsSomewhere(line)) add({ line }, [...line.path, ...line.optional, ...line.phrases.map(({ say }) => say)].join(' '));
  }
  for (const row of rows) {
    add({ row, said: row.title, by: 'title' }, row.title);
    for (const said of inclusionTerms(row.code)) add({ row, said, by: 'inclusion term' }, said);
  }
  const holding = (words: readonly string[]): Entry[] => postings.holding(words).flatMap((id) => entries[id] ?? []);
  return {
    all(words, spoken = '') {
      const letter = phraseWords(spoken).join(' ');
      const said = new Set(words);
      const plain = holding(words).flatMap((entry) =>
        'line' in entry && entry.line.columns !== undefined ? [] : hitOf(entry, said, letter),
      );
      return [...withoutEpisodes(plain), ...tableHits(words, 'neoplasm', holding), ...tableHits(words, 'drug', holding)].toSorted(inOrder);
    },
    knows: (word) => postings.has(word) || choosesColumn(word),
    near: postings.near,
  };
}

function tableHits(words: readonly string[], table: 'neoplasm' | 'drug', holding: (words: readonly string[]) => Entry[]): Hit[] {
  const query = tableQuery(words, table);
  if (query.words.length === 0 || (table === 'neoplasm' && !query.named)) return [];
  const said = new Set(query.words);
  return holding(query.words).flatMap((entry): Hit[] => {
    if (!('line' in entry) || entry.line.table !== table) return [];
    const columns = chosenColumns(entry.line, query);
    const [only] = columns;
    if (only === undefined) return [];
    const { line } = entry;
    const named = table === 'neoplasm' ? { ...line, path: line.path.slice(1) } : line;
    const hit = { by: table, path: line.path, apart: apartFrom(named, said) };
    return [columns.length === 1 ? { ...hit, path: [...hit.path, only.column], entry: only.entry } : { ...hit, columns }];
  });
}

function hitOf(entry: Entry, said: ReadonlySet<string>, letter: string): Hit {
  if ('row' in entry) {
    const same = entry.row.billable && phraseWords(entry.said).join(' ') === letter;
    return { by: entry.by, path: [entry.said], entry: entry.row, apart: same ? TO_THE_LETTER : unsaidWords(entry.said, said) };
  }
  const { line } = entry;
  return {
    by: line.table,
    path: line.path,
    apart: apartFrom(line, said),
    ...(line.entry !== undefined && { entry: line.entry }),
    ...(line.manifestation !== undefined && { manifestation: line.manifestation }),
    ...(line.see !== undefined && { see: line.see }),
    ...(line.seeAlso !== undefined && { seeAlso: line.seeAlso }),
  };
}

function leadsSomewhere({ entry, see, seeAlso, columns = [] }: IndexLine): boolean {
  return (entry ?? see ?? seeAlso) !== undefined || columns.length > 0;
}

/** A code of every seventh character has the words of its header: the header is enough where it has them all. */
function withoutEpisodes(hits: readonly Hit[]): Hit[] {
  const titled = new Set(hits.flatMap(({ by, entry }) => (by === 'title' && entry !== undefined ? [entry.code as string] : [])));
  return hits.filter(({ by, entry }) => {
    if (by !== 'title' || entry === undefined || entry.code.length < 8) return true;
    return ![3, 5, 6, 7].some((length) => titled.has(entry.code.slice(0, length)));
  });
}

/** What path and query do not share. A part of a path is said by any of its forms: `Failure, failed` by either word. */
function apartFrom({ path, lead, phrases }: IndexLine, said: ReadonlySet<string>): number {
  const spoken = phrases.filter(({ say }) => saysAll(say, said));
  const implied = new Set(spoken.flatMap((phrase) => phrase.implied));
  const isSaid = (part: string, at: number): boolean =>
    (spoken.length > 0 && at < lead) || implied.has(part) || part.split(',').some((one) => saysAll(one, said));
  const stated = new Set([...path, ...spoken.map(({ say }) => say)].flatMap(tellingWords));
  return path.filter((part, at) => !isSaid(part, at)).length + [...said].filter((word) => !stated.has(word)).length;
}

function unsaidWords(phrase: string, said: ReadonlySet<string>): number {
  return tellingWords(phrase.replaceAll(/\([^)]*\)/g, ' ')).filter((word) => !said.has(word)).length;
}

function saysAll(phrase: string, said: ReadonlySet<string>): boolean {
  const words = tellingWords(phrase);
  return words.length === 0 ? phraseWords(phrase).length > 0 : words.every((word) => said.has(word));
}

function inOrder(a: Hit, b: Hit): number {
  return a.apart - b.apart || ORDER.indexOf(a.by) - ORDER.indexOf(b.by) || a.path.length - b.path.length || byPath(a, b);
}

function byPath(a: Hit, b: Hit): number {
  const codes = compareCodes(a.entry?.code ?? '', b.entry?.code ?? '');
  if (codes !== 0) return codes;
  const [left, right] = [a.path.join('\n'), b.path.join('\n')];
  return left < right ? -1 : left > right ? 1 : 0;
}
