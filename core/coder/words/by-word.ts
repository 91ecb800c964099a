import type { WordRange } from './scan-words.ts';

const NOWHERE: ReadonlyMap<number, readonly never[]> = new Map();

/** Stretches of a sentence by the words that they cover, so that what stands at a word is found without asking all of them. */
export type ByWord<T extends WordRange> = ReadonlyMap<number, readonly T[]>;

/** Those that cover a word keep the order in which they were given. */
export function byWord<T extends WordRange>(ranges: readonly T[]): ByWord<T> {
  if (ranges.length === 0) return NOWHERE;
  const found = new Map<number, T[]>();
  for (const range of ranges) {
    for (let at = range.first; at <= range.last; at += 1) {
      const held = found.get(at);
      if (held === undefined) found.set(at, [range]);
      else held.push(range);
    }
  }
  return found;
}

const NONE: readonly never[] = [];

/** What covers one word. */
export function atWord<T extends WordRange>(index: ByWord<T>, at: number): readonly T[] {
  return index.get(at) ?? NONE;
}

/** What shares a word with a stretch, each once, by the first word shared. */
export function meeting<T extends WordRange>(index: ByWord<T>, { first, last }: WordRange): T[] {
  const found: T[] = [];
  for (let at = first; at <= last; at += 1) {
    for (const range of atWord(index, at)) if (at === Math.max(first, range.first)) found.push(range);
  }
  return found;
}
