import type { Account, AccountRecord } from '#core/billing/account.ts';
import type { Claim } from '#core/billing/claim.ts';
import type { PayersWord } from '#core/billing/payers-word.ts';
import { refusedParts, type RefusedPart, type Refusing } from '#core/billing/refused-parts.ts';
import { accountOf, type ApprovedAdjustment } from '#core/billing/work-out-account.ts';
import type { LocalDate } from '#core/codes.ts';
import { Failure } from '#core/errors.ts';
import { sentTwice } from '#core/billing/repeats.ts';
import { isDenial, isRepeat } from '#core/denials/families.ts';
import type { SourceVersion } from '../proposal.ts';
import { vouchedOn } from '../vouched.ts';
import { shippedWith, type Accountable } from './accountable.ts';
import { postingsOf, type ProposedPosting } from './proposed-postings.ts';

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
 * Works an account out from its claims, what payers said of them, what was posted, and what was approved and delivered here. Throws Failure
 * `altered` for a posting or an appeal that the ledger does not bear out.
 */
export async function accountAtWork(record: AccountRecord, unit: Accountable): Promise<AccountAtWork> {
  const { words, transactionCodes } = shippedWith(unit);
  const claims = await unit.billing.claims.list({ account: record.id, limit: MOST_CLAIMS + 1 });
  if (claims.length > MOST_CLAIMS)
    throw new Failure(
      'bad-input',
      `Account ${record.id} has more than ${MOST_CLAIMS} claims, which is more than is worked out here, and a part of them would not be its balance. Work it in the account system.`,
    );
  const refusing: Refusing = { isDenial: (one) => isDenial(words, one), isRepeat: (one) => isRepeat(words, one) };
  const spoken: { readonly claim: Claim; readonly words: readonly PayersWord[] }[] = [];
  for (const claim of claims) spoken.push({ claim, words: await unit.billing.remittances.ofClaim(claim.id) });
  const { standing, open } = await postingsOf([record.id, ...claims.map(({ id }) => id)], transactionCodes.refund, unit);
  const posted = new Set<string>(record.posted.map(({ id }) => id));
  const approved = standing.filter(({ proposal }) => !posted.has(proposal)).flatMap(entriesOf);
  const account = accountOf(record, { claims, remitted: spoken.flatMap((one) => one.words), approved, ...refusing });
  const refused = [];
  for (const one of spoken) {
    if (sentTwice(one, spoken, refusing.isRepeat) !== undefined) continue;
    refused.push(...refusedParts(one.claim, one.words, refusing, await appealedOn(one.claim.id, unit)));
  }
  return { account, claims, refused, standing, open, today: (await unit.now()).slice(0, 10) as LocalDate };
}

/** The version of an account with all that payers said of it, for a proposal to rest on. It keeps other writers out. */
export async function restsOn({ account: { record } }: AccountAtWork, unit: Pick<Accountable, 'sources'>): Promise<SourceVersion[]> {
  const id = `account:${record.id}`;
  const version = await unit.sources.version(id);
  return version === undefined ? [] : [{ id, version }];
}

/** The day on which the newest appeal of a claim that was sent was approved. One that the payer answered by letter waits for nothing. */
async function appealedOn(claim: string, unit: Accountable): Promise<string | undefined> {
  const appeals = await vouchedOn(unit, { kind: 'appeal.submit', subject: claim });
  if (appeals.length === 0) return undefined;
  const answers = await unit.billing.appeals.answersOf([claim]);
  const isAnswered = (id: string) => answers.some(({ proposal }) => proposal === id);
  return appeals.find(({ isCarriedOut, proposal }) => isCarriedOut && !isAnswered(proposal.id))?.approval?.at.slice(0, 10);
}

/** A transfer takes from one balance and puts on the other. */
function entriesOf({ proposal, kind, owedBy, movesTo, amountCents, date, reason }: ProposedPosting): ApprovedAdjustment[] {
  const one = { proposal, date, kind, amountCents, owedBy, says: reason };
  return movesTo === undefined ? [one] : [one, { ...one, proposal: `${proposal}.to`, amountCents: -amountCents, owedBy: movesTo }];
}
