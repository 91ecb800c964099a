import type { Claim } from '../billing/claim.ts';
import { dollars } from '../money.ts';
import { orderOf } from '../billing/payers-word.ts';
import type { RemittanceHead, RemittedClaim, RemittedLine } from './remittance.ts';
import { isSamePayer } from './same-payer.ts';

/** What shows a claim whose own number the payer gives back (CLP01). */
export const BY_ITS_NUMBER = 'control number';

/** Claims that a payer may be speaking of. */
export interface Candidates {
  /** The one with the number that the payer gives back (CLP01). */
  readonly byNumber: Claim | undefined;
  /** Those that the payer's own number (CLP07) stood for earlier. */
  readonly byPayerNumber: readonly Claim[];
  /** Those of the same first day and amount. */
  readonly alike: readonly Claim[];
}

/** Who pays whom. */
type Parties = Pick<RemittanceHead, 'payer' | 'payee'>;

/** The claim and what showed it, or what kept it from being found. Names no person. */
export type Found = { readonly claim: string; readonly by: string } | { readonly whyNot: string };

/**
 * Which claim a payer speaks of: by its number, by the payer's number, or by day, amount, patient and lines together. What fits two claims
 * or contradicts the one that it names is for a person.
 */
export function matchClaim(head: Parties, remitted: RemittedClaim, { byNumber, byPayerNumber, alike }: Candidates): Found {
  if (byNumber !== undefined) return unlessContradicted(head, remitted, byNumber, BY_ITS_NUMBER);
  const [called, ...others] = byPayerNumber;
  if (others.length > 0) return { whyNot: `The payer's number stood for ${named(byPayerNumber)} before.` };
  if (called !== undefined) return unlessContradicted(head, remitted, called, "the payer's number in an earlier remittance");
  const fitting = alike.filter(
    (claim) => samePatient(remitted, claim) === true && sameLines(remitted, claim) && otherParty(head, remitted, claim) === undefined,
  );
  const [only, ...more] = fitting;
  if (more.length > 0) return { whyNot: `Day, amount, patient and lines fit ${named(fitting)}.` };
  if (only !== undefined) return { claim: only.id, by: 'day, amount, patient and lines' };
  return { whyNot: 'No claim has that number, and none that day, amount, patient and lines.' };
}

function unlessContradicted(head: Parties, remitted: RemittedClaim, claim: Claim, by: string): Found {
  const [whyNot] = differences(head, remitted, claim);
  return whyNot === undefined ? { claim: claim.id, by } : { whyNot };
}

/** What no person may say away of a claim as the one that the payer means: it speaks of another patient, or of other days. Names no person. */
export function contradictions(remitted: RemittedClaim, claim: Claim): readonly string[] {
  return [otherPatient(remitted, claim), otherDay(remitted, claim)].filter((one) => one !== undefined);
}

/** What speaks against a claim as the one that the payer means, the gravest first. Names no person. */
export function differences(head: Parties, remitted: RemittedClaim, claim: Claim): readonly string[] {
  const all = [
    otherPatient(remitted, claim),
    samePatient(remitted, claim) === undefined
      ? `The payer names no patient, so nothing but the number speaks for claim ${claim.id}.`
      : undefined,
    otherParty(head, remitted, claim),
    otherDay(remitted, claim),
    otherTotal(remitted, claim),
  ];
  return all.filter((one) => one !== undefined);
}

function otherPatient(remitted: RemittedClaim, claim: Claim): string | undefined {
  return samePatient(remitted, claim) === false ? `Claim ${claim.id} has another patient.` : undefined;
}

/** Paid to somebody else, or by a payer that the claim was not sent to. Payers in another order have ids of their own. */
function otherParty({ payer, payee }: Parties, remitted: RemittedClaim, claim: Claim): string | undefined {
  if (payee.npi !== undefined && payee.npi !== claim.provider.npi)
    return `Claim ${claim.id} is of another provider than the one that is paid.`;
  const order = orderOf({ remitted });
  const asSent = order === undefined || order === ORDER[claim.order];
  if (asSent && payer.id !== undefined && !isSamePayer(payer, claim.payer)) return `Claim ${claim.id} was sent to another payer.`;
  return undefined;
}

const ORDER: Readonly<Record<Claim['order'], number>> = { primary: 1, secondary: 2, tertiary: 3 };

function otherDay(remitted: RemittedClaim, claim: Claim): string | undefined {
  const other = remitted.from !== undefined && (remitted.from > claim.to || (remitted.to ?? remitted.from) < claim.from);
  return other ? `Claim ${claim.id} is of ${claim.from}, and the payer speaks of ${remitted.from}.` : undefined;
}

function otherTotal(remitted: RemittedClaim, claim: Claim): string | undefined {
  const billedCents = Math.abs(remitted.billedCents);
  if (billedCents === claim.totalCents || (billedCents < claim.totalCents && arePart(remitted, claim))) return undefined;
  return `Claim ${claim.id} is for ${dollars(claim.totalCents)}, and the payer speaks of ${dollars(billedCents)}.`;
}

/**
 * `undefined` where the payer names nobody. A family may share one member id, so who has it and another initial is another; who has another
 * member id is the same by the whole name alone.
 */
function samePatient({ patient, subscriber }: RemittedClaim, claim: Claim): boolean | undefined {
  const ids = [patient?.id, subscriber?.id].flatMap((id) => (id === undefined || letters(id) === '' ? [] : [letters(id)]));
  const named = patient ?? subscriber;
  const [first, known] = [letters(named?.first ?? ''), letters(claim.patient.first ?? '')];
  if (claim.memberId !== undefined && ids.includes(letters(claim.memberId))) return first === '' || known === '' || first[0] === known[0];
  if (named === undefined || letters(named.last) === '') return undefined;
  if (letters(named.last) !== letters(claim.patient.last)) return false;
  if (ids.length > 0 && claim.memberId !== undefined) return first === known && first !== '';
  return first.startsWith(known) || known.startsWith(first);
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
