import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { withBreaker } from '#app/effects/circuit-breaker.ts';
import { effectsDesk } from '#app/desks/effects-desk.ts';
import { plainText } from '#core/answer/plain-text.ts';
import { decide } from '#guardrails/approvals.ts';
import { deliverOwed } from '#guardrails/effects/deliver.ts';
import { listEffects, manageEffect, showEffect, type EffectRequest } from '#guardrails/effects/manage.ts';
import type { Receipt, Receiver } from '#guardrails/effects/receiver.ts';
import { ProposedCodes } from '#tools/propose-codes/tool.ts';
import { databases } from './support/databases.ts';
import { fill, resultOf, type Hospital, type Who } from './support/hospital.ts';

const usable = (await databases()).filter(({ skip }) => skip === undefined);
const REFUSED: Receipt = { state: 'refused', says: 'The receiver does not take it.', error: 'http-422' };
const DONE: Receipt = { state: 'done', says: 'It is there.' };

describe.each(usable)('dead letters on $name', ({ open }) => {
  let hospital: Hospital;
  let receipt: Receipt = DONE;
  let sent = 0;
  const codes = ['I50.23', 'N17.9', 'E78.5', 'D63.1', 'I25.5', 'E11.22', 'N18.32', 'J96.01', 'I48.0', 'E87.5', 'I10', 'J18.9', 'E11.9'];
  const receiver: Receiver = {
    name: 'folder',
    kinds: ['code.accept', 'code.add'],
    async receive() {
      sent += 1;
      return receipt;
    },
    find: async () => 'absent',
  };

  beforeAll(async () => {
    hospital = await fill(await open(), ['E-1042']);
  });
  beforeEach(() => {
    receipt = REFUSED;
    sent = 0;
  });
  afterAll(() => hospital.close());

  const within: Hospital['store']['within'] = (tenant, work) => hospital.store.within(tenant, work);
  const deliver = () => deliverOwed(hospital.store, hospital.tenant, [receiver]);
  const manage = (who: Who, request: EffectRequest) =>
    within(hospital.tenant, (unit) => manageEffect(unit, request, hospital.as(who).actor));
  const actsOf = async (proposal: string) =>
    (await within(hospital.tenant, ({ ledger }) => ledger.list({ proposal }))).map(({ leaf: { act, actor } }) => `${act} ${actor}`);
  const stateOf = async (proposal: string) => (await within(hospital.tenant, ({ outbox }) => outbox.stateOf(proposal)))?.state;

  async function owed(): Promise<string> {
    const outcome = await hospital.ask('coder', 'propose_codes', { encounter: 'E-1042', codes: [codes.shift()] });
    const [made] = resultOf(outcome, ProposedCodes).proposals;
    const proposal = made?.proposal ?? '';
    const decided = await within(hospital.tenant, (unit) => decide(unit, { proposal, verdict: 'approved' }, hospital.as('lead').actor));
    if (decided.status !== 'decided') throw new Error(JSON.stringify(decided));
    return proposal;
  }
  async function dead(): Promise<string> {
    const proposal = await owed();
    await deliver();
    return proposal;
  }

  test('one is listed and shown, with what the receiver answered and every entry about it', async () => {
    const proposal = await dead();
    const actor = hospital.as('lead').actor;

    expect(await within(hospital.tenant, (unit) => listEffects(unit, ['failed'], actor))).toMatchObject([
      { proposal, state: 'failed', error: 'http-422', says: 'The receiver does not take it.', receiver: 'folder', attempts: 1 },
    ]);
    const { entries } = await within(hospital.tenant, (unit) => showEffect(unit, proposal.toLowerCase(), actor));
    expect(entries.map(({ leaf: { act } }) => act)).toEqual(['proposal.approved', 'effect.failed']);
  });

  test('one that a person has sent again is read first, and sent', async () => {
    const proposal = await dead();
    receipt = DONE;
    expect(await manage('lead', { act: 'resend', proposal })).toMatchObject({ status: 'done' });
    expect(sent).toBe(1);
    await deliver();

    expect([await stateOf(proposal), sent]).toEqual(['done', 2]);
    expect((await actsOf(proposal)).slice(-4)).toEqual([
      'effect.failed countersign',
      'effect.resent lee.okafor',
      'effect.reconciled countersign',
      'effect.done countersign',
    ]);
  });

  test('one that a person closes takes a reason, is sent no more, and its code may be proposed again', async () => {
    const proposal = await dead();
    for (const reason of ['', '  ', 'a\nb', 'x'.repeat(501)])
      expect(await manage('lead', { act: 'close', proposal, reason })).toMatchObject({ status: 'refused', failure: 'bad-input' });
    expect(await manage('lead', { act: 'close', proposal, reason: 'Entered by hand' })).toMatchObject({
      effect: { state: 'closed', says: 'Closed by lee.okafor: Entered by hand' },
    });
    await deliver();

    expect([await stateOf(proposal), sent]).toEqual(['closed', 1]);
    expect((await actsOf(proposal)).at(-1)).toBe('effect.closed lee.okafor');
    expect(await manage('lead', { act: 'resend', proposal })).toMatchObject({ status: 'refused', failure: 'already-decided' });
    expect(await manage('lead', { act: 'repropose', proposal })).toMatchObject({ status: 'done', proposal: { state: 'pending' } });
  });

  test('one that is proposed again goes through the gate with whoever asked as its maker, and is closed', async () => {
    const proposal = await dead();
    const managed = await manage('lead', { act: 'repropose', proposal });

    expect(managed).toMatchObject({ status: 'done', effect: { state: 'closed' }, proposal: { state: 'pending', maker: 'lee.okafor' } });
    const again = managed.status === 'done' ? (managed.proposal?.id ?? '') : '';
    expect(again).not.toBe(proposal);
    expect(await stateOf(again)).toBeUndefined();
    receipt = DONE;
    await deliver();
    expect(sent).toBe(1);

    await within(hospital.tenant, (unit) => decide(unit, { proposal: again, verdict: 'approved' }, hospital.as('coder').actor));
    await deliver();
    expect([await stateOf(again), sent]).toEqual(['done', 2]);
  });

  test('whoever the policy does not name, a client, and one who has left can do nothing about it, and it is written down', async () => {
    const proposal = await dead();
    const client = hospital.as('client', 'lead').actor;
    const size = async () => (await within(hospital.tenant, ({ ledger }) => ledger.head())).size;
    const before = await size();
    for (const who of ['coder', 'cdi', 'gone', 'agent'] as const)
      expect(await manage(who, { act: 'resend', proposal })).toMatchObject({ status: 'refused', failure: 'not-allowed' });
    expect(await within(hospital.tenant, (unit) => manageEffect(unit, { act: 'resend', proposal }, client))).toMatchObject({
      failure: 'not-allowed',
    });
    // A billing lead may not ask for codes, so neither may one propose them again.
    await expect(within(hospital.tenant, (unit) => listEffects(unit, ['failed'], hospital.as('coder').actor))).rejects.toMatchObject({
      code: 'not-allowed',
    });

    expect(await size()).toBe(before + 5);
    expect(await stateOf(proposal)).toBe('failed');
    await manage('lead', { act: 'close', proposal, reason: 'Not wanted' });
  });

  test('what is done, owed, or no effect at all is left alone', async () => {
    receipt = DONE;
    const proposal = await owed();
    expect(await manage('lead', { act: 'resend', proposal })).toMatchObject({
      says: expect.stringContaining('its effect is owed') as string,
    });
    await deliver();
    for (const request of [{ act: 'resend' }, { act: 'close', reason: 'x' }, { act: 'repropose' }] as const)
      expect(await manage('lead', { ...request, proposal })).toMatchObject({ failure: 'already-decided' });
    expect(await manage('lead', { act: 'resend', proposal: 'P-999' })).toMatchObject({ failure: 'not-found' });
    expect(await manage('lead', { act: 'resend', proposal: "P-1' or 1=1" })).toMatchObject({ failure: 'bad-input' });
  });

  test('when the ledger cannot be written, nothing is sent again or closed', async () => {
    const proposal = await dead();
    for (const request of [{ act: 'resend' }, { act: 'close', reason: 'x' }, { act: 'repropose' }] as const) {
      const failing = within(hospital.tenant, (unit) => {
        const ledger = { ...unit.ledger, append: () => Promise.reject(new Error('the disk is full')) };
        return manageEffect({ ...unit, ledger }, { ...request, proposal }, hospital.as('lead').actor);
      });
      await expect(failing).rejects.toThrow('the disk is full');
    }

    expect(await stateOf(proposal)).toBe('failed');
    await manage('lead', { act: 'close', proposal, reason: 'Not wanted' });
  });

  test('a refusal for now is tried ten times and is then a dead letter', async () => {
    receipt = { state: 'busy', says: 'Not now.', error: 'http-429' };
    const proposal = await owed();
    for (let at = 0; at < 15; at += 1) {
      await deliver();
      await hospital.asOwner(`update outbox set next_attempt_at = clock_timestamp() where state = 'owed'`);
    }

    expect(sent).toBe(10);
    expect(await stateOf(proposal)).toBe('failed');
    expect((await actsOf(proposal)).filter((act) => act.startsWith('effect.deferred'))).toHaveLength(9);
    await manage('lead', { act: 'close', proposal, reason: 'Not wanted' });
  });

  test('a row under a key that is not its own is not sent', async () => {
    receipt = DONE;
    const proposal = await owed();
    await hospital.asOwner(`update outbox set id = gen_random_uuid() where proposal = $1`, [proposal]);
    await deliver();

    expect([await stateOf(proposal), sent]).toEqual(['failed', 0]);
    await hospital.asOwner(`update outbox set state = 'closed' where proposal = $1`, [proposal]);
  });

  test('while a receiver rests nothing is taken for it: what is owed stays owed, and whoever asks is told why', async () => {
    receipt = { state: 'broken', says: 'It broke.', error: 'http-500' };
    const resting = withBreaker(receiver);
    for (let at = 0; at < 3; at += 1)
      await resting.receive({ id: '', proposal: '', kind: 'code.accept', digest: '', payload: {} }, { by: '', at: '' });
    const proposal = await owed();
    const before = sent;

    expect(await deliverOwed(hospital.store, hospital.tenant, [resting])).toBe(0);

    expect([await stateOf(proposal), sent]).toEqual(['owed', before]);
    const { store, tenant, person } = hospital;
    const desk = effectsDesk({ store, tenant, receivers: [resting], deliver: async () => undefined, person: async () => person('lead') });
    const said = plainText(await desk.effects({ act: 'list', state: 'owed' })).replaceAll(/\s+/g, ' ');
    expect(said).toContain('folder was in trouble 3 times in a row, so nothing is sent there for a while.');
    expect(said).toContain(`${proposal} owed`);
  });
});
