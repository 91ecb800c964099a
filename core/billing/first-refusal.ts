import type { Claim } from './claim.ts';
import { isOfSameCharges } from './line-on-claim.ts';
import { payerOf, REVERSAL, type PayersWord } from './payers-word.ts';
import { withoutRepeats, type IsRepeat } from './repeats.ts';
import { adjustmentsOf, type IsDenial } from './taken-off.ts';

/** Claim frequency (CLP09) of a corrected claim. */
const CORRECTED = '7';

/**
 * The word from which the days of a first appeal of this one count: the first by which the same payer refused as much of the same charges. To be
 * refused again starts no days anew, unless the payer decided anew in between: it took its word back, paid or refused another amount, or
 * answered a corrected claim.
 */
export function firstRefusal<W extends PayersWord>(
  claim: Pick<Claim, 'lines' | 'totalCents'>,
  word: W,
  said: readonly W[],
  { isDenial, isRepeat }: { readonly isDenial: IsDenial; readonly isRepeat: IsRepeat },
): W {
  const words = withoutRepeats(claim, said, isRepeat).words.filter((one) => payerOf(one) === payerOf(word));
  const at = words.findIndex((one) => one.remittance === word.remittance && one.position === word.position);
  let first = word;
  for (const one of words.slice(0, Math.max(0, at)).toReversed()) {
    if (one.remitted.status === REVERSAL || first.remitted.frequency === CORRECTED) break;
    if (!isOfSameCharges(claim, one.remitted, word.remitted)) continue;
    if (one.remitted.paidCents !== word.remitted.paidCents || refusedCents(one, isDenial) !== refusedCents(word, isDenial)) break;
    first = one;
  }
  return first;
}

function refusedCents(word: PayersWord, isDenial: IsDenial): number {
  return adjustmentsOf(word).reduce((sum, one) => (one.amountCents > 0 && isDenial(one) === true ? sum + one.amountCents : sum), 0);
}
