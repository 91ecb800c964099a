import { editDistance } from '#core/edit-distance.ts';

/** Most slips that still look like the same word typed badly. */
const MOST = 2;

/** The words nearest to a mistyped one, best first and then in order, case aside. None when nothing is near. */
export function nearest(typed: string, words: readonly string[], limit: number): readonly string[] {
  const wanted = typed.trim().toUpperCase();
  return words
    .map((word) => ({ word, slips: Math.abs(word.length - wanted.length) > MOST ? Infinity : editDistance(wanted, word.toUpperCase()) }))
    .filter(({ slips }) => slips <= MOST)
    .toSorted((a, b) => a.slips - b.slips || (a.word < b.word ? -1 : 1))
    .slice(0, limit)
    .map(({ word }) => word);
}
