import type { Claim } from './claim.ts';

/**
 * What a claim is beside another of the same number: `same`, all that a payer is sent; `later-payer`, the same charges billed to a payer
 * after the one that the other bills; `other`.
 */
export type Again = 'same' | 'later-payer' | 'other';

export function claimAgain(there: Claim, read: Claim): Again {
  if (sent(there) === sent(read)) return 'same';
  const isLater = ORDERS.indexOf(read.order) > ORDERS.indexOf(there.order);
  return isLater && isSamePatient(there, read) && charges(there) === charges(read) ? 'later-payer' : 'other';
}

const ORDERS: readonly Claim['order'][] = ['primary', 'secondary', 'tertiary'];

/** The one claim among these that bills an earlier payer for the same charges. */
export function earlierPayersClaim(claim: Claim, among: readonly Claim[]): Claim | undefined {
  const found = among.filter((one) => one.id !== claim.id && claimAgain(one, claim) === 'later-payer');
  return found.length === 1 ? found[0] : undefined;
}

/** By a number of theirs, or by name: enough to be careful with, and not to be sure of. */
export function isSamePatient(one: Claim, other: Claim): boolean {
  if (one.patient.id === other.patient.id || (one.memberId !== undefined && one.memberId === other.memberId)) return true;
  return nameOf(one) === nameOf(other);
}

/** Whether a claim is of the patient of an account. A claim that came without the hospital's own number of the patient is told by the name. */
export function isOfPatient({ patient, memberId, id }: Claim, account: Claim['patient']): boolean {
  if (patient.id === account.id) return true;
  return (patient.id === memberId || patient.id === id) && nameOf({ patient }) === nameOf({ patient: account });
}

/** What a payer is sent, without what the hospital alone knows of it and how names are spelled. */
function sent(claim: Claim): string {
  const { kind, payer, order, memberId, provider, authorisation, facility, diagnoses } = claim;
  const parts = [kind, payer.id, order, nameOf(claim), memberId ?? '', provider.npi, authorisation ?? '', facility ?? '', diagnoses];
  return JSON.stringify([...parts, charges(claim)]);
}

function charges({ from, to, totalCents, lines }: Claim): string {
  return JSON.stringify([
    from,
    to,
    totalCents,
    lines.map((line) => [
      line.number,
      line.code ?? '',
      line.modifiers,
      line.revenue ?? '',
      line.units,
      line.chargeCents,
      line.date,
      line.diagnoses,
    ]),
  ]);
}

function nameOf({ patient: { last, first = '' } }: Pick<Claim, 'patient'>): string {
  return `${last} ${first}`
    .normalize('NFD')
    .replaceAll(/[^\p{L} ]/gu, '')
    .toUpperCase()
    .trim();
}
