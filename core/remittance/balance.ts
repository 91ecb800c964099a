import { dollars } from '../money.ts';
import type { Find } from '../x12/finding.ts';
import type { OpenClaim } from './read-claim.ts';
import type { OpenLine } from './read-line.ts';
import type { ProviderAdjustment } from './remittance.ts';

/** Settles whether a claim and each of its lines balance (005010X221A1, 1.10.2.1), and finds what does not with its sums. */
export function balanceClaim(open: OpenClaim, find: Find): void {
  const { claim, lines } = open;
  let [adjusted, billed, areBalanced] = [open.adjustedCents, 0, true];
  for (const line of lines) {
    adjusted += line.adjustedCents;
    billed += line.line.billedCents;
    areBalanced = balanceLine(line, find) && areBalanced;
  }
  claim.differenceCents = claim.billedCents - adjusted - claim.paidCents + 0;
  const areAll = lines.length === 0 || billed === claim.billedCents;
  claim.balanced = claim.differenceCents === 0 && areBalanced && areAll && !open.isUnsound;
  const here = { severity: 'error', segment: claim.segment } as const;
  if (claim.differenceCents !== 0) {
    const says = apart(`Billed ${dollars(claim.billedCents)}`, adjusted, claim.billedCents - adjusted, 'CLP04', claim.paidCents);
    find({ ...here, rule: '835.claim.balance', element: 'CLP04', says });
  }
  if (!areAll) {
    const says = `The lines are billed ${dollars(billed)} together, and CLP03 says ${dollars(claim.billedCents)}: ${dollars(Math.abs(billed - claim.billedCents))} apart.`;
    find({ ...here, rule: '835.claim.lines', element: 'CLP03', says });
  }
  checkPatientShare(open, find);
}

function balanceLine({ line, adjustedCents }: OpenLine, find: Find): boolean {
  const left = line.billedCents - adjustedCents;
  line.balanced = left === line.paidCents;
  if (!line.balanced) {
    const says = apart(`Billed ${dollars(line.billedCents)}`, adjustedCents, left, 'SVC03', line.paidCents);
    find({ severity: 'error', rule: '835.line.balance', segment: line.segment, element: 'SVC03', says });
  }
  return line.balanced;
}

/** What the patient owes is what the adjustments of group PR add up to. It is told and spoils no balance: payers differ. */
function checkPatientShare({ claim, lines }: OpenClaim, find: Find): void {
  let share = 0;
  for (const { group, amountCents } of claim.adjustments) if (group === 'PR') share += amountCents;
  for (const { line } of lines) for (const { group, amountCents } of line.adjustments) if (group === 'PR') share += amountCents;
  if (share === claim.patientResponsibilityCents || (claim.status === '22' && claim.patientResponsibilityCents === 0)) return;
  const says = `CLP05 says that the patient owes ${dollars(claim.patientResponsibilityCents)}, and the adjustments of group PR are ${dollars(share)}.`;
  find({ severity: 'warning', rule: '835.claim.patient-share', segment: claim.segment, element: 'CLP05', says });
}

export interface Payment {
  readonly claimsPaidCents: number;
  readonly providerAdjustments: readonly ProviderAdjustment[];
  readonly paymentCents: number;
  /** Of BPR. */
  readonly segment: number;
}

/** What the claims are paid, less provider adjustments and the payment; 0 where it balances, which is found where it does not. */
export function balancePayment({ claimsPaidCents, providerAdjustments, paymentCents, segment }: Payment, find: Find): number {
  const adjusted = providerAdjustments.reduce((sum, { amountCents }) => sum + amountCents, 0);
  const difference = claimsPaidCents - adjusted - paymentCents + 0;
  if (difference !== 0) {
    const says = apart(`Claims paid ${dollars(claimsPaidCents)}`, adjusted, claimsPaidCents - adjusted, 'BPR02', paymentCents);
    find({ severity: 'error', rule: '835.payment.balance', segment, element: 'BPR02', says });
  }
  return difference;
}

function apart(first: string, adjusted: number, left: number, element: string, said: number): string {
  const difference = dollars(Math.abs(left - said));
  return `${first} less adjustments ${dollars(adjusted)} is ${dollars(left)}, and ${element} says ${dollars(said)}: ${difference} apart.`;
}
