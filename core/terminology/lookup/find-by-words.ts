import type { Hit, WordSearch } from './word-search.ts';
import { tellingWords } from './telling-words.ts';

/** A word that no entry holds, and the known words one letter away that were looked for in its place. */
export interface UnknownWord {
  readonly word: string;
  readonly nearest: readonly string[];
}

export interface Found {
  /** The words that were looked for, after mending. */
  readonly words: readonly string[];
  readonly unknown: readonly UnknownWord[];
  /** A word that no entry holds together with the others, and that was left out. */
  readonly without?: string;
  /** At most as many as asked for, one for each code or cross-reference. */
  readonly hits: readonly Hit[];
  readonly more: number;
}

const MOST_WORDS = 32;

/**
 * Finds entries that hold all the words of a query. A word that nothing holds is mended by one letter or left out, and where no
 * entry holds all the words that are known, one of them is: the answer says each of these.
 */
export function findByWords(query: string, search: WordSearch, most: number): Found {
  const asked = tellingWords(query).slice(0, MOST_WORDS);
  const unknown = asked.filter((word) => !search.knows(word)).map((word) => ({ word, nearest: search.near(word) }));
  const words = asked.flatMap((word) => (search.knows(word) ? [word] : (search.near(word)[0] ?? [])));
  const whole = search.all(words, query);
  if (whole.length > 0 || words.length < 2) return { words, unknown, ...bounded(whole, most) };
  const partial = words
    .toReversed()
    .map((without) => ({ without, hits: search.all(words.filter((word) => word !== without)) }))
    .filter(({ hits }) => hits.length > 0)
    .toSorted((a, b) => (a.hits[0]?.apart ?? 0) - (b.hits[0]?.apart ?? 0));
  const [best] = partial;
  return best === undefined
    ? { words, unknown, hits: [], more: 0 }
    : { words, unknown, without: best.without, ...bounded(best.hits, most) };
}

/** The first hit for each code or cross-reference. */
function bounded(hits: readonly Hit[], most: number): { hits: readonly Hit[]; more: number } {
  const seen = new Set<string>();
  const once = hits.filter(({ entry, path }) => {
    const key = entry?.code ?? path.join('\n');
    return seen.size !== seen.add(key).size;
  });
  return { hits: once.slice(0, most), more: Math.max(0, once.length - most) };
}
