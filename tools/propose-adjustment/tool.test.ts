import { afterAll, beforeAll, expect, test } from 'vitest';
import { decide } from '#guardrails/approvals.ts';
import { billedAccounts } from '../../tests/support/billed-account.ts';
import { openHospital, resultOf, sentenceOf, type Hospital } from '../../tests/support/hospital.ts';
import { ProposedBilling } from '../patient-bills/proposed-billing.ts';

let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital([]);
  await billedAccounts(hospital);
});
afterAll(() => hospital.close());

const reason = 'Small balance';
const propose = (input: object) => hospital.ask('biller', 'propose_adjustment', { reason, ...input });
const found = (id: string | undefined) => hospital.store.within(hospital.tenant, ({ proposals }) => proposals.find(id ?? ''));
const only = async (input: object) => found(resultOf(await propose(input), ProposedBilling).proposals[0]?.proposal);

test('to write the balance off waits for a decision, and its card shows the sum and every line of it', async () => {
  const proposal = await only({ account: 'A-88', kind: 'write-off' });
  const text = sentenceOf({ blocks: proposal?.preview ?? [] });

  expect(proposal).toMatchObject({
    kind: 'write-off.post',
    subject: 'A-88',
    payload: { account: 'A-88', amountCents: 3_000, owedBy: 'patient', transactionCode: 'CS-WO', reason },
    sources: [{ id: 'account:A-88' }],
  });
  expect(text).toContain('Takes $30.00 off what the patient owes: $30.00 - $30.00 = $0.00.');
  expect(text).toMatch(
    /Day What Source Patient 2026-04-01 .*PR-1.* \$40\.00 .*posted\.T-1 -\$10\.00 Owed now the sum of the lines \$30\.00$/,
  );
});

test('asked again it is the same proposal, and for another sum one that takes its place', async () => {
  const first = await only({ account: 'A-88', kind: 'write-off' });
  const again = await only({ account: 'A-88', kind: 'write-off', amountCents: 'balance' });
  const less = await only({ account: 'A-88', kind: 'write-off', amountCents: 1_000 });

  expect(again?.id).toBe(first?.id);
  expect(less?.id).not.toBe(first?.id);
  expect(await found(first?.id)).toMatchObject({ state: 'superseded', replacedBy: less?.id });
  expect(sentenceOf({ blocks: less?.preview ?? [] })).toContain(`Takes the place of ${first?.id} of sam.ferro ($30.00, Small balance).`);
  expect((await only({ account: 'A-88', kind: 'write-off', amountCents: 1_000 }))?.id).toBe(less?.id);
});

test("somebody else's gives way to no other order", async () => {
  const mine = await only({ account: 'A-88', kind: 'write-off', amountCents: 1_000 });
  const theirs = await hospital.ask('billingLead', 'propose_adjustment', { account: 'A-88', kind: 'write-off', amountCents: 500, reason });

  expect(sentenceOf(theirs)).toContain(
    `${mine?.id} of sam.ferro ($10.00, Small balance) waits on A-88, and only sam.ferro can put another in its place.`,
  );
  expect(await found(mine?.id)).toMatchObject({ state: 'pending' });
});

test('two proposals together cannot take off more than is owed', async () => {
  await only({ account: 'A-88', kind: 'write-off', amountCents: 1_000 });
  const rest = await only({ account: 'A-88', kind: 'adjustment' });

  expect(rest?.payload).toMatchObject({ amountCents: 2_000, direction: 'credit', transactionCode: 'CS-ADJ-CR' });
  expect(sentenceOf(await propose({ account: 'A-88', kind: 'adjustment', amountCents: 2_001 }))).toContain(
    'the patient owes $30.00, of which $10.00 waits in another proposal. At most $20.00 can be proposed.',
  );
});

