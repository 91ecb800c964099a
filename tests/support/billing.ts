import { AppealAnswer } from '#core/appeals/appeal-answer.ts';
import { AccountRecord } from '#core/billing/account.ts';
import { Claim } from '#core/billing/claim.ts';
import { PayerTerms } from '#core/billing/payer-terms.ts';
import { PolicyDocument } from '#core/policy-library/clause.ts';
import { RemittanceHead, RemittanceTail, RemittedClaim } from '#core/remittance/remittance.ts';
import type { Billing, RemittanceRecord, RemittedDraft } from '#tools/billing/records.ts';

/** A claim of one line and $200.00, of the account `A-` and its number: `aBilledClaim('C-88', { payer: … })`. */
export function aBilledClaim(id: string, changes: Partial<Record<keyof Claim, unknown>> = {}): Claim {
  return Claim.parse({
    id,
    account: id.replace(/^C/, 'A'),
    encounter: 'E-1',
    kind: 'professional',
    payer: { id: '60001', name: 'Blue Fern Health' },
    order: 'primary',
    patient: { id: 'P-1', last: 'Testa', first: 'Marguerite' },
    memberId: 'M-1',
    provider: { npi: '1234567893', name: 'Demo Hospital' },
    from: '2026-03-09',
    to: '2026-03-09',
    diagnoses: ['I50.23'],
    lines: [{ number: 1, code: '99223', modifiers: [], units: 1, chargeCents: 20_000, date: '2026-03-09', diagnoses: [1] }],
    totalCents: 20_000,
    ...changes,
  });
}

/** What the payer says of it: paid in full, unless the changes say otherwise. */
export function aRemitted(claimId: string, changes: Partial<Record<keyof RemittedClaim, unknown>> = {}): RemittedClaim {
  return RemittedClaim.parse({
    claimId,
    payerClaimId: `PAYER-${claimId}`,
    status: '1',
    billedCents: 20_000,
    paidCents: 20_000,
    patientResponsibilityCents: 0,
    patient: { last: 'TESTA', first: 'MARGUERITE', id: 'M-1' },
    adjustments: [],
    remarks: [],
    amounts: {},
    lines: [],
    balanced: true,
    differenceCents: 0,
    segment: 12,
    ...changes,
  });
}

export function aHead(changes: Partial<Record<keyof RemittanceHead, unknown>> = {}): RemittanceHead {
  return RemittanceHead.parse({
    interchange: '000000001',
    group: '1',
    control: '0001',
    trace: 'EFT-1',
    payer: { id: '60001', name: 'Blue Fern Health' },
    payee: { npi: '1234567893' },
    date: '2026-04-01',
    paymentCents: 20_000,
    ...changes,
  });
}

export function aTail(changes: Partial<Record<keyof RemittanceTail, unknown>> = {}): RemittanceTail {
  return RemittanceTail.parse({
    providerAdjustments: [],
    claims: 1,
    claimsPaidCents: 20_000,
    balanced: true,
    differenceCents: 0,
    findings: [],
    ...changes,
  });
}

export function anAccount(id: string, changes: Partial<Record<keyof AccountRecord, unknown>> = {}): AccountRecord {
  return AccountRecord.parse({
    id,
    encounter: 'E-1',
    patient: { id: 'P-1', last: 'Testa', first: 'Marguerite' },
    language: 'en',
    mayBeTold: [{ name: 'Marguerite Testa', is: 'patient', scope: 'bill-and-care', channels: ['letter'] }],
    posted: [],
    restrictions: [],
    selfPay: false,
    emergency: false,
    outOfNetworkAtInNetwork: false,
    contact: { phone: '555-0100', hours: 'weekdays, 8 to 5' },
    ...changes,
  });
}

export function aPolicyDocument(id: string, text: string, changes: Partial<Record<keyof PolicyDocument, unknown>> = {}): PolicyDocument {
  return PolicyDocument.parse({
    id,
    title: 'Medical policy',
    payer: '60001',
    publisher: 'Blue Fern Health',
    source: 'made for a test',
    from: '2026-01-01',
    clauses: [{ id: `${id}/1`, heading: 'Imaging', text }],
    sha256: 'a'.repeat(64),
    ...changes,
  });
}

