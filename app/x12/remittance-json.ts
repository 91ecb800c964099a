import type { AdjustmentWords } from '#core/denials/codes/adjustment-words.ts';
import type { Adjustment, RemittanceHead, RemittanceTail, RemittedClaim, RemittedLine } from '#core/remittance/remittance.ts';
import { familiesOf } from './families-of.ts';

/** The head of an 835 as `countersign x12 --json` prints it, in the names that scripts read. */
export function headJson({ interchange, control, trace, payer, payee, date, paymentCents }: RemittanceHead): Record<string, unknown> {
  return {
    interchange,
    control,
    trace: trace ?? null,
    payer: payer.name ?? payer.id ?? null,
    payee_npi: payee.npi ?? null,
    date: date ?? null,
    payment_cents: paymentCents,
  };
}

/** What follows the claims. */
export function tailJson({ providerAdjustments, balanced }: RemittanceTail): Record<string, unknown> {
  return {
    plb: providerAdjustments.map(({ code, reference, amountCents }) => ({ code, reference: reference ?? null, amount_cents: amountCents })),
    balanced,
  };
}

/** `adjustments` is the claim's own and its lines' together; `claim_level_adjustments` its own alone. */
export function claimJson(words: AdjustmentWords, claim: RemittedClaim): Record<string, unknown> {
  const all = [...claim.adjustments, ...claim.lines.flatMap(({ adjustments }) => adjustments)];
  return {
    claim_id: claim.claimId,
    payer_claim_id: claim.payerClaimId ?? null,
    status: claim.status,
    billed_cents: claim.billedCents,
    paid_cents: claim.paidCents,
    patient_responsibility_cents: claim.patientResponsibilityCents,
    adjustments: summed(all),
    claim_level_adjustments: summed(claim.adjustments),
    denial_families: familiesOf(words, claim),
    remarks: claim.remarks,
    balanced: claim.balanced,
    lines: claim.lines.map(lineJson),
  };
}

function lineJson(line: RemittedLine): Record<string, unknown> {
  return {
    code: line.code,
    modifiers: line.modifiers,
    revenue: line.revenue ?? null,
    // A payer that says no number of units means one (005010X221, SVC05).
    units: line.units ?? 1,
    billed_cents: line.billedCents,
    paid_cents: line.paidCents,
    adjustments: summed(line.adjustments),
    remarks: line.remarks,
    balanced: line.balanced,
  };
}

function summed(adjustments: readonly Adjustment[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { group, reason, amountCents } of adjustments) {
    const key = `${group}-${reason}`;
    sums[key] = (sums[key] ?? 0) + amountCents;
  }
  return sums;
}
