import { expect, test } from 'vitest';
import { aBilledClaim, aHead, aRemitted } from '#tests/support/billing.ts';
import { matchClaim, type Candidates } from './match-claim.ts';

const NONE: Candidates = { byNumber: undefined, byPayerNumber: [], alike: [] };
const claim = aBilledClaim('C-88', {
  totalCents: 30_000,
  lines: [
    { number: 1, code: '99223', modifiers: [], units: 1, chargeCents: 20_000, date: '2026-03-09', diagnoses: [1] },
    { number: 2, code: '71046', modifiers: [], units: 1, chargeCents: 10_000, date: '2026-03-09', diagnoses: [1] },
  ],
});
const line = (code: string, billedCents: number) => ({
  qualifier: 'HC',
  code,
  modifiers: [],
  billedCents,
  paidCents: 0,
  adjustments: [],
  remarks: [],
  balanced: true,
  segment: 20,
});
const HEAD = aHead();
const said = (changes: Parameters<typeof aRemitted>[1] = {}) => aRemitted('C-88', { billedCents: 30_000, ...changes });

test.each([
  ['the number and nothing against it', said()],
  ['the number, for a reversal', said({ billedCents: -30_000, status: '22' })],
  ['the number, and a patient whom it names in another way under the same member id', said({ patient: { last: 'Testa-Ruiz', id: 'm1' } })],
  ['the number, and a patient with marks and case left out', said({ patient: { last: 'TÉSTA', first: 'M' } })],
  [
    'the number, and a patient of another member id under the whole name',
    said({ patient: { last: 'TESTA', first: 'MARGUERITE', id: 'M-2' } }),
  ],
  ['the number, and one of its lines alone', said({ billedCents: 10_000, lines: [line('71046', 10_000)] })],
])('takes %s', (_says, remitted) => {
  expect(matchClaim(HEAD, remitted, { ...NONE, byNumber: claim })).toEqual({ claim: 'C-88', by: 'control number' });
});

test.each([
  ['another patient', said({ patient: { last: 'OTHER', first: 'MARGUERITE', id: 'M-2' } }), 'Claim C-88 has another patient.'],
  [
    'a first initial under another member id',
    said({ patient: { last: 'TESTA', first: 'M', id: 'M-2' } }),
    'Claim C-88 has another patient.',
  ],
  ['another first name of the same initial', said({ patient: { last: 'TESTA', first: 'MIGUEL' } }), 'Claim C-88 has another patient.'],
  [
    'another of the family under one member id',
    said({ patient: { last: 'TESTA', first: 'LUIS', id: 'M-1' } }),
    'Claim C-88 has another patient.',
  ],
  ['nobody', said({ patient: undefined }), 'The payer names no patient, so nothing but the number speaks for claim C-88.'],
  ['another total', said({ billedCents: 20_000 }), 'Claim C-88 is for $300.00, and the payer speaks of $200.00.'],
  [
    'a line that it has not',
    said({ billedCents: 10_000, lines: [line('71045', 10_000)] }),
    'Claim C-88 is for $300.00, and the payer speaks of $100.00.',
  ],
  [
    'a line twice',
    said({ billedCents: 20_000, lines: [line('71046', 10_000), line('71046', 10_000)] }),
    'Claim C-88 is for $300.00, and the payer speaks of $200.00.',
  ],
  ['other days', said({ from: '2026-04-01' }), 'Claim C-88 is of 2026-03-09, and the payer speaks of 2026-04-01.'],
])('leaves to a person what has the number and %s', (_says, remitted, whyNot) => {
  expect(matchClaim(HEAD, remitted, { ...NONE, byNumber: claim })).toEqual({ whyNot });
});

test.each([
  [
    'of a provider who is not the one that is paid',
    aHead({ payee: { npi: '1987654321' } }),
    'Claim C-88 is of another provider than the one that is paid.',
  ],
  ['that was sent to another payer', aHead({ payer: { id: '99999', name: 'Stranger' } }), 'Claim C-88 was sent to another payer.'],
])('leaves to a person a claim %s', (_says, head, whyNot) => {
  expect(matchClaim(head, said(), { ...NONE, byNumber: claim })).toEqual({ whyNot });
  expect(matchClaim(head, said({ claimId: 'X' }), { ...NONE, alike: [claim] })).toHaveProperty('whyNot');
});

test.each([
  ['under another form of its id', aHead({ payer: { id: ' 060001' } }), said()],
  ['by name under another id', aHead({ payer: { id: '1512345678', name: 'BLUE FERN HEALTH' } }), said()],
  ['that pays second', aHead({ payer: { id: '99999', name: 'Stranger' } }), said({ status: '2' })],
])('takes the word of a payer %s', (_says, head, remitted) => {
  expect(matchClaim(head, remitted, { ...NONE, byNumber: claim })).toHaveProperty('claim');
});

test('takes the claim that the payer’s number stood for, if it stood for one', () => {
  const remitted = said({ claimId: 'X' });

  expect(matchClaim(HEAD, remitted, { ...NONE, byPayerNumber: [claim] })).toEqual({
    claim: 'C-88',
    by: "the payer's number in an earlier remittance",
  });
  expect(matchClaim(HEAD, remitted, { ...NONE, byPayerNumber: [claim, aBilledClaim('C-89')] })).toEqual({
    whyNot: "The payer's number stood for C-88 and C-89 before.",
  });
});

test('takes the one claim of that day, amount, patient and lines, and none of two', () => {
  const remitted = said({ claimId: 'X', lines: [line('71046', 10_000), line('99223', 20_000)] });
  const other = { ...claim, id: aBilledClaim('C-89').id };
  const stranger = { ...claim, id: aBilledClaim('C-90').id, memberId: 'M-9', patient: { id: 'P-9', last: 'Other' } };

  expect(matchClaim(HEAD, remitted, { ...NONE, alike: [claim, stranger] })).toEqual({
    claim: 'C-88',
    by: 'day, amount, patient and lines',
  });
  expect(matchClaim(HEAD, remitted, { ...NONE, alike: [claim, other] })).toEqual({
    whyNot: 'Day, amount, patient and lines fit C-88 and C-89.',
  });
  expect(matchClaim(HEAD, { ...remitted, patient: undefined }, { ...NONE, alike: [claim] })).toHaveProperty('whyNot');
  expect(matchClaim(HEAD, { ...remitted, lines: [line('71046', 30_000)] }, { ...NONE, alike: [claim] })).toHaveProperty('whyNot');
  expect(matchClaim(HEAD, remitted, NONE)).toEqual({ whyNot: 'No claim has that number, and none that day, amount, patient and lines.' });
});