export function someTerms(payer: string, changes: Partial<Record<keyof PayerTerms, unknown>> = {}): PayerTerms {
  return PayerTerms.parse({
    payer,
    name: 'Blue Fern Health',
    kind: 'contract',
    from: '2026-01-01',
    levels: [],
    appealsTo: [],
    clauses: [],
    ...changes,
  });
}

/** A letter that upholds a refusal of C-88 on its first level. */
export function anAppealAnswer(proposal: string, changes: Partial<Record<keyof AppealAnswer, unknown>> = {}): AppealAnswer {
  return AppealAnswer.parse({
    ...{ proposal, claim: 'C-88', level: 'first', outcome: 'upheld', noticeDate: '2026-05-01', enteredBy: 'sam.ferro' },
    enteredOn: '2026-05-03',
    ...changes,
  });
}

/** Brings one remittance in, whole: what it says of each claim, and how it ended. */
export async function aRemittance(
  { remittances }: Pick<Billing, 'remittances'>,
  claims: readonly Omit<RemittedDraft, 'position'>[],
  {
    sha256 = 'b'.repeat(64),
    place = 0,
    head = aHead(),
    tail = aTail({ claims: claims.length }),
    state = 'posted',
  }: Partial<Omit<RemittanceRecord, 'id'>> & { readonly place?: number } = {},
): Promise<string> {
  const { id } = await remittances.begin({ file: 'remit.835', sha256, place, head });
  await remittances.write(
    id,
    claims.map((claim, position) => ({ ...claim, position })),
  );
  return (await remittances.finish(id, { tail, state })).id;
}

/** Of a claim that is here, by its number. */
export function ofClaim(
  claim: string,
  changes: Partial<Record<keyof RemittedClaim, unknown>> = {},
  deniedCents = 0,
): Omit<RemittedDraft, 'position'> {
  return { remitted: aRemitted(claim, changes), deniedCents, found: { claim, by: 'control number' } };
}

/** C-88 of two lines on E-1042: one paid with a discount and $10.00 left to the patient, the other refused as part of it. */
export async function aRefusedClaim(billing: Billing): Promise<void> {
  const line = (number: number, code: string, chargeCents: number) => ({
    ...{ number, code, modifiers: [], units: 1, chargeCents, date: '2026-03-09', diagnoses: [1] },
  });
  const remitted = (
    code: string,
    billedCents: number,
    paidCents: number,
    segment: number,
    adjusted: readonly [string, string, number][],
  ) => ({
    ...{ qualifier: 'HC', code, modifiers: [], units: 1, billedCents, paidCents, remarks: [], balanced: true, segment },
    adjustments: adjusted.map(([group, reason, amountCents]) => ({ group, reason, amountCents })),
  });
  await billing.accounts.put(anAccount('A-88', { encounter: 'E-1042' }));
  await billing.terms.put(someTerms('60001', { appeal: { days: 90, countsFrom: 'notice' } }));
  await billing.claims.put(
    aBilledClaim('C-88', { encounter: 'E-1042', lines: [line(1, '99223', 20_000), line(2, '93010', 5_000)], totalCents: 25_000 }),
  );
  const paid = remitted('99223', 20_000, 15_000, 20, [
    ['CO', '45', 4_000],
    ['PR', '2', 1_000],
  ]);
  const lines = [paid, remitted('93010', 5_000, 0, 24, [['CO', '97', 5_000]])];
  await aRemittance(
    billing,
    [ofClaim('C-88', { billedCents: 25_000, paidCents: 15_000, patientResponsibilityCents: 1_000, lines }, 5_000)],
    { sha256: '8'.repeat(64) },
  );
}

/** C-95, refused whole for want of an authorisation that it bears, by a payer with whom there is time to appeal. */
export async function anAppealableClaim(billing: Billing): Promise<void> {
  const payer = { id: '60002', name: 'Open Fern Health' };
  await billing.terms.put(
    someTerms(payer.id, { name: payer.name, levels: ['first'], appeal: { days: 3_650, countsFrom: 'notice' }, appealsTo: ['PO Box 1'] }),
  );
  await billing.claims.put(aBilledClaim('C-95', { payer, encounter: 'E-1042', authorisation: 'FERN-1' }));
  const adjustments = [{ group: 'CO', reason: '197', amountCents: 20_000 }];
  await aRemittance(billing, [ofClaim('C-95', { status: '4', paidCents: 0, adjustments }, 20_000)], {
    sha256: '9'.repeat(64),
    head: aHead({ payer, trace: 'EFT-95' }),
  });
}
