import type { AppealAnswer } from '#core/appeals/appeal-answer.ts';
import type { AccountRecord } from '#core/billing/account.ts';
import type { Claim } from '#core/billing/claim.ts';
import type { PayerTerms } from '#core/billing/payer-terms.ts';
import type { PayersWord } from '#core/billing/payers-word.ts';
import type { Shipped } from '#core/billing/shipped.ts';
import type { LocalDate } from '#core/codes.ts';
import { Failure } from '#core/errors.ts';
import type { Births } from '../patient-born.ts';
import type { Vouching } from '../vouched.ts';

/** What an account is worked out from, wherever it is: by the tool that drafts, and again by the gate. */
export interface Accountable extends Vouching, Births {
  /** Words for codes, notices and the codes of postings. Without them no money and no message stands. */
  readonly shipped: Shipped | undefined;
  /** The title of a diagnosis by the edition in force that day; `undefined` for a code that it does not have. */
  readonly titleOf: (code: string, day: LocalDate) => Promise<string | undefined>;
  readonly billing: {
    readonly accounts: { find(id: string): Promise<AccountRecord | undefined> };
    readonly claims: { list(filter: { readonly account: string; readonly limit: number }): Promise<readonly Claim[]> };
    readonly remittances: { ofClaim(claim: string): Promise<readonly PayersWord[]> };
    readonly terms: { on(payer: string, day: LocalDate): Promise<PayerTerms | undefined> };
    readonly appeals: { answersOf(claims: readonly string[]): Promise<readonly AppealAnswer[]> };
  };
  readonly sources: { version(id: string): Promise<string | undefined> };
  readonly now: () => Promise<string>;
}

/** Throws Failure `bad-config` where nothing was given to work an account out with. */
export function shippedWith({ shipped }: Pick<Accountable, 'shipped'>): Shipped {
  if (shipped !== undefined) return shipped;
  throw new Failure(
    'bad-config',
    'No words for adjustment codes were given to this process, so no account can be worked out. Nothing was proposed.',
  );
}
