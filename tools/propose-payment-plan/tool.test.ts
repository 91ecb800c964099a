import { afterAll, beforeAll, expect, test } from 'vitest';
import { billedAccounts } from '../../tests/support/billed-account.ts';
import { openHospital, resultOf, sentenceOf, type Hospital } from '../../tests/support/hospital.ts';
import { ProposedBilling } from '../patient-bills/proposed-billing.ts';

let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital([]);
  await billedAccounts(hospital);
});
afterAll(() => hospital.close());

const firstDue = '2090-12-31';
const propose = (input: object) => hospital.ask('biller', 'propose_payment_plan', { account: 'A-88', firstDue, instalments: 7, ...input });

test('seven payments of a balance wait for a decision, to the cent, with their days', async () => {
  const [one] = resultOf(await propose({}), ProposedBilling).proposals;
  const proposal = await hospital.store.within(hospital.tenant, ({ proposals }) => proposals.find(one?.proposal ?? ''));

  expect(proposal).toMatchObject({ kind: 'payment-plan.set', subject: 'A-88', payload: { account: 'A-88', amountCents: 3_000 } });
  expect(proposal?.payload).toMatchObject({
    instalments: [
      { due: '2090-12-31', amountCents: 432 },
      { due: '2091-01-31', amountCents: 428 },
      { due: '2091-02-28', amountCents: 428 },
      {},
      {},
      {},
      { due: '2091-06-30', amountCents: 428 },
    ],
  });
  expect(sentenceOf({ blocks: proposal?.preview ?? [] })).toContain(
    '7 monthly payments of $4.32 and then $4.28, from 2090-12-31 to 2091-06-30. The patient owes $30.00; the plan covers $30.00 of it.',
  );
});

test.each([
  [{ amountCents: 3_001 }, '$30.01 is more than the patient owes on account A-88: $30.00.'],
  [{ account: 'A-89' }, 'There is nothing to plan.'],
  [{ account: 'A-90' }, 'The patient owes nothing, and has paid $15.00 too much'],
  [{ firstDue: '2020-01-31' }, 'Name a later day.'],
  [{ instalments: 0 }, 'A plan has from 1 to 120 monthly payments.'],
  [{ amountCents: 0 }, 'An amount is above $0.00'],
  [{ firstDue: '31 December' }, 'firstDue'],
])('%j is refused: %s', async (input, why) => {
  expect(sentenceOf(await propose(input))).toContain(why);
});

test.each([
  [{ instalments: undefined, eachCents: 800 }, '4 monthly payments of $8.00, the last of $6.00', 'covers $30.00'],
  [{ instalments: undefined, eachCents: 1_000 }, '3 monthly payments of $10.00', 'covers $30.00'],
  [{ instalments: 7, eachCents: 400 }, '7 monthly payments of $4.00', 'covers $28.00'],
  [{ instalments: undefined, eachCents: 1_000, amountCents: 2_000 }, '2 monthly payments of $10.00', 'covers $20.00'],
])('%j is a payment each, and not the whole amount', async (input, payments, covers) => {
  const says = sentenceOf(await propose(input));

  expect(says).toContain(payments);
  expect(says).toContain(covers);
});

test.each([
  [
    { instalments: 7, eachCents: 1_000 },
    '7 payments of $10.00 come to $70.00, which is more than the patient owes on account A-88: $30.00.',
  ],
  [
    { instalments: 6, eachCents: 100, amountCents: 500 },
    '6 payments of $1.00 come to $6.00, and not to $5.00. Leave one of the three out.',
  ],
  [{ instalments: undefined }, 'Say in how many payments, or how much each is.'],
  [{ instalments: undefined, eachCents: 1 }, 'takes 3000 months, and a plan has at most 120.'],
])('%j contradicts itself or says too little: %s', async (input, why) => {
  expect(sentenceOf(await propose(input))).toContain(why);
});

test('without a day the first payment is due in 30 days', async () => {
  const now = await hospital.store.within(hospital.tenant, (unit) => unit.now());
  const due = new Date(Date.parse(now.slice(0, 10)) + 30 * 86_400_000).toISOString().slice(0, 10);

  expect(sentenceOf(await propose({ firstDue: undefined, instalments: 1 }))).toContain(`from ${due} to ${due}`);
});

test('what waits to be taken off is not planned', async () => {
  await hospital.ask('biller', 'propose_adjustment', { account: 'A-88', kind: 'write-off', amountCents: 1_000, reason: 'Small balance' });

  expect(sentenceOf(await propose({ amountCents: 2_001 }))).toContain(
    'of which $10.00 waits to be taken off. At most $20.00 can be planned.',
  );
});
