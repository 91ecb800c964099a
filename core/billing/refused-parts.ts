import type { LocalDate } from '../codes.ts';
import type { DeniedPart } from '../patient-bill/bill-parts.ts';
import type { Claim } from './claim.ts';
import { firstRefusal } from './first-refusal.ts';
import { isOfSameCharges } from './line-on-claim.ts';
import { pairReversals } from './pair-reversals.ts';
import { answers, payerOf, type PayersWord } from './payers-word.ts';
import { withoutRepeats, type IsRepeat } from './repeats.ts';
import { adjustmentsOf, type IsDenial } from './taken-off.ts';

/** A refused part with what an appeal of it needs: who refused it, when first, and whether the payer says that it is the patient's (PR). */
export interface RefusedPart extends DeniedPart {
  readonly payer: string;
  readonly date: LocalDate | undefined;
  readonly reason: string;
  readonly toPatient: boolean;
}

/** Which reasons refuse, and which only say that the payer answered before. */
export interface Refusing {
  readonly isDenial: IsDenial;
  readonly isRepeat: IsRepeat;
}

/**
 * What payers refuse of a claim by their last words that stand, each on its charges; a duplicate of what they answered before is no such
 * word. `appealedOn`: the day on which an appeal of it was sent.
 */
export function refusedParts(
  claim: Claim,
  said: readonly PayersWord[],
  { isDenial, isRepeat }: Refusing,
  appealedOn: string | undefined,
): readonly RefusedPart[] {
  const { standing } = pairReversals(withoutRepeats(claim, said, isRepeat).words);
  const last = standing.filter(
    (word, at) => !standing.slice(at + 1).some((later) => answers(later, word) && isOfSameCharges(claim, word.remitted, later.remitted)),
  );
  return last.flatMap((word) =>
    partsOf({ claim, word, since: firstRefusal(claim, word, said, { isDenial, isRepeat }).date }, isDenial, appealedOn),
  );
}

interface RefusingWord {
  readonly claim: Claim;
  readonly word: PayersWord;
  /** The day of the first word that refused it. */
  readonly since: LocalDate | undefined;
}

function partsOf(
  { claim: { id: claim }, word, since }: RefusingWord,
  isDenial: IsDenial,
  appealedOn: string | undefined,
): readonly RefusedPart[] {
  const { remittance, date } = word;
  const appealed = appealedOn !== undefined && (date === undefined || date <= appealedOn);
  const refused = adjustmentsOf(word).filter((one) => one.amountCents > 0 && isDenial(one) === true);
  const parts = new Map<string, RefusedPart>();
  for (const { segment, group, reason, amountCents } of refused) {
    const toPatient = group.trim().toUpperCase() === 'PR';
    const key = `${segment} ${toPatient}`;
    const before = parts.get(key);
    parts.set(
      key,
      before === undefined
        ? { claim, amountCents, remittance: { id: remittance, segment }, appealed, payer: payerOf(word), date: since, reason, toPatient }
        : { ...before, amountCents: before.amountCents + amountCents },
    );
  }
  return [...parts.values()];
}
