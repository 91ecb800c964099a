import { expect, test } from 'vitest';
import type { Principal } from '#guardrails/actor.ts';
import { change } from '#guardrails/change.ts';
import { manageEffect, type EffectRequest } from '#guardrails/effects/manage.ts';
import type { Receiver } from '#guardrails/effects/receiver.ts';
import { deliverOwed } from '#guardrails/effects/deliver.ts';
import { parsePayload } from '#guardrails/effects/payloads.ts';
import { adoptPolicy } from '#guardrails/policy/adopt-policy.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import { setPrincipal } from '#guardrails/set-principal.ts';
import { aWriteOff, PEOPLE, person, policyFrom, POLICY_TEXT } from './support/a-case.ts';
import { borne, holdBorne } from './support/borne-posting.ts';
import { onEachDatabase } from './support/on-each-database.ts';

const { vic, bea } = PEOPLE;
const MAX = person('max', 'billing-lead');
const WRITE_OFF = 'write-off.post';

await onEachDatabase('an amount in parts', (at) => {
  const propose = (cents: number, account = 'ACC-7', by: Principal = vic): Promise<Proposal> =>
    at.now.propose(aWriteOff(cents, WRITE_OFF, account), at.now.actor(by));
  const approve = async ({ id }: Pick<Proposal, 'id'>, by: Principal = bea) =>
    at.now.decided({ proposal: id, verdict: 'approved' }, at.now.actor(by));
  const weighed = ({ payload }: Proposal): number | undefined => parsePayload(WRITE_OFF, payload).withEarlierCents;
  const saysOf = ({ preview }: Proposal): string => JSON.stringify(preview);

  test('four times $250.00 takes a second signature from the third on, and each card shows the sum', async () => {
    const made: Proposal[] = [];
    const statuses: string[] = [];
    for (const account of ['ACC-7', 'ACC-7', 'ACC-7', 'ACC-7.2']) {
      const proposal = await propose(25_000, account);
      made.push(proposal);
      statuses.push((await approve(proposal)).status);
    }

    expect(statuses).toEqual(['decided', 'decided', 'signed', 'signed']);
    expect(made.map(weighed)).toEqual([undefined, 50_000, 75_000, 100_000]);
    expect(saysOf(made[2]!)).toContain(
      "Weighed as $750.00: with $250.00 of P-2 (approved), $250.00 of P-1 (approved), on this patient's accounts in 30 days.",
    );
  });

  test('over the accounts of one patient counts, also while the parts wait; another patient does not', async () => {
    await propose(30_000, 'ACC-7');
    const second = await propose(30_000, 'ACC-7.2');
    const other = await propose(30_000, 'ACC-8');

    expect(weighed(second)).toBe(60_000);
    expect(saysOf(second)).toContain('with $300.00 of P-1 (waits)');
    expect((await approve(second)).status).toBe('signed');
    expect(weighed(other)).toBeUndefined();
  });

  test('by two who ask and two who approve counts as by one', async () => {
    await at.within((unit) => setPrincipal(unit, MAX, at.now.tenant));
    await at.within((unit) => setPrincipal(unit, person('sue', 'biller'), at.now.tenant));
    await approve(await propose(40_000, 'ACC-7', vic), bea);
    const second = await propose(40_000, 'ACC-7', person('sue', 'biller'));

    expect(weighed(second)).toBe(80_000);
    expect((await approve(second, MAX)).status).toBe('signed');
  });

  test('asked for at once is weighed one after the other', async () => {
    const both = await Promise.all([propose(30_000, 'ACC-7'), propose(30_000, 'ACC-7.2')]);

    expect(new Set(both.map(weighed))).toEqual(new Set([60_000, undefined]));
  });

  test('that waited, while a later part was approved, is not approved by a card without it', async () => {
    const first = await propose(25_000, 'ACC-7');
    const second = await propose(25_000, 'ACC-7.2');
    await approve(second);

    expect(await approve(first)).toMatchObject({
      status: 'refused',
      failure: 'stale',
      says: expect.stringContaining('more was approved since that counts with it, so it weighs more than its card says') as string,
    });
    const again = await propose(25_000, 'ACC-7');
    expect([weighed(again), (await approve(again)).status]).toEqual([50_000, 'decided']);
  });

  test('approved by two at once is approved in the order of the cards, or the first not at all', async () => {
    await at.within((unit) => setPrincipal(unit, MAX, at.now.tenant));
    for (let round = 0; round < 5; round += 1) {
      const first = await propose(25_000, `R${round}`);
      const second = await propose(25_000, `R${round}.2`);
      const [one, other] = await Promise.all([approve(first, bea), approve(second, MAX)]);
      const approvals = await at.within(({ ledger }) => ledger.list({ acts: ['proposal.approved'] }));
      const order = approvals.map(({ leaf }) => leaf.proposal).filter((id) => id === first.id || id === second.id);

      expect(other.status).toBe('decided');
      expect(order).toEqual(one.status === 'decided' ? [first.id, second.id] : [second.id]);
    }
  });

  test('that was lowered by a change still counts with what was approved before', async () => {
    await approve(await propose(40_000));
    const large = await propose(70_000);
    const { after } = await at.within(async (unit) => {
      const draft = await borne(unit, aWriteOff(20_000));
      return change(unit, { proposal: large.id, draft, reason: 'amount' }, at.now.actor(bea), 'propose_adjustment');
    });

    expect(weighed(after)).toBe(60_000);
    expect((await approve(after, PEOPLE.ines)).status).toBe('signed');
  });

  test('no longer counts after the days that the policy says', async () => {
    await approve(await propose(40_000));
    const inDays = (days: number) =>
      at.within((unit) => {
        const now = async (): Promise<string> => new Date(Date.parse(await unit.now()) + days * 86_400_000).toISOString();
        return borne({ ...unit, now }, aWriteOff(40_000, WRITE_OFF, 'ACC-7'));
      });

    expect((await inDays(29)).payload).toMatchObject({ withEarlierCents: 80_000 });
    expect((await inDays(31)).payload).not.toHaveProperty('withEarlierCents');
  });

  const refusing: Receiver = {
    name: 'a stub',
    kinds: [WRITE_OFF],
    receive: () => Promise.resolve({ state: 'refused', says: 'No.', error: 'no' }),
    find: () => Promise.resolve('absent'),
  };
  const manage = (request: EffectRequest) => at.within((unit) => manageEffect(unit, request, at.now.actor(bea)));

  test('that was rejected, or refused by the receiver and put away, does not count', async () => {
    const rejected = await propose(40_000);
    await at.now.decided({ proposal: rejected.id, verdict: 'rejected', reason: 'wrong-amount' }, at.now.actor(bea));
    const failed = await propose(40_000);
    await approve(failed);
    await deliverOwed(at.subject.store, at.now.tenant, [refusing]);
    expect(await manage({ act: 'close', proposal: failed.id, reason: 'not wanted' })).toMatchObject({ status: 'done' });

    expect(weighed(await propose(40_000))).toBeUndefined();
  });

  test('that failed can be sent again, so it counts until it is put away, and one put up in its place counts without it', async () => {
    const made: Proposal[] = [];
    const statuses: string[] = [];
    for (const account of ['ACC-7', 'ACC-7.2', 'ACC-7.3']) {
      const proposal = await propose(45_000, account);
      made.push(proposal);
      statuses.push((await approve(proposal)).status);
      await deliverOwed(at.subject.store, at.now.tenant, [refusing]);
    }
    expect(statuses).toEqual(['decided', 'signed', 'signed']);
    expect(made.map(weighed)).toEqual([undefined, 90_000, 135_000]);
    await at.now.decided({ proposal: made[1]!.id, verdict: 'rejected', reason: 'wrong-amount' }, at.now.actor(bea));
    await at.now.decided({ proposal: made[2]!.id, verdict: 'rejected', reason: 'wrong-amount' }, at.now.actor(bea));
    const again = await manage({ act: 'repropose', proposal: made[0]!.id });

    expect(again).toMatchObject({ status: 'done', proposal: { payload: { amountCents: 45_000 } } });
    expect(again.status === 'done' && again.proposal && weighed(again.proposal)).toBeUndefined();
  });

  test('that waits under a policy that is in force no more can be approved no more, and does not count', async () => {
    const first = await propose(40_000);
    const other = policyFrom(POLICY_TEXT.replace('together: { days: 30, over: patient }', 'together: { days: 31, over: patient }'));
    await at.within((unit) => adoptPolicy(unit, other, { tenant: at.now.tenant, actor: 'countersign' }));

    expect(await approve(first)).toMatchObject({ status: 'refused', failure: 'stale' });
    expect(weighed(await propose(40_000, 'ACC-7.2'))).toBeUndefined();
  });

  test('that was put back counts both ways: nothing that is posted takes weight off', async () => {
    const adjust = (changes: object) =>
      at.within((unit) => {
        const wish = aWriteOff(20_000, 'adjustment.post');
        return holdBorne(unit, { ...wish, payload: { ...(wish.payload as object), ...changes } }, at.now.actor(vic));
      });
    await approve(await adjust({}));
    await at.now.deliver();
    const back = await adjust({ direction: 'debit' });

    expect(back.payload).toMatchObject({ direction: 'debit', amountCents: 20_000, withEarlierCents: 40_000 });
  });

  test('counts each account alone where the policy says so', async () => {
    const alone = policyFrom(POLICY_TEXT.replace('together: { days: 30, over: patient }', 'together: { days: 30, over: account }'));
    await at.within((unit) => adoptPolicy(unit, alone, { tenant: at.now.tenant, actor: 'countersign' }));
    await approve(await propose(30_000, 'ACC-7'));

    expect(weighed(await propose(30_000, 'ACC-7.2'))).toBeUndefined();
    expect(saysOf(await propose(30_000, 'ACC-7'))).toContain('with $300.00 of P-1 (approved), on this account in 30 days.');
  });
});
