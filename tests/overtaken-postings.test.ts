import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dropReceiver, MARKS } from '#connectors/file-drop/drop-receiver.ts';
import { folderReceiver } from '#connectors/folder-sink/folder-receiver.ts';
import type { AccountRecord } from '#core/billing/account.ts';
import { decide } from '#guardrails/approvals.ts';
import { manageEffect } from '#guardrails/effects/manage.ts';
import { deliverOwed } from '#guardrails/effects/deliver.ts';
import { ProposedBilling } from '#tools/patient-bills/proposed-billing.ts';
import { billedAccounts } from './support/billed-account.ts';
import { aHead, aRemittance, aTail, ofClaim } from './support/billing.ts';
import { databases } from './support/databases.ts';
import { fill, resultOf, type Hospital } from './support/hospital.ts';

const usable = (await databases()).filter(({ skip }) => skip === undefined);
const REASON = 'Small balance';

describe.each(usable)('what was approved and overtaken before it went out, on $name', ({ open }) => {
  let hospital: Hospital;
  let folder = '';
  beforeEach(async () => {
    hospital = await fill(await open(), []);
    await billedAccounts(hospital);
    folder = mkdtempSync(join(tmpdir(), 'drop-'));
  });
  afterEach(() => hospital.close());

  async function approved(tool: string, input: object): Promise<string> {
    const [one] = resultOf(await hospital.ask('biller', tool, input), ProposedBilling).proposals;
    const proposal = one?.proposal ?? '';
    const decision = await hospital.store.within(hospital.tenant, (unit) =>
      decide(unit, { proposal, verdict: 'approved' }, hospital.as('billingLead').actor),
    );
    expect(decision).toMatchObject({ status: 'decided' });
    return proposal;
  }
  const writeOff = (input: object) => approved('propose_adjustment', { kind: 'write-off', reason: REASON, ...input });
  const paidByPatient = (account: string, amountCents: number) =>
    hospital.store.within(hospital.tenant, async ({ billing }) => {
      const record = await billing.accounts.find(account);
      if (record === undefined) throw new Error(`no ${account}`);
      const paid: AccountRecord['posted'][number] = {
        ...{ id: 'T-9', date: '2026-05-01' as AccountRecord['posted'][number]['date'], kind: 'patient-payment', owedBy: 'patient' },
        ...{ amountCents: -amountCents, says: 'Paid at the desk' },
      };
      await billing.accounts.put({ ...record, posted: [...record.posted, paid] });
    });
  const deliver = () => {
    const kinds = ['adjustment.post', 'write-off.post'] as const;
    return deliverOwed(hospital.store, hospital.tenant, [dropReceiver({ folder, facility: hospital.tenant, real: false, kinds })]);
  };
  const files = () => readdirSync(folder).filter((name) => name !== MARKS);
  const effect = (id: string) => hospital.store.within(hospital.tenant, ({ outbox }) => outbox.find(id));

  test('a write-off is not sent where the patient paid in between, and its dead letter says why', async () => {
    const id = await writeOff({ account: 'A-88' });
    await paidByPatient('A-88', 2_500);
    await deliver();

    expect(files()).toEqual([]);
    expect(await effect(id)).toMatchObject({
      state: 'failed',
      error: 'overtaken',
      says: expect.stringContaining('the account does not bear it any more. $30.00 is more than this write-off can be') as string,
    });
    const acts = await hospital.store.within(hospital.tenant, ({ ledger }) => ledger.list({ proposal: id }));
    expect(acts.at(-1)?.leaf).toMatchObject({ act: 'effect.failed', actor: 'countersign' });
  });

  test('a write-off of what a payer refused is not sent where the payer paid it in between', async () => {
    const id = await writeOff({ claim: 'C-89' });
    await hospital.store.within(hospital.tenant, ({ billing }) =>
      aRemittance(billing, [ofClaim('C-89')], {
        sha256: 'c'.repeat(64),
        head: aHead({ trace: 'EFT-2', date: '2026-05-01' }),
        tail: aTail(),
      }),
    );
    await deliver();

    expect(files()).toEqual([]);
    expect(await effect(id)).toMatchObject({ state: 'failed', error: 'overtaken' });
  });

  test('one that the account still bears is sent, though the patient paid some of it', async () => {
    const id = await writeOff({ account: 'A-88', amountCents: 1_000 });
    await paidByPatient('A-88', 500);
    await deliver();

    expect(files()).toHaveLength(1);
    expect(await effect(id)).toMatchObject({ state: 'done' });
  });

  test('of two that no longer fit together the one that was asked for first is sent', async () => {
    const first = await writeOff({ account: 'A-88', amountCents: 2_000 });
    const second = await approved('propose_adjustment', { account: 'A-88', kind: 'adjustment', amountCents: 1_000, reason: REASON });
    await paidByPatient('A-88', 500);
    await deliver();

    expect([(await effect(first))?.state, (await effect(second))?.error]).toEqual(['done', 'overtaken']);
    expect(files()).toHaveLength(1);
  });

  test('a refund is not paid out where the credit is gone', async () => {
    const id = await approved('propose_adjustment', { account: 'A-90', kind: 'refund', reason: 'Paid twice' });
    await paidByPatient('A-90', -1_000);
    await deliver();

    expect([files(), (await effect(id))?.error]).toEqual([[], 'overtaken']);
  });

  test.each([
    ['a message', 'draft_patient_message', {}, 'the message would say something else now'],
    ['a payment plan', 'propose_payment_plan', { instalments: 3 }, 'is more than the patient owes'],
  ])('%s is not sent where the patient paid in between', async (_name, tool, input, why) => {
    const id = await approved(tool, { account: 'A-88', ...input });
    await paidByPatient('A-88', 2_500);
    await deliverOwed(hospital.store, hospital.tenant, [folderReceiver(folder)]);

    expect(files()).toEqual([]);
    expect(await effect(id)).toMatchObject({ error: 'overtaken', says: expect.stringContaining(why) as string });
  });

  test('asked for once more it is put up as the account is now, and sent again it is held again', async () => {
    const id = await writeOff({ account: 'A-88' });
    await paidByPatient('A-88', 2_500);
    await deliver();
    const lead = hospital.as('billingLead').actor;
    const repropose = { act: 'repropose', proposal: id } as const;
    expect(await hospital.store.within(hospital.tenant, (unit) => manageEffect(unit, repropose, lead))).toMatchObject({
      status: 'refused',
      says: expect.stringContaining('At most $5.00 can be proposed') as string,
    });

    await hospital.store.within(hospital.tenant, (unit) => manageEffect(unit, { act: 'resend', proposal: id }, lead));
    await hospital.asOwner(`update outbox set next_attempt_at = clock_timestamp() where tenant = $1 and state <> 'done'`, [
      hospital.tenant,
    ]);
    await deliver();
    await hospital.asOwner(`update outbox set next_attempt_at = clock_timestamp() where tenant = $1 and state <> 'done'`, [
      hospital.tenant,
    ]);
    await deliver();
    expect(files()).toEqual([]);
    expect(await writeOff({ account: 'A-88' })).not.toBe(id);
  });
});
