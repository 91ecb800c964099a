import type { ClaimStatus } from '#core/x12/status/claim-status.ts';
import type { Unit } from '#tools/unit.ts';
import type { Taking } from './take-transaction.ts';

/** An acknowledgement that the payer took the claim in (STC03). */
const ACCEPTED = 'WQ';

/**
 * Notes on a claim the day on which the payer acknowledged it, by a 277CA. The first day counts; a refusal by the payer leaves the claim
 * as it was. Returns whether a claim was found.
 */
export async function takeAcknowledgement(unit: Unit, { trace, statuses }: ClaimStatus, { tenant, by }: Taking): Promise<boolean> {
  await unit.lockWriters();
  const claim = trace === undefined ? undefined : await unit.billing.claims.find(trace);
  if (claim === undefined) return false;
  const accepted = statuses.filter(({ action }) => action === ACCEPTED);
  const [first] = accepted.flatMap(({ on }) => on ?? []).toSorted();
  if (first === undefined || (claim.acknowledgedOn !== undefined && claim.acknowledgedOn <= first)) return true;
  await unit.billing.claims.put({ ...claim, acknowledgedOn: first });
  await unit.ledger.append({ tenant, ...by, act: 'billing.imported', about: { claim: claim.id, acknowledged: first } });
  return true;
}
