import type { Claim } from '../billing/claim.ts';
import type { LocalDate } from '../codes.ts';
import type { RemittedClaim } from '../remittance/remittance.ts';
import type { AdjustmentWords } from './codes/adjustment-words.ts';
import { denialOf, type Denial } from './denial.ts';

/** One posted word of a payer on a claim, with the day and the remittance that said it. */
export interface Word {
  readonly remittance: string;
  readonly date?: LocalDate;
  readonly remitted: RemittedClaim;
}

/** How a claim that was refused has gone since. */
export interface Outcome {
  /** The refusal that stands, or the first one where none stands any more. */
  readonly denial: Denial;
  readonly word: Word;
  /** Whether some of it is refused still. */
  readonly open: boolean;
  /** What was paid after the first refusal beyond what was paid with it. */
  readonly recoveredCents: number;
  /** Whether the payer spoke again after the first refusal. */
  readonly answered: boolean;
}

const REVERSAL = '22';

/** Reads the words of payers on one claim, the oldest first; `undefined` where none of them refuses anything. */
export function outcomeOf(claim: Claim, words: readonly Word[], codes: AdjustmentWords): Outcome | undefined {
  const spoken = words
    .filter(({ remitted }) => remitted.status !== REVERSAL)
    .map((word) => ({ word, denial: denialOf(claim, word.remitted, codes) }));
  const first = spoken.find(({ denial }) => denial.refusals.length > 0);
  const last = spoken.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const open = last.denial.refusals.length > 0;
  const paid = spoken.slice(spoken.indexOf(first) + 1).reduce((most, { denial }) => Math.max(most, denial.remitted.paidCents), 0);
  return {
    ...(open ? last : first),
    open,
    recoveredCents: Math.max(0, paid - first.denial.remitted.paidCents),
    answered: last !== first,
  };
}
