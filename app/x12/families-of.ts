import type { AdjustmentWords } from '#core/denials/codes/adjustment-words.ts';
import type { DenialFamily } from '#core/denials/denial-family.ts';
import { refusalsOf } from '#core/denials/refusals.ts';
import type { RemittedClaim } from '#core/remittance/remittance.ts';

/** The families of what the payer refused of a claim, each once, in the order in which it first says so. */
export function familiesOf(words: AdjustmentWords, claim: RemittedClaim): readonly DenialFamily[] {
  return [...new Set(refusalsOf(words, claim).map(({ family }) => family))];
}
