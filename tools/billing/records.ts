import type { AppealAnswer } from '#core/appeals/appeal-answer.ts';
import type { AccountRecord } from '#core/billing/account.ts';
import type { Claim } from '#core/billing/claim.ts';
import type { PayerTerms } from '#core/billing/payer-terms.ts';
import type { LocalDate } from '#core/codes.ts';
import type { Clause, PolicyDocument } from '#core/policy-library/clause.ts';
import type { RemittanceHead, RemittanceTail, RemittedClaim } from '#core/remittance/remittance.ts';

/**
 * `posted`: it balances, and what it says counts. `quarantined`: it does not, and nothing of it counts until there is a file that
 * does.
 */
export type RemittanceState = 'posted' | 'quarantined';

/** One 835 transaction as it was brought in. */
export interface RemittanceRecord {
  /** `R-12`, numbered per tenant. */
  readonly id: string;
  /** The file's own name without its folder, and its SHA-256: the same transaction of the same bytes is brought in once. */
  readonly file: string;
  readonly sha256: string;
  readonly state: RemittanceState;
  readonly head: RemittanceHead;
  readonly tail: RemittanceTail;
  readonly importedAt: string;
}

/** What the payer says of one claim, with where it says so and the claim that it was matched to. */
export interface RemittedRecord {
  /** The remittance, and its place there. */
  readonly remittance: string;
  readonly position: number;
  readonly state: RemittanceState;
  readonly payer: RemittanceHead['payer'];
  readonly trace?: string;
  readonly date?: LocalDate;
  readonly remitted: RemittedClaim;
  /** The claim here that it is about, and what showed it; absent where a person must say. */
  readonly matched?: Match;
  /** Where it was matched to none: what kept the claim from being found. */
  readonly whyNot?: string;
}

/** The claim here that a payer spoke of, and what showed it: `control number`, or the person who said so. */
export interface Match {
  readonly claim: string;
  readonly by: string;
}

/** What a payer says of one claim, as it is written with the rest of its remittance. */
export interface RemittedDraft {
  readonly position: number;
  readonly remitted: RemittedClaim;
  /** How much of it the payer refused. */
  readonly deniedCents: number;
  /** Its claim here, or why there is none. */
  readonly found: Match | { readonly whyNot: string };
}

/** Claims as they were sent, by the provider's own number. To read what was changed beside the program throws Failure `altered`. */
export interface Claims {
  find(id: string): Promise<Claim | undefined>;
  /** Ids that look like a mistyped one, best first. */
  near(typed: string, limit: number): Promise<readonly string[]>;
  list(filter: {
    readonly account?: string;
    readonly encounter?: string;
    readonly payer?: string;
    /** First day of service, and what it comes to. */
    readonly from?: LocalDate;
    readonly totalCents?: number;
    readonly limit: number;
  }): Promise<readonly Claim[]>;
  /** Those of these that are there, in no order. */
  findAll(ids: readonly string[]): Promise<readonly Claim[]>;
  put(claim: Claim): Promise<void>;
}

export interface Remittances {
  find(id: string): Promise<RemittanceRecord | undefined>;
  list(filter: { readonly state?: RemittanceState; readonly limit: number }): Promise<readonly RemittanceRecord[]>;
  /** What payers said of a claim, the oldest first by the remittance's date and then by import. Quarantined ones too, marked so. */
  ofClaim(claim: string): Promise<readonly RemittedRecord[]>;
  /** What one remittance says, claim by claim in its order, whatever its state. */
  ofRemittance(id: string, limit: number): Promise<readonly RemittedRecord[]>;
  /** The newest posted word on each claim of a payer, or of all, that was denied wholly or in part, newest first. */
  adjusted(filter: { readonly payer?: string; readonly since?: LocalDate; readonly limit: number }): Promise<readonly RemittedRecord[]>;
  /**
   * Every posted word on each of the claims here that were ever refused, the oldest first; of the newest so many claims. Claims of `short`,
   * remittances that a claim was taken out of beside the program, are left out.
   */
  everRefused(filter: {
    readonly payer?: string;
    readonly limit: number;
  }): Promise<{ readonly records: readonly RemittedRecord[]; readonly short: readonly string[] }>;
  /** Posted remittance claims that nothing here was matched to, oldest first. */
  unmatched(limit: number): Promise<readonly RemittedRecord[]>;
}

