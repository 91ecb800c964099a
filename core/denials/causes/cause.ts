import type { Claim } from '../../billing/claim.ts';
import type { PayerTerms } from '../../billing/payer-terms.ts';
import type { FirstStep, RemarkWords } from '../codes/words-source.ts';
import type { Denial, Reason } from '../denial.ts';

/** A clause of the policy library that speaks of what was refused. */
export interface SpokenClause {
  readonly id: string;
  readonly heading: string;
  readonly text: string;
}

/** All that may show why something was refused. What is not here is not known. */
export interface Known {
  readonly denial: Denial;
  /** The payer's terms on the day of service; absent where none were entered. */
  readonly terms?: PayerTerms;
  /** Other claims of the same account. */
  readonly others: readonly Claim[];
  /** Clauses of this payer that name a code of the refused line. */
  readonly clauses: readonly SpokenClause[];
  /** Words for remarks that are the cause, and not a notice. */
  readonly causes: (remarks: readonly string[]) => readonly RemarkWords[];
}

/** What was found, where, and what it leads to. */
export interface Cause {
  /** A whole sentence. */
  readonly says: string;
  /** Where it stands: `claim C-88 line 2`, `clause demo-policy/4.2`. */
  readonly shownBy: readonly string[];
  /** What is usually done about it; absent where it shows nothing either way. */
  readonly leadsTo?: FirstStep;
}

export type FindCause = (reason: Reason, known: Known) => readonly Cause[];

/** `line 2 of C-88` and `claim C-88 line 2`, or the whole claim where no line could be told. */
export function place({ line }: Reason, { denial }: Known): { readonly says: string; readonly shownBy: string } {
  const { id } = denial.claim;
  return line === undefined
    ? { says: `Claim ${id}`, shownBy: `claim ${id}` }
    : { says: `Line ${line.number} of ${id}`, shownBy: `claim ${id} line ${line.number}` };
}
