import { expect, test } from 'vitest';
import { billCase } from '../../evals/patient-bills/situations.ts';
import { planPosting, type PostingAsked, type PostingBeside } from './plan-posting.ts';

const NOTHING: PostingBeside = {
  reservedCents: { insurance: 0, patient: 0 },
  debitsCents: { insurance: 0, patient: 0 },
  refusedCents: 0,
  refusedToPatientCents: 0,
};
const on = (name: string, asked: PostingAsked, beside: Partial<PostingBeside> = {}) =>
  planPosting(billCase(name, 0, (from) => from).account, asked, { ...NOTHING, ...beside });

test('the whole balance of the patient is written off, with its arithmetic', () => {
  expect(on('a deductible', { kind: 'write-off', amountCents: 'balance' })).toEqual({
    owedBy: 'patient',
    direction: 'credit',
    amountCents: 500,
    beforeCents: 500,
    afterCents: 0,
    code: 'write-off',
  });
});

test('more than is owed is refused with the sums', () => {
  expect(() => on('a deductible', { kind: 'write-off', amountCents: 501 })).toThrow(
    '$5.01 is more than this write-off can be on account A-1000: the patient owes $5.00. At most $5.00 can be proposed.',
  );
});

test('what waits in another proposal cannot be taken off twice', () => {
  const reservedCents = { insurance: 0, patient: 300 };

  expect(on('a deductible', { kind: 'adjustment', amountCents: 'balance' }, { reservedCents }).amountCents).toBe(200);
  expect(() => on('a deductible', { kind: 'adjustment', amountCents: 201 }, { reservedCents })).toThrow(
    'of which $3.00 waits in another proposal',
  );
});

test('the contractual amount is not written off a second time', () => {
  expect(() => on('a deductible', { kind: 'write-off', amountCents: 1_000 })).toThrow('$10.00 is the contractual amount');
});

test('of what insurance owes only what was refused is written off', () => {
  expect(
    on('refused in part, the rest not answered', { kind: 'write-off', amountCents: 'balance' }, { refusedCents: 1_000 }),
  ).toMatchObject({
    owedBy: 'insurance',
    amountCents: 1_000,
    beforeCents: 1_500,
    afterCents: 500,
    code: 'write-off-of-refused',
  });
  expect(() => on('nothing heard from the plan', { kind: 'write-off', amountCents: 'balance' })).toThrow('has nothing for this write-off');
});

test('what insurance owes is given up by a write-off, and by no other name', () => {
  const asked = { kind: 'adjustment', owedBy: 'insurance', amountCents: 'balance' } as const;

  expect(() => on('refused in part, the rest not answered', asked, { refusedCents: 1_000 })).toThrow('that is a write-off');
});

test('a refund is of what was paid too much, and raises the balance to nothing', () => {
  expect(on('paid too much', { kind: 'refund', amountCents: 'balance' })).toMatchObject({
    direction: 'debit',
    amountCents: 1,
    beforeCents: -1,
    afterCents: 0,
    code: 'refund',
  });
  expect(() => on('paid too much', { kind: 'refund', amountCents: 2 })).toThrow('the patient has paid $0.01 too much');
  expect(() => on('paid too much', { kind: 'refund', amountCents: 'balance' }, { debitsCents: { insurance: 0, patient: 1 } })).toThrow(
    'has nothing for this refund',
  );
  expect(() => on('a deductible', { kind: 'refund', amountCents: 'balance' })).toThrow('the patient has not paid too much');
});

test('what was taken off before can be put back, and no more', () => {
  const asked = { kind: 'adjustment', direction: 'debit', owedBy: 'patient' } as const;

  expect(on('taken off for hardship', { ...asked, amountCents: 'balance' })).toMatchObject({ amountCents: 1, afterCents: 50_000 });
  expect(() => on('taken off for hardship', { ...asked, amountCents: 2 })).toThrow('no more can be put back');
});

test('a refused amount is moved to the patient only where the payer says that it is the patient’s', () => {
  const refused = { refusedCents: 5_000, refusedToPatientCents: 2_000 };

  expect(() => on('refused whole', { kind: 'transfer', amountCents: 'balance' }, { refusedCents: 5_000 })).toThrow(
    "What it refused under the contract (CO) is not the patient's. Nothing was proposed.",
  );
  expect(on('refused whole', { kind: 'transfer', amountCents: 'balance' }, refused)).toMatchObject({
    owedBy: 'insurance',
    movesTo: 'patient',
    amountCents: 2_000,
    afterCents: 3_000,
  });
  expect(on('no plan, no estimate', { kind: 'transfer', amountCents: 'balance' })).toMatchObject({ movesTo: 'insurance', afterCents: 0 });
});

test.each([0, -5, 1.5])('%d cents is no amount', (amountCents) => {
  expect(() => on('a deductible', { kind: 'write-off', amountCents })).toThrow('Nothing was proposed');
});
