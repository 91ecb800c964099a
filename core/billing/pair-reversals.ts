import { payerOf, REVERSAL, type PayersWord } from './payers-word.ts';

export interface Paired<W extends PayersWord = PayersWord> {
  /** Words that stand: reversed by nothing. */
  readonly standing: readonly W[];
  /** A word and the reversal that undid it. */
  readonly undone: readonly { readonly word: W; readonly by: W }[];
  /** Reversals of words that are not here. What they take back was never counted, so they count for nothing. */
  readonly ofNothing: readonly W[];
}

/**
 * Finds for each reversal the earlier word of the same payer that it undoes: billed and paid the same amounts the other way round. It may undo
 * another reason's codes than the first word had, so the word is undone whole.
 */
export function pairReversals<W extends PayersWord>(words: readonly W[]): Paired<W> {
  const standing = new Set(words.filter(({ remitted }) => remitted.status !== REVERSAL));
  const undone: { readonly word: W; readonly by: W }[] = [];
  const ofNothing: W[] = [];
  for (const by of words.filter(({ remitted }) => remitted.status === REVERSAL)) {
    const candidates = [...standing].filter((word) => isEarlier(word, by) && isOpposite(word, by));
    const word = candidates.find((one) => one.remitted.payerClaimId === by.remitted.payerClaimId) ?? candidates[0];
    if (word === undefined) ofNothing.push(by);
    else {
      standing.delete(word);
      undone.push({ word, by });
    }
  }
  return { standing: [...standing], undone, ofNothing };
}

/** A payer takes back what it said before. Of one day only the places within one remittance tell which came first. */
function isEarlier(word: PayersWord, by: PayersWord): boolean {
  if (word.remittance === by.remittance) return word.position < by.position;
  return word.date === undefined || by.date === undefined || word.date <= by.date;
}

function isOpposite(word: PayersWord, by: PayersWord): boolean {
  return (
    payerOf(word) === payerOf(by) &&
    Math.abs(word.remitted.billedCents) === Math.abs(by.remitted.billedCents) &&
    word.remitted.paidCents === -by.remitted.paidCents
  );
}
