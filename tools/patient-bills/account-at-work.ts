import type { Account, AccountRecord } from '#core/billing/account.ts';
import type { Claim } from '#core/billing/claim.ts';
import { accountOf, type ApprovedAdjustment } from '#core/billing/work-out-account.ts';
import type { LocalDate } from '#core/codes.ts';
import { sentTwice } from '#core/billing/repeats.ts';
import { isDenial, isRepeat } from '#core/denials/families.ts';
import { Failure } from '#core/errors.ts';
import type { SourceVersion } from '#guardrails/proposal.ts';
import { vouchedOn } from '#guardrails/vouched.ts';
import type { RemittedRecord } from '../billing/records.ts';
import type { Running } from '../define-tool.ts';
import { refusedParts, type RefusedPart, type Refusing } from './denied-parts.ts';
import { postingsOf, type ProposedPosting } from './money-waiting.ts';

/** An account with everything that bears on it now. */
export interface AccountAtWork {
  readonly account: Account;
  readonly claims: readonly Claim[];
  /** What payers refused by their last word. */
  readonly refused: readonly RefusedPart[];
  /** Postings of ours that stand on it. */
  readonly standing: readonly ProposedPosting[];
  /** Postings that wait, or that are on their way. */
  readonly open: readonly ProposedPosting[];
  readonly today: LocalDate;
}

const MOST_CLAIMS = 500;

/**
 * Works an account, by its id or that of one of its claims, out from its claims, what payers said of them, what was posted, and what was
 * approved and delivered here. Throws Failure `not-found` with the ids that were perhaps meant, and `altered` for a posting or an appeal
 * that the ledger does not bear out.
 */
export async function accountAtWork(typed: string, running: Running): Promise<AccountAtWork> {
  const { unit, editions } = running;
  const { accounts, claims: billed } = unit.billing;
  const record =
    (await accounts.find(typed)) ?? (await accounts.find(typed.toUpperCase())) ?? (await accountOfClaim(await billed.find(typed), running));
  if (record === undefined) throw await noAccount(typed, running);
  const claims = await unit.billing.claims.list({ account: record.id, limit: MOST_CLAIMS });
  const { words, transactionCodes } = editions.shipped();
  const refusing: Refusing = { isDenial: (one) => isDenial(words, one), isRepeat: (one) => isRepeat(words, one) };
  const spoken: { readonly claim: Claim; readonly words: readonly RemittedRecord[] }[] = [];
  for (const claim of claims) spoken.push({ claim, words: await unit.billing.remittances.ofClaim(claim.id) });
  const { standing, open } = await postingsOf([record.id, ...claims.map(({ id }) => id)], transactionCodes.refund, unit);
  const posted = new Set<string>(record.posted.map(({ id }) => id));
  const approved = standing.filter(({ proposal }) => !posted.has(proposal)).flatMap(entriesOf);
  const account = accountOf(record, { claims, remitted: spoken.flatMap((one) => one.words), approved, ...refusing });
  const refused = [];
  for (const one of spoken) {
    if (sentTwice(one, spoken, refusing.isRepeat) !== undefined) continue;
    refused.push(...refusedParts(one.claim, one.words, refusing, await appealedOn(one.claim.id, running)));
  }
  return { account, claims, refused, standing, open, today: (await unit.now()).slice(0, 10) as LocalDate };
}

/** The version of an account with all that payers said of it, for a proposal to rest on. It keeps other writers out. */
export async function restsOn({ account: { record } }: AccountAtWork, { unit }: Running): Promise<SourceVersion[]> {
  const id = `account:${record.id}`;
  const version = await unit.sources.version(id);
  return version === undefined ? [] : [{ id, version }];
}

async function accountOfClaim(claim: Claim | undefined, { unit }: Running): Promise<AccountRecord | undefined> {
  return claim && unit.billing.accounts.find(claim.account);
}

async function noAccount(typed: string, { unit }: Running): Promise<Failure> {
  const near = await unit.billing.accounts.near(typed, 3);
  const hint = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : ' Accounts are brought in with their claims.';
  return new Failure('not-found', `There is no account ${typed}.${hint}`);
}

/** The day on which the newest appeal of a claim that was sent was approved. */
async function appealedOn(claim: string, { unit }: Running): Promise<string | undefined> {
  const appeals = await vouchedOn(unit, { kind: 'appeal.submit', subject: claim });
  return appeals.find(({ isCarriedOut }) => isCarriedOut)?.approval?.at.slice(0, 10);
}

/** A transfer takes from one balance and puts on the other. */
function entriesOf({ proposal, kind, owedBy, movesTo, amountCents, date, reason }: ProposedPosting): ApprovedAdjustment[] {
  const one = { proposal, date, kind, amountCents, owedBy, says: reason };
  return movesTo === undefined ? [one] : [one, { ...one, proposal: `${proposal}.to`, amountCents: -amountCents, owedBy: movesTo }];
}
