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
  /** The word from which the days of a first appeal count: what is only refused again starts none anew. */
  readonly since: W;
  readonly went: Went;
  /** The later word that tells so; absent where none does. */
  readonly by?: W;
  /** Whether some of it is refused still. */
  readonly open: boolean;
  /** What was paid after the first refusal beyond what was paid with it. */
  readonly recoveredCents: number;
  /** Whether the payer spoke again after the first refusal, and whether it gave way in any part. */
  readonly answered: boolean;
  readonly won: boolean;
}

interface Letter {
  readonly outcome: 'upheld' | 'overturned' | 'partly';
}

/** What the payer answered appeals by letter counts as its word, also before any money of it comes. */
export function withLetters<W extends PayersWord>(outcome: Outcome<W>, letters: readonly Letter[]): Outcome<W> {
  if (letters.length === 0) return outcome;
  return { ...outcome, answered: true, won: outcome.won || letters.some((one) => one.outcome !== 'upheld') };
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
  const since = { recoveredCents, answered: last !== undefined, won: recoveredCents > 0 };
  if (last === undefined)
    return takenBack === undefined
      ? { ...first, went: 'unanswered', open: true, ...since }
      : { ...first, went: 'taken-back', by: takenBack, open: false, ...since };
  const by = last.word;
  if (refuses(last)) return { ...last, went: recoveredCents > 0 ? 'partly-paid' : 'upheld', by, open: true, ...since };
  return { ...first, went: recoveredCents > 0 ? 'paid' : 'not-refused', by, open: false, ...since };
}

function refuses({ denial }: Pick<Spoken<unknown>, 'denial'>): boolean {
  return denial.refusals.length > 0;
}
