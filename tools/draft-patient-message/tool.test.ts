import { afterAll, beforeAll, expect, test } from 'vitest';
import { LocalDate } from '#core/codes.ts';
import { aChart, versioned } from '../../tests/contracts/builders.ts';
import { billedAccounts } from '../../tests/support/billed-account.ts';
import { aBilledClaim, anAccount } from '../../tests/support/billing.ts';
import { openHospital, resultOf, sentenceOf, type Hospital } from '../../tests/support/hospital.ts';
import { ProposedBilling } from '../patient-bills/proposed-billing.ts';

let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital([]);
  await billedAccounts(hospital);
});
afterAll(() => hospital.close());

const draft = (input: object) => hospital.ask('biller', 'draft_patient_message', input);
const found = (id: string | undefined) => hospital.store.within(hospital.tenant, ({ proposals }) => proposals.find(id ?? ''));

test('the exact words wait for a decision, with whom they go to, how, and at what grade', async () => {
  const outcome = await draft({ account: 'A-88' });
  const [one] = resultOf(outcome, ProposedBilling).proposals;
  const proposal = await found(one?.proposal);

  expect(outcome).toMatchObject({ status: 'held' });
  expect(proposal).toMatchObject({
    kind: 'patient-message.send',
    subject: 'A-88',
    payload: { account: 'A-88', to: { name: 'Marguerite Testa', is: 'patient' }, channel: 'letter', language: 'en' },
    sources: [{ id: 'account:A-88' }],
  });
  expect(JSON.stringify(proposal?.preview)).toContain('You owe $30.00 now.');
  expect(JSON.stringify(proposal?.payload)).toContain('You owe $30.00 now.');
});

test('by sms goes a note without an amount and without the account', async () => {
  const [one] = resultOf(await draft({ account: 'A-88', channel: 'sms' }), ProposedBilling).proposals;
  const { payload } = (await found(one?.proposal)) ?? {};

  expect(payload).toMatchObject({ channel: 'sms', text: 'Hello. We have a note for you about your bill. Please call us at 555-0100.' });
});

test('a message to the guarantor does not take the place of one to the patient', async () => {
  const patient = resultOf(await draft({ account: 'A-88' }), ProposedBilling).proposals[0]?.proposal;
  const [other] = resultOf(await draft({ account: 'A-88', to: 'luis testa' }), ProposedBilling).proposals;

  expect(other?.subject).toBe('A-88#2');
  expect(await found(patient)).toMatchObject({ state: 'pending' });
});

test('asked again in the same words it is the same proposal', async () => {
  const [first] = resultOf(await draft({ account: 'A-89' }), ProposedBilling).proposals;
  const [again] = resultOf(await draft({ account: 'a-89' }), ProposedBilling).proposals;

  expect(again?.proposal).toBe(first?.proposal);
});

test.each([
  [{ account: 'A-88', to: 'A Neighbour' }, 'names nobody'],
  [{ account: 'A-88', channel: 'email' }, 'The account allows letter, sms.'],
  [{ account: 'A-88', asks: 'My lawyer wants to know' }, 'counsel'],
])('%j is refused, and nothing is drafted', async (input, why) => {
  const outcome = await draft(input);

  expect(resultOf(outcome, ProposedBilling).proposals).toEqual([]);
  expect(sentenceOf(outcome)).toContain(why);
  expect(sentenceOf(outcome)).toContain('Nothing was drafted.');
});

test.each([
  ['of the account', { encounter: 'E-70' }, 'E-1', 'is under 18'],
  ['of a claim, where the account names none', { encounter: undefined }, 'E-70', 'is under 18'],
  ['of a claim, where that of the account is not here', { encounter: 'E-9999' }, 'E-70', 'is under 18'],
  ['of neither', { encounter: 'E-9999' }, undefined, "No chart of account A-70 has the patient's day of birth"],
])('a minor is known by the encounter %s', async (_name, changes, encounter, why) => {
  await hospital.store.within(hospital.tenant, async ({ billing, charts }) => {
    const chart = aChart('E-70', 'Heart failure.');
    await charts.put(versioned({ ...chart, patient: { ...chart.patient, birthDate: LocalDate.parse('2016-01-01') } }));
    await billing.accounts.put(anAccount('A-70', changes));
    await billing.claims.put(aBilledClaim('C-70', { encounter }));
  });
  const outcome = await draft({ account: 'A-70' });

  expect(resultOf(outcome, ProposedBilling).proposals).toEqual([]);
  expect(sentenceOf(outcome)).toContain(why);
});

test('what is drafted is stale once the account changes', async () => {
  const [one] = resultOf(await draft({ account: 'A-90' }), ProposedBilling).proposals;
  const { sources = [] } = (await found(one?.proposal)) ?? {};
  const now = await hospital.store.within(hospital.tenant, async (unit) => {
    const record = await unit.billing.accounts.find('A-90');
    if (record !== undefined) await unit.billing.accounts.put({ ...record, posted: [] });
    return unit.sources.version('account:A-90');
  });

  expect(sources[0]?.version).toMatch(/^[0-9a-f]{64}$/);
  expect(sources[0]?.version).not.toBe(now);
});
