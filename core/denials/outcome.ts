import { answersSince, promisedCents, type AppealAnswer } from '../appeals/appeal-answer.ts';
import type { Claim } from '../billing/claim.ts';
import { firstRefusal } from '../billing/first-refusal.ts';
import { isOfSameCharges } from '../billing/line-on-claim.ts';
import { pairReversals } from '../billing/pair-reversals.ts';
import { answers, payerOf, REVERSAL, type PayersWord } from '../billing/payers-word.ts';
import type { Refusing } from '../billing/refused-parts.ts';
import { withoutRepeats } from '../billing/repeats.ts';
import type { AdjustmentWords } from './codes/adjustment-words.ts';
import { denialOf, type Denial } from './denial.ts';
import { isDenial, isRepeat } from './families.ts';

/**
 * How a refusal went on, by what payers said later: `unanswered`; `upheld`, refused again; `partly-paid`, more was paid and some is refused
 * still; `paid`; `not-refused`, settled without more money; `taken-back`, reversed, with no word in its place yet.
 */
export const WENT = ['unanswered', 'upheld', 'partly-paid', 'paid', 'not-refused', 'taken-back'] as const;
export type Went = (typeof WENT)[number];

/** How a claim that was refused has gone since. */
export interface Outcome<W extends PayersWord = PayersWord> {
  /** The refusal that stands, or the first one where none stands any more. */
  readonly denial: Denial;
  readonly word: W;
  /** What was refused first. */
  readonly first: Denial;
  /** The word from which the days of a first appeal count: what is only refused again starts none anew. */
  readonly since: W;
  readonly went: Went;
  /** The later word that tells so; absent where none does. */
  readonly by?: W;
  /** Whether some of it is refused still. */
  readonly open: boolean;
  /** What was paid after the first refusal beyond what was paid with it. */
  readonly recoveredCents: number;
  /** What is refused now, less what a letter of the payer grants and no remittance pays yet. */
  readonly leftCents: number;
  /** What such a letter grants. */
  readonly grantedCents: number;
  /** What was written off here, or moved to the patient, of what is refused. */
  readonly settledCents: number;
  /** Whether the payer spoke again after the first refusal, and whether it gave way in any part. */
  readonly answered: boolean;
  readonly won: boolean;
}

type Letter = Pick<AppealAnswer, 'outcome' | 'noticeDate' | 'level' | 'amountCents'>;

/** What the payer answered appeals by letter counts as its word, also before any money of it comes. */
export function withLetters<W extends PayersWord>(outcome: Outcome<W>, letters: readonly Letter[]): Outcome<W> {
  if (letters.length === 0) return outcome;
  const { denial, word } = outcome;
  const promised = outcome.open ? promisedCents(answersSince(letters, word.date)) : 0;
  const grantedCents = Math.min(denial.refusedCents, promised);
  return {
    ...outcome,
    grantedCents,
    leftCents: outcome.leftCents - grantedCents,
    answered: true,
    won: outcome.won || letters.some((one) => one.outcome !== 'upheld'),
  };
}

/** What was taken off here of what is refused. Where nothing is left, the refusal is done with. */
export function withSettled<W extends PayersWord>(outcome: Outcome<W>, settledCents: number): Outcome<W> {
  if (settledCents === 0 || !outcome.open) return outcome;
  const leftCents = Math.max(0, outcome.leftCents - settledCents);
  return { ...outcome, settledCents, leftCents, open: leftCents > 0 };
}

interface Spoken<W> {
  readonly word: W;
  readonly denial: Denial;
}

/**
 * Reads the words of payers on one claim. `undefined` where none of them refuses anything; what is only refused as a duplicate of what was
 * answered before is no refusal. Where several payers refuse, it is the one whose refusal stands.
 */
export function outcomeOf<W extends PayersWord>(claim: Claim, said: readonly W[], codes: AdjustmentWords): Outcome<W> | undefined {
  const { words } = withoutRepeats(claim, said, (one) => isRepeat(codes, one));
  const spoken = words
    .filter(({ remitted }) => remitted.status !== REVERSAL)
    .map((word) => ({ word, denial: denialOf(claim, word.remitted, codes) }));
  const firsts = new Map(
    spoken
      .filter(refuses)
      .toReversed()
      .map((one) => [payerOf(one.word), one]),
  );
  const outcomes = [...firsts.values()].map((first) => wentOn(first, spoken, words));
  const found = outcomes.find(({ open }) => open) ?? outcomes.at(-1);
  return found && { ...found, since: firstRefusal(claim, found.word, words, refusingBy(codes)) };
}

/** Which reasons refuse, and which only say that the payer answered before, by the words that are held of them. */
export function refusingBy(codes: AdjustmentWords): Refusing {
  return { isDenial: (one) => isDenial(codes, one), isRepeat: (one) => isRepeat(codes, one) };
}

function wentOn<W extends PayersWord>(first: Spoken<W>, spoken: readonly Spoken<W>[], words: readonly W[]): Omit<Outcome<W>, 'since'> {
  const { standing, undone } = pairReversals(words);
  const takenBack = undone.find(({ word }) => word === first.word)?.by;
  const later = spoken
    .slice(spoken.indexOf(first) + 1)
    .filter(({ word }) => standing.includes(word) && answers(word, first.word))
    .filter(({ word }) => takenBack !== undefined || isOfSameCharges(first.denial.claim, first.word.remitted, word.remitted));
  const last = later.at(-1);
  const most = later.reduce((cents, { word }) => Math.max(cents, word.remitted.paidCents), 0);
  const recoveredCents = Math.max(0, most - first.word.remitted.paidCents);
  const since = {
    first: first.denial,
    settledCents: 0,
    grantedCents: 0,
    recoveredCents,
    answered: last !== undefined,
    won: recoveredCents > 0,
  };
  if (last === undefined)
    return takenBack === undefined
      ? { ...first, went: 'unanswered', open: true, leftCents: first.denial.refusedCents, ...since }
      : { ...first, went: 'taken-back', by: takenBack, open: false, leftCents: 0, ...since };
  const by = last.word;
  if (refuses(last))
    return { ...last, went: recoveredCents > 0 ? 'partly-paid' : 'upheld', by, open: true, leftCents: last.denial.refusedCents, ...since };
  return { ...first, went: recoveredCents > 0 ? 'paid' : 'not-refused', by, open: false, leftCents: 0, ...since };
}

function refuses({ denial }: Pick<Spoken<unknown>, 'denial'>): boolean {
  return denial.refusals.length > 0;
}
