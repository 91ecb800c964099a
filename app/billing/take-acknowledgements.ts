import type { ClaimStatus } from '#core/x12/status/claim-status.ts';
import type { Unit } from '#tools/unit.ts';
import type { Taking } from './take-transaction.ts';

/** Whether the payer took the claim in (STC03). */
const [ACCEPTED, REJECTED] = ['WQ', 'U'];

/** `unknown` where there is no such claim here; a sentence where the payer did not take it in. */
export type Acknowledged = 'acknowledged' | 'unknown' | { readonly turnedDown: string };

/**
 * Notes on a claim the day on which the payer acknowledged it, by a 277CA. The first day counts; a refusal by the payer leaves the claim
 * as it was.
 */
export async function takeAcknowledgement(
  unit: Unit,
  { trace, statuses, segment }: Pick<ClaimStatus, 'trace' | 'statuses' | 'segment'>,
  { tenant, by }: Taking,
): Promise<Acknowledged> {
  await unit.lockWriters();
  const claim = trace === undefined ? undefined : await unit.billing.claims.find(trace);
  if (claim === undefined) return 'unknown';
  const accepted = statuses.filter(({ action }) => action === ACCEPTED);
  if (accepted.length === 0) return { turnedDown: turnedDown(claim.id, statuses, segment) };
  const [first] = accepted.flatMap(({ on }) => on ?? []).toSorted();
  if (first === undefined || (claim.acknowledgedOn !== undefined && claim.acknowledgedOn <= first)) return 'acknowledged';
  await unit.billing.claims.put({ ...claim, acknowledgedOn: first });
  await unit.ledger.append({ tenant, ...by, act: 'billing.imported', about: { claim: claim.id, acknowledged: first } });
  return 'acknowledged';
}

function turnedDown(claim: string, statuses: ClaimStatus['statuses'], segment: number): string {
  const isRejected = statuses.some(({ action }) => action === REJECTED);
  const codes = statuses.map(({ category, status }) => [category, status].filter(isCode).join(':')).filter((code) => code !== '');
  const why = codes.length === 0 ? '' : ` (${codes.join(', ')})`;
  return isRejected
    ? `Claim ${claim} was rejected at segment ${segment}${why}, so it is not filed: mend it where it was made, and send it again.`
    : `Claim ${claim}: segment ${segment} says neither that it was accepted nor that it was rejected${why}.`;
}

function isCode(text: string | undefined): boolean {
  return text !== undefined && /^[A-Z0-9]{1,4}$/.test(text);
}
