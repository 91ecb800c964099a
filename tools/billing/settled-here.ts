import { z } from 'zod';
import type { Claim } from '#core/billing/claim.ts';
import { Failure } from '#core/errors.ts';
import { postingIn, type ProposedPosting } from '#guardrails/account/proposed-postings.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import { vouchedAmong } from '#guardrails/vouched.ts';
import type { Running } from '../define-tool.ts';

/** A posting of ours that was carried out and took off what a payer refused of a claim: written off, or moved to the patient. */
export type Settlement = Pick<ProposedPosting, 'proposal' | 'kind' | 'amountCents' | 'date'>;

/** What of a payload shows that it takes off what insurance owes. */
const TakesOff = z.object({
  account: z.string(),
  claim: z.string().optional(),
  owedBy: z.literal('insurance'),
  direction: z.literal('credit').optional(),
});
const KINDS = ['write-off.post', 'adjustment.post'] as const;
const PAGE = 1_000;
const MOST_CLAIMS = 2;

/**
 * What was taken off of each of these claims, by the ledger; `altered` where the ledger does not bear a posting out. One that names no claim counts
 * where its account has no other.
 */
export async function settledHere(
  claims: readonly Claim[],
  running: Running,
): Promise<ReadonlyMap<string, readonly Settlement[] | 'altered'>> {
  const { unit, editions } = running;
  const { refund } = editions.shipped().transactionCodes;
  const byId = new Map(claims.map((claim) => [claim.id as string, claim]));
  const byAccount = new Map(claims.map((claim) => [claim.account as string, claim]));
  const found = new Map<string, Proposal[]>();
  const [only] = claims.length === 1 ? claims : [];
  for (const proposal of await postings(running, only?.account)) {
    const takes = TakesOff.safeParse(proposal.payload).data;
    if (takes === undefined) continue;
    const alone = byAccount.get(takes.account);
    const claim = takes.claim !== undefined ? byId.get(takes.claim) : alone && (await isAlone(alone, running)) ? alone : undefined;
    if (claim !== undefined) found.set(claim.id, [...(found.get(claim.id) ?? []), proposal]);
  }
  const settled = new Map<string, readonly Settlement[] | 'altered'>();
  for (const [claim, proposals] of found) {
    try {
      const done = (await vouchedAmong(proposals, unit)).filter(({ isCarriedOut }) => isCarriedOut);
      if (done.length > 0) settled.set(claim, done.map(({ proposal }) => settlementIn(postingIn(proposal, refund))).toReversed());
    } catch (thrown) {
      if (!(thrown instanceof Failure) || thrown.code !== 'altered') throw thrown;
      settled.set(claim, 'altered');
    }
  }
  return settled;
}

export function settledCents(settled: readonly Settlement[]): number {
  return settled.reduce((sum, { amountCents }) => sum + amountCents, 0);
}

function settlementIn({ proposal, kind, amountCents, date }: ProposedPosting): Settlement {
  return { proposal, kind, date, amountCents: -amountCents };
}

/** Newest first, of every state, for whoever has the database can write any into a row. */
async function postings({ unit }: Running, account: string | undefined): Promise<readonly Proposal[]> {
  const all: Proposal[] = [];
  for (const kind of KINDS) {
    for (let before: string | undefined; ;) {
      const page = await unit.proposals.list({
        ...{ kind, limit: PAGE },
        ...(account !== undefined && { about: { account } }),
        ...(before !== undefined && { before }),
      });
      all.push(...page);
      before = page.at(-1)?.id;
      if (page.length < PAGE) break;
    }
  }
  return all;
}

async function isAlone({ account }: Claim, { unit }: Running): Promise<boolean> {
  return (await unit.billing.claims.list({ account, limit: MOST_CLAIMS })).length === 1;
}
