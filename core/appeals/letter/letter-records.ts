import type { AppealAnswer } from '../appeal-answer.ts';
import type { Claim } from '../../billing/claim.ts';
import type { PayerTerms } from '../../billing/payer-terms.ts';
import type { Chart } from '../../chart/chart.ts';
import type { Trace } from '../../coder/trace.ts';
import type { LocalDate } from '../../codes.ts';
import type { Clause, PolicyDocument } from '../../policy-library/clause.ts';
import type { RemittanceHead, RemittedClaim } from '../../remittance/remittance.ts';

/** What a payer said of the claim, and in which remittance. */
export interface Remitted {
  readonly remittance: string;
  /** Its place there. */
  readonly position: number;
  readonly state: 'posted' | 'quarantined';
  readonly payer: RemittanceHead['payer'];
  readonly trace?: string;
  readonly date?: LocalDate;
  readonly remitted: RemittedClaim;
}

export interface FoundClause {
  readonly document: PolicyDocument;
  readonly clause: Clause;
}

/** The records that a letter about one claim may cite: of that claim, its encounter and its payer, and of no other. */
export interface LetterRecords {
  readonly claim: Claim;
  /** The chart of the claim's encounter. */
  readonly chart?: Chart | undefined;
  /** The chart as the coder read it. Without it a letter can name no diagnosis. */
  readonly reading?: Trace | undefined;
  /** What payers said of this claim. */
  readonly remitted: readonly Remitted[];
  /** What payers answered appeals of this claim by letter. */
  readonly answers: readonly AppealAnswer[];
  /** Clauses by id and the day that chose the version. */
  readonly clause: (id: string, on: LocalDate) => FoundClause | undefined;
  readonly terms: (payer: string, on: LocalDate) => PayerTerms | undefined;
}
