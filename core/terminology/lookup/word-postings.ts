import { editDistance } from '../../edit-distance.ts';

const SHORTEST_MENDED = 6;
const MOST_NEAR = 3;
const NONE: readonly number[] = [];

/** Which entries hold a word. Ids are added in rising order. */
export interface WordPostings {
  readonly add: (id: number, words: Iterable<string>) => void;
  readonly has: (word: string) => boolean;
  /** Ids that hold every word, rising. No word holds nothing. */
  readonly holding: (words: readonly string[]) => readonly number[];
  /** Known words one edit away from an unknown one of six letters or more, the commonest first. */
  readonly near: (word: string) => readonly string[];
}

export function wordPostings(): WordPostings {
  const ids = new Map<string, number[]>();
  const of = (word: string): readonly number[] => ids.get(word) ?? NONE;
  return {
    add(id, words) {
      for (const word of words) {
        const held = ids.get(word);
        if (held === undefined) ids.set(word, [id]);
        else if (held.at(-1) !== id) held.push(id);
      }
    },
    has: (word) => ids.has(word),
    holding(words) {
      const [rarest = NONE, ...rest] = words.map(of).toSorted((a, b) => a.length - b.length);
      return rest.reduce<readonly number[]>(both, rarest);
    },
    near(word) {
      if (word.length < SHORTEST_MENDED) return [];
      const close = [...ids.keys()].filter(
        (known) => Math.abs(known.length - word.length) <= 1 && /^\p{L}+$/u.test(known) && editDistance(known, word) === 1,
      );
      return close.toSorted((a, b) => of(b).length - of(a).length || (a < b ? -1 : 1)).slice(0, MOST_NEAR);
    },
  };
}

/** What stands in both of two rising lists. */
function both(a: readonly number[], b: readonly number[]): number[] {
  const found: number[] = [];
  let at = 0;
  for (const id of a) {
    while (at < b.length && (b[at] ?? 0) < id) at += 1;
    if (b[at] === id) found.push(id);
  }
  return found;
}
