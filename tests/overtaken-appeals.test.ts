import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dropReceiver, MARKS } from '#connectors/file-drop/drop-receiver.ts';
import { decide } from '#guardrails/approvals.ts';
import { deliverOwed } from '#guardrails/effects/deliver.ts';
import type { Billing } from '#tools/billing/records.ts';
import { aHead, anAppealAnswer, aRemittance, aTail, ofClaim } from './support/billing.ts';
import { databases } from './support/databases.ts';
import { denying, putDenial, putLaw, putTerms } from './support/denied-claims.ts';
import { fill, type Hospital } from './support/hospital.ts';

const usable = (await databases()).filter(({ skip }) => skip === undefined);
const DENIAL = { reason: 'CO-252', remarks: ['N706'] };

describe.each(usable)('an appeal that was overtaken before it went out, on $name', ({ open }) => {
  let hospital: Hospital;
  let letter = '';
  let folder = '';
  beforeEach(async () => {
    hospital = await fill(await open(), ['E-1042']);
    await hospital.store.within(hospital.tenant, async (unit) => {
      await putTerms(unit);
      await putLaw(unit);
      await putDenial(unit, 'C-2', 'E-1042', DENIAL);
    });
    const outcome = await hospital.ask('biller', 'draft_appeal', { claim: 'C-2' });
    letter = (outcome.status === 'held' ? outcome.proposals[0] : undefined) ?? '';
    folder = mkdtempSync(join(tmpdir(), 'drop-'));
  });
  afterEach(() => hospital.close());

  const approve = () =>
    hospital.store.within(hospital.tenant, (unit) =>
      decide(unit, { proposal: letter, verdict: 'approved' }, hospital.as('billingLead').actor),
    );
  const sent = async () => {
    await deliverOwed(hospital.store, hospital.tenant, [
      dropReceiver({ folder, facility: hospital.tenant, real: false, kinds: ['appeal.submit'] }),
    ]);
    return readdirSync(folder).filter((name) => name !== MARKS);
  };
  const effect = () => hospital.store.within(hospital.tenant, ({ outbox }) => outbox.find(letter));
  const later = (remitted: object, paidCents: number) => (billing: Billing) =>
    aRemittance(billing, [ofClaim('C-2', remitted, paidCents)], {
      sha256: 'c'.repeat(64),
      head: aHead({ trace: 'EFT-9', date: '2026-06-15', paymentCents: paidCents }),
      tail: aTail({ claimsPaidCents: paidCents }),
    });

  const REFUSED = { status: '4', billedCents: 20_000, paidCents: 0 };
  const SINCE: readonly (readonly [string, (billing: Billing) => Promise<unknown>, string])[] = [
    ['the payer paid in full', later({ paidCents: 20_000, billedCents: 20_000, adjustments: [] }, 20_000), 'the payer paid $200.00'],
    ['the payer paid some of it', later({ paidCents: 5_000, billedCents: 20_000 }, 5_000), 'the payer paid $50.00'],
    ['the payer took its word back', later({ ...REFUSED, status: '22', billedCents: -20_000 }, 0), 'takes back what the payer said'],
    [
      'the payer answered it by letter',
      (billing) => billing.appeals.answer(anAppealAnswer(letter, { claim: 'C-2', outcome: 'overturned' })),
      'the payer answered the appeal at the level first',
    ],
  ];

  test.each(SINCE)('is not sent where %s, and its dead letter says so', async (_name, happens, why) => {
    expect(await approve()).toMatchObject({ status: 'decided' });
    await hospital.store.within(hospital.tenant, ({ billing }) => happens(billing));

    expect(await sent()).toEqual([]);
    expect(await effect()).toMatchObject({ state: 'failed', error: 'overtaken', says: expect.stringContaining(why) as string });
    expect((await effect())?.says).toContain('its letter does not stand any more');
  });

  test.each(SINCE)('is not approved where %s', async (_name, happens) => {
    await hospital.store.within(hospital.tenant, ({ billing }) => happens(billing));

    expect(await approve()).toMatchObject({ status: 'refused', failure: 'stale' });
  });

  test('is sent where another payer only added what comes after', async () => {
    await approve();
    const second = { ...denying(await claim(), DENIAL), status: '2' };
    await hospital.store.within(hospital.tenant, ({ billing }) =>
      aRemittance(billing, [ofClaim('C-2', second, 20_000)], {
        sha256: 'd'.repeat(64),
        head: aHead({ trace: 'EFT-10', date: '2026-06-20', payer: { id: '60002', name: 'Second Payer' } }),
        tail: aTail(),
      }),
    );

    expect(await sent()).toHaveLength(1);
  });

  async function claim() {
    const found = await hospital.store.within(hospital.tenant, ({ billing }) => billing.claims.find('C-2'));
    if (found === undefined) throw new Error('no claim');
    return found;
  }
});
