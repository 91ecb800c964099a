import { afterAll, beforeAll, expect, test } from 'vitest';
import { aBilledClaim, aHead, aRemittance, aTail, ofClaim } from '../../tests/support/billing.ts';
import { openHospital, resultOf, sentenceOf, type Hospital } from '../../tests/support/hospital.ts';
import { RemittancesShown } from './remittances-shown.ts';

let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital([]);
  await hospital.store.within(hospital.tenant, async ({ billing }) => {
    await billing.claims.put(aBilledClaim('C-88'));
    const stray = { ...ofClaim('C-7'), found: { whyNot: 'no such claim' } };
    const providerAdjustments = [{ code: 'WO', amountCents: 6_140, segment: 40 }];
    await aRemittance(billing, [ofClaim('C-88'), stray], { tail: aTail({ claims: 2, providerAdjustments }) });
    await aRemittance(billing, [ofClaim('C-88')], {
      sha256: 'c'.repeat(64),
      state: 'quarantined',
      head: aHead({ trace: 'EFT-2', paymentCents: 16_000 }),
      tail: aTail({ balanced: false, differenceCents: 4_000 }),
    });
  });
});
afterAll(() => hospital.close());

const ask = (input: object) => hospital.ask('biller', 'show_remittances', input);
const shown = async (input: object) => resultOf(await ask(input), RemittancesShown);

test('one remittance is told claim by claim, with what is matched to nothing and what was taken off the payment', async () => {
  const { remittances, said } = await shown({ remittance: 'R-1' });

  expect(remittances).toMatchObject([{ id: 'R-1', payer: 'Blue Fern Health', state: 'posted', claims: 2, faults: [] }]);
  expect(said?.claims.map(({ named, claim }) => [named, claim])).toEqual([
    ['C-88', 'C-88'],
    ['C-7', undefined],
  ]);
  expect(said?.payment).toMatchObject([{ code: 'WO', amountCents: 6_140 }]);
  expect(sentenceOf(await ask({ remittance: 'R-1' }))).toContain('WO -$61.40');
});

test.each(['r-1', '1', 'R1', ' R 1 '])('"%s" is R-1', async (remittance) => {
  expect((await shown({ remittance })).remittances[0]?.id).toBe('R-1');
});

test('what is quarantined is listed by itself, with the sum that is off', async () => {
  expect((await shown({ state: 'quarantined' })).remittances.map(({ id }) => id)).toEqual(['R-2']);
  expect(sentenceOf(await ask({ state: 'quarantined' }))).toContain(
    'Nothing of R-2 counts. Its claims come to $200.00 and its payment to $160.00: it is off by $40.00.',
  );
});

test('without a number the newest come first', async () => {
  expect((await shown({})).remittances.map(({ id }) => id)).toEqual(['R-2', 'R-1']);
});

test('a number that nothing bears is said to be there for nothing', async () => {
  expect(sentenceOf(await ask({ remittance: 'R-77' }))).toContain('There is no remittance R-77. "list the remittances" shows the newest.');
});
