import type { Clause } from './clause.ts';
import type { Word } from './words.ts';

const COURTESY = /^(?:(?:please|kindly|(?:many )?thanks|thank you|cheers)(?: |$))*$/;

/** True for words that add nothing to an order and take nothing from it: "please", "Thanks!". True for none at all. */
export function isCourtesy(words: readonly Word[]): boolean {
  const marks = words.filter(({ kind }) => kind === 'mark');
  const said = words.filter(({ kind }) => kind !== 'mark').map(({ norm }) => norm);
  return marks.every(({ norm }) => /^[,.!]$/.test(norm)) && COURTESY.test(said.join(' '));
}

export function isCourteousClause({ words, padding, asked }: Clause): boolean {
  return !asked && COURTESY.test(padding) && isCourtesy(words);
}