test('a refused amount that can still be appealed is written off only with that said, with the last day', async () => {
  const proposal = await only({ claim: 'c-89', kind: 'write-off' });

  expect(proposal).toMatchObject({
    subject: 'C-89',
    care: 'look',
    payload: { account: 'A-89', claim: 'C-89', amountCents: 20_000, owedBy: 'insurance', transactionCode: 'CS-WOD' },
  });
  expect(sentenceOf({ blocks: proposal?.preview ?? [] })).toMatch(
    /! C-89: \$200\.00 was refused \(R-1 segment 12\) and can still be appealed, until 2036-03-29\./,
  );
});

test('a refund is of what was paid too much', async () => {
  const proposal = await only({ account: 'A-90', kind: 'refund' });

  expect(proposal).toMatchObject({
    kind: 'adjustment.post',
    payload: { amountCents: 1_500, direction: 'debit', transactionCode: 'CS-REF' },
  });
  expect(sentenceOf({ blocks: proposal?.preview ?? [] })).toContain('Pays $15.00 back to the patient: -$15.00 + $15.00 = $0.00.');
});

test.each([
  [{ account: 'A-88', kind: 'refund' }, 'the patient has not paid too much'],
  [{ account: 'A-90', kind: 'refund', amountCents: 1_501 }, 'the patient has paid $15.00 too much'],
  [{ account: 'A-88', kind: 'write-off', amountCents: 3_000_00 }, 'Nothing was proposed'],
  [{ account: 'A-88', kind: 'write-off', owedBy: 'insurance', amountCents: 5_001 }, 'At most $50.00 can be proposed'],
  [{ account: 'A-89', kind: 'transfer', owedBy: 'insurance' }, 'is not the patient'],
  [{ claim: 'C-88', account: 'A-89', kind: 'write-off' }, 'Claim C-88 is of account A-88'],
  [{ claim: 'C-8', kind: 'write-off' }, 'There is no claim C-8. Did you mean'],
  [{ claim: 'C-89', kind: 'adjustment' }, 'that is a write-off. Ask for a write-off. Nothing was proposed.'],
  [{ kind: 'write-off' }, 'Say which account'],
  [{ account: 'A-88', kind: 'write-off', amountCents: 0 }, 'An amount is above $0.00, in whole cents. Say how much, such as $25.00'],
  [{ account: 'A-88', kind: 'write-off', amountCents: -500 }, 'An amount is above $0.00'],
  [{ account: 'A-88', kind: 'write-off', reason: undefined }, 'Say why, behind a comma'],
  [{ account: 'A-9999', kind: 'write-off', reason: undefined }, 'There is no account A-9999.'],
])('%j is refused: %s', async (input, why) => {
  expect(sentenceOf(await propose(input))).toContain(why);
});

test('whoever may not ask is refused', async () => {
  expect(await hospital.ask('coder', 'propose_adjustment', { account: 'A-88', kind: 'write-off', reason })).toMatchObject({
    status: 'refused',
    failure: 'not-allowed',
  });
});

test('a write-off on an account with a payment plan says that the plan stands, and what will be left', async () => {
  const own = await openHospital([]);
  await billedAccounts(own);
  const one = async (tool: string, input: object) => {
    const id = resultOf(await own.ask('biller', tool, { account: 'A-88', ...input }), ProposedBilling).proposals[0]?.proposal ?? '';
    return own.store.within(own.tenant, ({ proposals }) => proposals.find(id));
  };
  const plan = await one('propose_payment_plan', { amountCents: 1_500, instalments: 3 });
  const request = { proposal: plan?.id ?? '', verdict: 'approved' } as const;
  await own.store.within(own.tenant, (unit) => decide(unit, request, own.as('billingLead').actor));
  const posting = await one('propose_adjustment', { kind: 'write-off', amountCents: 700, reason });
  await own.close();

  expect(posting?.care).toBe('look');
  expect(sentenceOf({ blocks: posting?.preview ?? [] })).toContain(
    `A payment plan of $15.00 stands on this account (${plan?.id}), and this does not change it. After this the patient owes $23.00.`,
  );
});