/** How far a transaction of a file came: `known` was brought in whole, `begun` is to be written from its first claim. */
export type Begun =
  | { readonly id: string; readonly as: 'begun' }
  | { readonly id: string; readonly as: 'known'; readonly state: RemittanceState };

/** Brings remittances in. Until `finish`, nothing of one counts, and nobody is shown any of it. */
export interface RemittanceBook extends Remittances {
  /** Where an earlier import died in the middle, what it wrote of the claims is taken away, and the number stays. */
  begin(from: Pick<RemittanceRecord, 'file' | 'sha256' | 'head'> & { readonly place: number }): Promise<Begun>;
  write(id: string, claims: readonly RemittedDraft[]): Promise<void>;
  finish(id: string, end: { readonly tail: RemittanceTail; readonly state: RemittanceState }): Promise<RemittanceRecord>;
  /** Posted remittances of this payer with this trace and amount, in whatever form they are written: the same payment in another file. */
  samePayment(head: RemittanceHead): Promise<readonly string[]>;
  /** Posted remittances that say all that this unfinished one says of claims: the same payment under another trace. */
  saidBefore(id: string): Promise<readonly string[]>;
  /** Claims that this unfinished one pays and that a posted one paid as much already, with that one; of what was taken back since, none. */
  paidBefore(id: string): Promise<readonly { readonly claim: string; readonly id: string }[]>;
  /** Claims that the payer's own numbers stand for, by what was posted earlier. */
  claimsCalled(payerClaimIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Says which claim it is about. `undefined` where there is no such place, or it has a claim already. */
  match(remittance: string, position: number, match: Match): Promise<RemittedRecord | undefined>;
  /** Takes that away again, for a reason; the money counts for no claim until somebody says which. */
  unmatch(remittance: string, position: number, whyNot: string): Promise<RemittedRecord | undefined>;
  /** What a posted remittance says at one place. */
  at(remittance: string, position: number): Promise<RemittedRecord | undefined>;
}

export interface Accounts {
  find(id: string): Promise<AccountRecord | undefined>;
  near(typed: string, limit: number): Promise<readonly string[]>;
  put(account: AccountRecord): Promise<void>;
}

export interface PolicyLibrary {
  /** A clause by its id, with the document that holds it and the version that was in force that day; any day's newest without one. */
  clause(id: string, on?: LocalDate): Promise<{ readonly document: PolicyDocument; readonly clause: Clause } | undefined>;
  /** Clauses whose words match, best first: of this payer and of the law. */
  search(
    words: string,
    filter: { readonly payer?: string; readonly on?: LocalDate; readonly limit: number },
  ): Promise<readonly { readonly document: PolicyDocument; readonly clause: Clause }[]>;
  list(): Promise<readonly PolicyDocument[]>;
  put(document: PolicyDocument): Promise<void>;
}

export interface PayerTermsBook {
  /** The terms that count for a payer on a day; `undefined` where none were entered. */
  on(payer: string, day: LocalDate): Promise<PayerTerms | undefined>;
  list(): Promise<readonly PayerTerms[]>;
  put(terms: PayerTerms): Promise<void>;
}

/** Appeals by the claim that they are about, and what payers answered them by letter. */
export interface Appeals {
  /** Those of these claims of which an appeal was ever put up, whatever became of it. */
  everAppealed(claims: readonly string[]): Promise<ReadonlySet<string>>;
  /** Answers of appeals of these claims, one an appeal, oldest notice first. To read what was changed beside the program throws Failure `altered`. */
  answersOf(claims: readonly string[]): Promise<readonly AppealAnswer[]>;
  /** Takes the place of an answer that was entered of the same appeal; gives the digest of what is kept. */
  answer(answer: AppealAnswer): Promise<string>;
}

/** What billing staff's questions are answered from. */
export interface Billing {
  readonly claims: Claims;
  readonly remittances: RemittanceBook;
  readonly accounts: Accounts;
  readonly library: PolicyLibrary;
  readonly terms: PayerTermsBook;
  readonly appeals: Appeals;
}

/** What a tool sees of it: all that reads. */
export interface ReadingBilling {
  readonly claims: Omit<Claims, 'put'>;
  readonly remittances: Remittances;
  readonly accounts: Omit<Accounts, 'put'>;
  readonly library: Omit<PolicyLibrary, 'put'>;
  readonly terms: Omit<PayerTermsBook, 'put'>;
  readonly appeals: Omit<Appeals, 'answer'>;
}
