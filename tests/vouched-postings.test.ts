import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dropReceiver } from '#connectors/file-drop/drop-receiver.ts';
import { decide } from '#guardrails/approvals.ts';
import { deliverOwed } from '#guardrails/effects/deliver.ts';
import { proposalDigest, ProposalDraft } from '#guardrails/proposal.ts';
import { ExplainedBill } from '#tools/explain-bill/explained-bill.ts';
import { ProposedBilling } from '#tools/patient-bills/proposed-billing.ts';
import { billedAccounts } from './support/billed-account.ts';
import { databases } from './support/databases.ts';
import { fill, resultOf, sentenceOf, type Hospital } from './support/hospital.ts';

const usable = (await databases()).filter(({ skip }) => skip === undefined);
const REFUND = { account: 'A-90', kind: 'refund', reason: 'Paid too much' };
const WRITE_OFF = { account: 'A-88', kind: 'write-off', amountCents: 1_000, reason: 'Small balance' };

describe.each(usable)('postings as whoever has the database left them, on $name', ({ open }) => {
  let hospital: Hospital;
  beforeEach(async () => {
    hospital = await fill(await open(), []);
    await billedAccounts(hospital);
  });
  afterEach(() => hospital.close());

  const ask = (tool: string, input: object) => hospital.ask('biller', tool, input);
  async function proposed(input: object): Promise<string> {
    const [one] = resultOf(await ask('propose_adjustment', input), ProposedBilling).proposals;
    return one?.proposal ?? '';
  }
  async function delivered(input: object): Promise<string> {
    const proposal = await proposed(input);
    await hospital.store.within(hospital.tenant, (unit) =>
      decide(unit, { proposal, verdict: 'approved' }, hospital.as('billingLead').actor),
    );
    const kinds = ['adjustment.post', 'write-off.post'] as const;
    const folder = mkdtempSync(join(tmpdir(), 'drop-'));
    await deliverOwed(hospital.store, hospital.tenant, [dropReceiver({ folder, facility: hospital.tenant, real: false, kinds })]);
    return proposal;
  }
  const owes = async (account: string) => resultOf(await ask('explain_bill', { account }), ExplainedBill).sums.patientOwesCents;

  test.each(['failed', 'closed', 'owed'])('a refund that was paid out stands, also where the outbox is made to say %s', async (state) => {
    await delivered(REFUND);
    await hospital.asOwner(
      `update outbox set state = $2, next_attempt_at = case when $2 = 'owed' then clock_timestamp() end where tenant = $1`,
      [hospital.tenant, state],
    );

    expect(await owes('A-90')).toBe(0);
    expect(await ask('propose_adjustment', REFUND)).toMatchObject({ status: 'refused' });
  });

  test('one that waits to be sent holds its amount, also where the outbox is made to say failed or done', async () => {
    const proposal = await proposed(WRITE_OFF);
    await hospital.store.within(hospital.tenant, (unit) =>
      decide(unit, { proposal, verdict: 'approved' }, hospital.as('billingLead').actor),
    );
    for (const state of ['failed', 'done']) {
      await hospital.asOwner(`update outbox set state = $2 where tenant = $1`, [hospital.tenant, state]);
      const { sums, open: held } = resultOf(await ask('explain_bill', { account: 'A-88' }), ExplainedBill);
      expect([sums.patientOwesCents, held]).toMatchObject([3_000, [{ proposal, amountCents: -1_000 }]]);
    }
  });

  test.each(['pending', 'rejected', 'expired', 'superseded', 'withdrawn'])(
    'one that was paid out and is made to read %s is told as altered, and is not paid out again',
    async (state) => {
      await delivered(REFUND);
      const undecided = state === 'rejected' ? '' : ', decided_by = null, decided_at = null';
      await hospital.asOwner(`update proposal set state = $2${undecided} where tenant = $1`, [hospital.tenant, state]);

      expect(await ask('propose_adjustment', REFUND)).toMatchObject({ status: 'refused', failure: 'altered' });
    },
  );

  test('one that nobody proposed or approved is told as altered, to whoever reads the account or drafts a message from it', async () => {
    const draft = ProposalDraft.parse({
      kind: 'write-off.post',
      subject: 'A-88',
      payload: { v: 1, account: 'A-88', patient: 'P-1', date: '2026-04-25', amountCents: 2_000, transactionCode: 'X', reason: 'Courtesy' },
      preview: [{ kind: 'title', text: 'x' }],
      editions: [],
      sources: [],
    });
    const bound = proposalDigest(draft, hospital.policy.version);
    const rest = [JSON.stringify(draft.payload), JSON.stringify(draft.preview), bound];
    await hospital.asOwner(
      `insert into proposal (tenant, number, kind, subject, payload, preview, editions, sources, digest, policy, maker, expires_at, state,
         decided_by, decided_at)
       values ($1, 77, 'write-off.post', 'A-88', $2, $3, '{}', '[]', $4, $5, 'sam.ferro', now() + interval '1 day', 'approved',
         'victor.amadi', now())`,
      [hospital.tenant, ...rest, hospital.policy.version],
    );
    await hospital.asOwner(
      `insert into outbox (tenant, id, proposal, kind, payload, digest, state)
       values ($1, gen_random_uuid(), 'P-77', 'write-off.post', $2, $3, 'done')`,
      [hospital.tenant, rest[0], bound],
    );

    for (const tool of ['explain_bill', 'draft_patient_message']) {
      const outcome = await ask(tool, { account: 'A-88' });
      expect(outcome).toMatchObject({ status: 'refused', failure: 'altered' });
      expect(sentenceOf(outcome)).toContain('P-77 is not what was proposed and approved');
    }
  });

  test('one whose amount was changed after it was posted is told as altered', async () => {
    const proposal = await delivered(WRITE_OFF);
    expect(await owes('A-88')).toBe(2_000);
    await hospital.asOwner(
      `update proposal set payload = jsonb_set(payload::jsonb, '{amountCents}', '2900') where tenant = $1 and id = $2`,
      [hospital.tenant, proposal],
    );

    expect(await ask('explain_bill', { account: 'A-88' })).toMatchObject({ status: 'refused', failure: 'altered' });
  });
});
