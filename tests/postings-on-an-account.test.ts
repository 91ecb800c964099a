import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dropReceiver } from '#connectors/file-drop/drop-receiver.ts';
import { decide } from '#guardrails/approvals.ts';
import { deliverOwed } from '#guardrails/effects/deliver.ts';
import { ExplainedBill } from '#tools/explain-bill/explained-bill.ts';
import { ProposedBilling } from '#tools/patient-bills/proposed-billing.ts';
import { billedAccounts } from './support/billed-account.ts';
import { databases } from './support/databases.ts';
import { fill, resultOf, type Hospital } from './support/hospital.ts';

const usable = (await databases()).filter(({ skip }) => skip === undefined);

describe.each(usable)('postings that were approved, on $name', ({ open }) => {
  let hospital: Hospital;
  beforeAll(async () => {
    hospital = await fill(await open(), []);
    await billedAccounts(hospital);
  });
  afterAll(() => hospital.close());

  async function proposed(tool: string, input: object): Promise<string> {
    const [one] = resultOf(await hospital.ask('biller', tool, input), ProposedBilling).proposals;
    return one?.proposal ?? '';
  }
  const writeOff = (input: object) => proposed('propose_adjustment', { kind: 'write-off', reason: 'Small balance', ...input });
  const approve = (proposal: string) =>
    hospital.store.within(hospital.tenant, (unit) => decide(unit, { proposal, verdict: 'approved' }, hospital.as('billingLead').actor));
  async function deliver(): Promise<void> {
    const kinds = ['adjustment.post', 'write-off.post'] as const;
    const folder = mkdtempSync(join(tmpdir(), 'drop-'));
    await deliverOwed(hospital.store, hospital.tenant, [dropReceiver({ folder, facility: hospital.tenant, real: false, kinds })]);
  }
  const bill = async (account: string) => resultOf(await hospital.ask('biller', 'explain_bill', { account }), ExplainedBill);

  test('hold their amount until they are delivered, and then stand on the account with the proposal as their source', async () => {
    const proposal = await writeOff({ account: 'A-88', amountCents: 1_000 });
    await approve(proposal);

    expect(await bill('A-88')).toMatchObject({ sums: { patientOwesCents: 3_000 }, open: [{ proposal, amountCents: -1_000 }] });
    await deliver();

    const { sums, open: waiting, entries, explanation } = await bill('A-88');
    expect(sums.patientOwesCents).toBe(2_000);
    expect(waiting).toEqual([]);
    expect(entries).toContainEqual(expect.objectContaining({ proposal, kind: 'write-off', amountCents: -1_000, owedBy: 'patient' }));
    expect(explanation?.text).toContain('We took $10.00 off your part.');
    expect(explanation?.text).toContain('You owe $20.00 now.');
  });

  test('make a message stale that was drafted with the sums before them', async () => {
    const message = await proposed('draft_patient_message', { account: 'A-90' });
    await approve(await proposed('propose_adjustment', { account: 'A-90', kind: 'refund', reason: 'Paid twice' }));
    await deliver();

    expect(await approve(message)).toMatchObject({ status: 'refused', failure: 'stale' });
    expect((await bill('A-90')).sums.patientOwesCents).toBe(0);
  });

  test('of a refused amount take it from what insurance owes, and the patient is not asked for it', async () => {
    await approve(await writeOff({ claim: 'C-88' }));
    await deliver();
    const { sums, explanation } = await bill('A-88');

    expect(sums).toMatchObject({ insuranceOwesCents: 0, patientOwesCents: 2_000 });
    expect(explanation?.text).toContain('We took $50.00 off the part that was with your plan. You do not pay that part.');
    expect(explanation?.text).not.toContain('refused to pay');
    expect(await hospital.ask('biller', 'propose_adjustment', { claim: 'C-88', kind: 'write-off', reason: 'Once more' })).toMatchObject({
      status: 'refused',
    });
  });
});
