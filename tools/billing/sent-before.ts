import type { Claim } from '#core/billing/claim.ts';
import { sentTwice, type Repeat, type Spoken } from '#core/billing/repeats.ts';
import { isRepeat } from '#core/denials/families.ts';
import type { Outcome } from '#core/denials/outcome.ts';
import type { Running } from '../define-tool.ts';
import type { RemittedRecord } from './records.ts';

const MOST_CLAIMS = 50;

/** The claim of the account under another number of which the payer says that this one is a duplicate, where it answered that one. */
export async function sentBefore(
  spoken: Spoken<RemittedRecord>,
  outcome: Outcome<RemittedRecord> | undefined,
  { unit, editions }: Running,
): Promise<(Repeat<RemittedRecord> & { readonly claim: Claim }) | undefined> {
  if (outcome === undefined || !outcome.open || outcome.denial.families.some((family) => family !== 'duplicate')) return undefined;
  const { words } = editions.shipped();
  const others: Spoken<RemittedRecord>[] = [];
  for (const claim of await unit.billing.claims.list({ account: spoken.claim.account, limit: MOST_CLAIMS }))
    if (claim.id !== spoken.claim.id) others.push({ claim, words: await unit.billing.remittances.ofClaim(claim.id) });
  return sentTwice(spoken, others, (one) => isRepeat(words, one));
}
