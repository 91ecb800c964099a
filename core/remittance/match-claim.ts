import type { Claim } from '../billing/claim.ts';
import { dollars } from '../money.ts';
import type { RemittedClaim, RemittedLine } from './remittance.ts';

/** Claims that a payer may be speaking of. */
export interface Candidates {
  /** The one with the number that the payer gives back (CLP01). */
  readonly byNumber: Claim | undefined;
  /** Those that the payer's own number (CLP07) stood for earlier. */
  readonly byPayerNumber: readonly Claim[];
  /** Those of the same first day and amount. */
  readonly alike: readonly Claim[];
}

/** The claim and what showed it, or what kept it from being found. Names no person. */
export type Found = { readonly claim: string; readonly by: string } | { readonly whyNot: string };

/**
 * Which claim a payer speaks of: by its number, by the payer's number, or by day, amount, patient and lines together. What fits two claims
 * or contradicts the one that it names is for a person.
 */
export function matchClaim(remitted: RemittedClaim, { byNumber, byPayerNumber, alike }: Candidates): Found {
  if (byNumber !== undefined) return unlessContradicted(remitted, byNumber, 'control number');
  const [called, ...others] = byPayerNumber;
  if (others.length > 0) return { whyNot: `The payer's number stood for ${named(byPayerNumber)} before.` };
  if (called !== undefined) return unlessContradicted(remitted, called, "the payer's number in an earlier remittance");
  const fitting = alike.filter((claim) => samePatient(remitted, claim) === true && sameLines(remitted, claim));
  const [only, ...more] = fitting;
  if (more.length > 0) return { whyNot: `Day, amount, patient and lines fit ${named(fitting)}.` };
  if (only !== undefined) return { claim: only.id, by: 'day, amount, patient and lines' };
  return { whyNot: 'No claim has that number, and none that day, amount, patient and lines.' };
}

function unlessContradicted(remitted: RemittedClaim, claim: Claim, by: string): Found {
  const whyNot = contradiction(remitted, claim);
  return whyNot === undefined ? { claim: claim.id, by } : { whyNot };
}

function contradiction(remitted: RemittedClaim, claim: Claim): string | undefined {
  const billedCents = Math.abs(remitted.billedCents);
  if (samePatient(remitted, claim) === false) return `Claim ${claim.id} has another patient.`;
  if (remitted.from !== undefined && (remitted.from > claim.to || (remitted.to ?? remitted.from) < claim.from))
    return `Claim ${claim.id} is of ${claim.from}, and the payer speaks of ${remitted.from}.`;
  if (billedCents !== claim.totalCents && !(billedCents < claim.totalCents && arePart(remitted, claim)))
    return `Claim ${claim.id} is for ${dollars(claim.totalCents)}, and the payer speaks of ${dollars(billedCents)}.`;
  return undefined;
}

/** `undefined` where the payer names nobody. One who is called otherwise and has the same member id is the same. */
function samePatient({ patient, subscriber }: RemittedClaim, claim: Claim): boolean | undefined {
  const ids = [patient?.id, subscriber?.id].flatMap((id) => (id === undefined ? [] : [letters(id)]));
  if (claim.memberId !== undefined && ids.includes(letters(claim.memberId))) return true;
  const named = patient ?? subscriber;
  if (named === undefined || letters(named.last) === '') return undefined;
  return letters(named.last) === letters(claim.patient.last) && sameFirst(named.first, claim.patient.first);
}

/** By the first letter: files cut names, and leave them out. */
function sameFirst(one: string | undefined, other: string | undefined): boolean {
  const [a, b] = [letters(one ?? ''), letters(other ?? '')];
  return a === '' || b === '' || a[0] === b[0];
}

/** Without marks, blanks and case: `O’Brien, José` is `OBRIEN JOSE`. */
function letters(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();
}

/** Where the payer gives no lines, they contradict nothing. */
function sameLines(remitted: RemittedClaim, claim: Claim): boolean {
  return remitted.lines.length === 0 || (remitted.lines.length === claim.lines.length && arePart(remitted, claim));
}

/** Whether each line of the payer is a line of the claim, and none twice. */
function arePart({ lines }: RemittedClaim, claim: Claim): boolean {
  const left = claim.lines.map(({ code, revenue, chargeCents }) => ({ names: [code, revenue], chargeCents }));
  for (const line of lines) {
    const at = left.findIndex(
      ({ names, chargeCents }) => chargeCents === Math.abs(line.billedCents) && codesOf(line).some((code) => names.includes(code)),
    );
    if (at < 0) return false;
    left.splice(at, 1);
  }
  return lines.length > 0;
}

function codesOf({ code, submittedCode, revenue }: RemittedLine): readonly string[] {
  return [submittedCode ?? code, revenue].filter((one): one is string => one !== undefined && one !== '');
}

function named(claims: readonly Claim[]): string {
  return claims.map(({ id }) => id).join(' and ');
}
