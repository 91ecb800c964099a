import type { Claim } from '#core/billing/claim.ts';
import { deniedCents, type IsDenial } from '#core/billing/taken-off.ts';
import { matchClaim, type Found } from '#core/remittance/match-claim.ts';
import type { RemittanceHead, RemittedClaim } from '#core/remittance/remittance.ts';
import type { Billing, RemittedDraft } from '#tools/billing/records.ts';

const MOST_ALIKE = 20;

/** Claims of one remittance, the first of them at this position. */
interface Said {
  readonly head: RemittanceHead;
  readonly said: readonly RemittedClaim[];
  readonly first: number;
}

/** What is written of claims that a payer speaks of: each with its claim here, or why it has none. */
export async function draftsOf(
  { claims, remittances }: Billing,
  { head, said, first }: Said,
  isDenial: IsDenial,
): Promise<readonly RemittedDraft[]> {
  const known = byId(await claims.findAll(said.map(({ claimId }) => claimId)));
  const strangers = said.filter(({ claimId }) => !known.has(claimId));
  const called = await remittances.claimsCalled(strangers.flatMap(({ payerClaimId }) => payerClaimId ?? []));
  const calledClaims = byId(await claims.findAll([...called.values()].flat()));
  const alike = alikeIn(claims);

  async function found(remitted: RemittedClaim): Promise<Found> {
    const byNumber = known.get(remitted.claimId);
    if (byNumber !== undefined) return matchClaim(head, remitted, { byNumber, byPayerNumber: [], alike: [] });
    const byPayerNumber = (called.get(remitted.payerClaimId ?? '') ?? []).flatMap((id) => calledClaims.get(id) ?? []);
    return matchClaim(head, remitted, { byNumber, byPayerNumber, alike: byPayerNumber.length > 0 ? [] : await alike(remitted) });
  }

  const drafts: RemittedDraft[] = [];
  for (const [at, remitted] of said.entries())
    drafts.push({ position: first + at, remitted, deniedCents: deniedCents(remitted, isDenial), found: await found(remitted) });
  return drafts;
}

function byId(claims: readonly Claim[]): ReadonlyMap<string, Claim> {
  return new Map(claims.map((claim) => [String(claim.id), claim]));
}

/** Claims of the same first day and amount, looked up once for each of those. */
function alikeIn(claims: Billing['claims']): (remitted: RemittedClaim) => Promise<readonly Claim[]> {
  const read = new Map<string, Promise<readonly Claim[]>>();
  return async ({ from, billedCents }) => {
    if (from === undefined) return [];
    const totalCents = Math.abs(billedCents);
    const key = `${from} ${totalCents}`;
    const found = read.get(key) ?? claims.list({ from, totalCents, limit: MOST_ALIKE });
    read.set(key, found);
    return found;
  };
}
