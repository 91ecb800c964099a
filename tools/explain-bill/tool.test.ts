import { afterAll, beforeAll, expect, test } from 'vitest';
import { billedAccounts } from '../../tests/support/billed-account.ts';
import { openHospital, resultOf, sentenceOf, textOf, type Hospital } from '../../tests/support/hospital.ts';
import { ExplainedBill } from './explained-bill.ts';

let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital([]);
  await billedAccounts(hospital);
});
afterAll(() => hospital.close());

const explain = (input: object) => hospital.ask('biller', 'explain_bill', input);

test('the account is worked out line by line, each with its source, and the lines add up', async () => {
  const outcome = await explain({ account: 'a-88' });
  const { entries, sums } = resultOf(outcome, ExplainedBill);
  const owed = (by: string) => entries.reduce((sum, { owedBy, amountCents }) => sum + (owedBy === by ? amountCents : 0), 0);

  expect(sums).toEqual({ chargesCents: 20_000, insuranceOwesCents: 5_000, patientOwesCents: 3_000 });
  expect([owed('insurance'), owed('patient')]).toEqual([5_000, 3_000]);
  expect(sentenceOf(outcome)).toContain('A-88: the patient owes $30.00, insurance owes $50.00');
  expect(sentenceOf(outcome)).toContain('2026-04-01 The insurance paid. R-1 segment 12 on C-88 -$80.00');
});

test('the number of a claim stands for its account', async () => {
  expect(sentenceOf(await explain({ account: 'C-88' }))).toContain('A-88: the patient owes $30.00');
});

test('what the payer refused under the contract stays with insurance, and is not asked of the patient', async () => {
  const { refused, explanation } = resultOf(await explain({ account: 'A-88' }), ExplainedBill);

  expect(refused).toMatchObject([{ claim: 'C-88', amountCents: 5_000, remittance: 'R-1', segment: 12, reason: '197', appealed: false }]);
  expect(explanation?.text).toContain('Your plan refused to pay $50.00. We do not ask you to pay that part.');
  expect(explanation?.text).toContain('You owe $30.00 now.');
  expect(explanation?.grade).toBeLessThanOrEqual(8);
});

test('each amount in the words for the patient says what it is made of, and each notice why it is there', async () => {
  const text = sentenceOf(await explain({ account: 'A-88' }));

  expect(text).toContain('youPaid, $10.00: posted.T-1 $10.00');
  expect(text).toContain('501r.financial-assistance: 26 CFR 1.501(r)-4(b)(5)');
});

test('the words for the patient name neither the diagnosis nor the code of what was done', async () => {
  const { explanation } = resultOf(await explain({ account: 'A-88' }), ExplainedBill);

  expect(explanation?.text).not.toMatch(/I50|heart|99223|Testa/i);
});

test('in Spanish it is Spanish', async () => {
  const { explanation } = resultOf(await explain({ account: 'A-88', language: 'es' }), ExplainedBill);

  expect(explanation?.text).toContain('Hola, Marguerite.');
  expect(explanation?.text).toContain('Usted debe $30.00 ahora.');
});

test('where somebody may not be told there are no words for them, and the account is there for staff', async () => {
  const outcome = await explain({ account: 'A-88', to: 'A Neighbour' });
  const { explanation, telling, entries } = resultOf(outcome, ExplainedBill);

  expect(explanation).toBeUndefined();
  expect(telling).toMatchObject({ allowed: false, rule: 'tell.unknown' });
  expect(entries.length).toBeGreaterThan(0);
  expect(textOf(outcome)).not.toContain('A Neighbour');
});

test('what the care was for is told to whoever may know it, and asked on', async () => {
  expect(resultOf(await explain({ account: 'A-88', care: true }), ExplainedBill).telling.rule).toBe('tell.scope');
  expect(resultOf(await explain({ account: 'A-88', care: true, to: 'Luis Testa' }), ExplainedBill).explanation?.text).toContain(
    'The bill lists Acute on chronic systolic (congestive) heart failure.',
  );
});

test('a sensitive question goes to a person', async () => {
  const { telling, explanation } = resultOf(await explain({ account: 'A-88', asks: 'I lost my job and cannot pay' }), ExplainedBill);

  expect(telling).toMatchObject({ allowed: false, person: true, rule: 'tell.hardship' });
  expect(explanation).toBeUndefined();
});

test('an account that is not there is refused with what was perhaps meant', async () => {
  expect(sentenceOf(await explain({ account: 'A-8' }))).toContain('There is no account A-8. Did you mean');
});

test('a coder may not read accounts', async () => {
  expect(await hospital.ask('coder', 'explain_bill', { account: 'A-88' })).toMatchObject({ status: 'refused', failure: 'not-allowed' });
});
