import type { Adjustment } from '../remittance/remittance.ts';
import type { Claim } from './claim.ts';
import { pairReversals } from './pair-reversals.ts';
import { countingWords, payerOf, type PayersWord } from './payers-word.ts';
import { adjustmentsOf } from './taken-off.ts';

/** Whether an adjustment says that the payer holds the same charge already. */
export type IsRepeat = (adjustment: Pick<Adjustment, 'group' | 'reason'>) => boolean;

/** A word that refuses all as what the same payer had answered before, and the word that it had answered with. */
export interface Repeat<W extends PayersWord = PayersWord> {
  readonly word: W;
  readonly of: W;
}

/**
 * What counts of the words on a claim, without those that refuse it whole as a duplicate of what the same payer answered before. Such a word
 * refuses no money: what was answered first stands. A word on other charges of the claim is no repeat, nor is one whose answer was taken back.
 */
export function withoutRepeats<W extends PayersWord>(
  { totalCents }: Pick<Claim, 'totalCents'>,
  said: readonly W[],
  isRepeat: IsRepeat,
): { readonly words: readonly W[]; readonly repeats: readonly Repeat<W>[] } {
  const words = countingWords(said);
  const kept: W[] = [];
  const repeats: Repeat<W>[] = [];
  for (const word of pairReversals(words).standing) {
    const before = kept.filter((one) => payerOf(one) === payerOf(word));
    const billed = [...before, word].reduce((sum, { remitted }) => sum + remitted.billedCents, 0);
    const of = before.at(-1);
    if (of !== undefined && billed > totalCents && refusesAllAsRepeat(word, isRepeat)) repeats.push({ word, of });
    else kept.push(word);
  }
  return { words: words.filter((word) => !repeats.some((one) => one.word === word)), repeats };
}

/** A claim with what payers said of it. */
export interface Spoken<W extends PayersWord = PayersWord> {
  readonly claim: Claim;
  readonly words: readonly W[];
}

/**
 * The claim of the same care that the payer had answered when it refused this one whole as a duplicate: it was sent twice under two numbers,
 * and is owed once. `undefined` for a claim that corrects the other, and where nothing else here was answered.
 */
export function sentTwice<W extends PayersWord>(
  { claim, words }: Spoken<W>,
  others: readonly Spoken<W>[],
  isRepeat: IsRepeat,
): (Repeat<W> & { readonly claim: Claim }) | undefined {
  const word = pairReversals(countingWords(words)).standing.at(-1);
  if (word === undefined || !refusesAllAsRepeat(word, isRepeat)) return undefined;
  for (const other of others) {
    if (other.claim.id === claim.id || !isSameCare(other.claim, claim) || corrects(other.claim, claim)) continue;
    const of = pairReversals(countingWords(other.words)).standing.findLast(
      (one) => payerOf(one) === payerOf(word) && !refusesAllAsRepeat(one, isRepeat),
    );
    if (of !== undefined) return { word, of, claim: other.claim };
  }
  return undefined;
}

/** Claims to one payer for the same days, codes and charges. */
export function isSameCare(one: Claim, other: Claim): boolean {
  return (
    one.payer.id === other.payer.id && one.from === other.from && one.totalCents === other.totalCents && codesOf(one) === codesOf(other)
  );
}

function corrects(one: Claim, other: Claim): boolean {
  return one.corrects === other.id || other.corrects === one.id;
}

function codesOf({ lines }: Claim): string {
  return lines
    .map(({ code, revenue }) => code ?? revenue ?? '')
    .toSorted()
    .join(' ');
}

function refusesAllAsRepeat({ remitted }: PayersWord, isRepeat: IsRepeat): boolean {
  const taken = adjustmentsOf({ remitted }).filter(({ amountCents }) => amountCents > 0);
  return remitted.paidCents === 0 && taken.length > 0 && taken.every((one) => isRepeat(one));
}
