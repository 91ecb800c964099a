import type { LocalDate } from '../codes.ts';
import type { DeniedPart } from '../patient-bill/bill-parts.ts';
import type { Claim } from './claim.ts';
import { pairReversals } from './pair-reversals.ts';
import { payerOf, type PayersWord } from './payers-word.ts';
import { withoutRepeats, type IsRepeat } from './repeats.ts';
import { adjustmentsOf, type IsDenial } from './taken-off.ts';

/** A refused part with what an appeal of it needs: who refused it, when, and whether the payer says that it is the patient's (PR). */
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
 * What payers refuse of a claim by their last word that stands; a duplicate of what they answered before is no such word. `appealedOn`: the
 * day on which an appeal of it was sent.
 */
export function refusedParts(
  claim: Claim,
  said: readonly PayersWord[],
  { isDenial, isRepeat }: Refusing,
  appealedOn: string | undefined,
): readonly RefusedPart[] {
  const { standing } = pairReversals(withoutRepeats(claim, said, isRepeat).words);
  const last = new Map(standing.map((word) => [payerOf(word), word]));
  return [...last.values()].flatMap((word) => partsOf(claim.id, word, isDenial, appealedOn));
}

function partsOf(claim: string, word: PayersWord, isDenial: IsDenial, appealedOn: string | undefined): readonly RefusedPart[] {
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
        ? { claim, amountCents, remittance: { id: remittance, segment }, appealed, payer: payerOf(word), date, reason, toPatient }
        : { ...before, amountCents: before.amountCents + amountCents },
    );
  }
  return [...parts.values()];
}
