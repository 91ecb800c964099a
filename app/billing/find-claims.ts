import { deniedCents, type IsDenial } from '#core/billing/taken-off.ts';
import { matchClaim, type Found } from '#core/remittance/match-claim.ts';
import type { RemittedClaim } from '#core/remittance/remittance.ts';
import type { Billing, RemittedDraft } from '#tools/billing/records.ts';

const MOST_ALIKE = 20;

/** What is written of claims that a payer speaks of, the first of them at this position: each with its claim here, or why it has none. */
export async function draftsOf(
  { claims, remittances }: Billing,
  said: readonly RemittedClaim[],
  first: number,
  isDenial: IsDenial,
): Promise<readonly RemittedDraft[]> {
  const known = new Map((await claims.findAll(said.map(({ claimId }) => claimId))).map((claim) => [String(claim.id), claim]));
  const isEmpty = known.size === 0 && (await claims.list({ limit: 1 })).length === 0;

  async function found(remitted: RemittedClaim): Promise<Found> {
    const byNumber = known.get(remitted.claimId);
    if (byNumber !== undefined || isEmpty) return matchClaim(remitted, { byNumber, byPayerNumber: [], alike: [] });
    const called = remitted.payerClaimId === undefined ? [] : await remittances.claimsCalled(remitted.payerClaimId);
    const totalCents = Math.abs(remitted.billedCents);
    const alike = remitted.from === undefined ? [] : await claims.list({ from: remitted.from, totalCents, limit: MOST_ALIKE });
    return matchClaim(remitted, { byNumber, byPayerNumber: await claims.findAll(called), alike });
  }

  const drafts: RemittedDraft[] = [];
  for (const [at, remitted] of said.entries())
    drafts.push({ position: first + at, remitted, deniedCents: deniedCents(remitted, isDenial), found: await found(remitted) });
  return drafts;
}
