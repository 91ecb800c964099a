import { expect, test } from 'vitest';
import type { TenantId } from '#guardrails/actor.ts';
import type { Claimed } from '#guardrails/effects/outbox.ts';
import { outboxId } from '#guardrails/effects/outbox-id.ts';
import { aProposal } from './builders.ts';
import type { Subject } from './subject.ts';

/** Owes the effect of a new proposal for each code. */
async function owe({ store }: Subject, tenant: TenantId, ...codes: string[]): Promise<void> {
  for (const code of codes) {
    await store.within(tenant, async ({ proposals, outbox }) => {
      const { proposal } = await proposals.make(aProposal(tenant, { subject: code }));
      await outbox.owe({
        proposal: proposal.id,
        kind: proposal.kind,
        encounter: 'E-1',
        payload: proposal.payload,
        digest: proposal.digest,
      });
    });
  }
}

type Store = Subject['store'];

function claimIn(store: Store, tenant: TenantId): Promise<Claimed | undefined> {
  return store.within(tenant, ({ outbox }) => outbox.claim());
}

async function claimed(store: Store, tenant: TenantId): Promise<Claimed> {
  const claim = await claimIn(store, tenant);
  if (claim === undefined) throw new Error('nothing was due');
  return claim;
}

async function age({ asOwner }: Subject, tenant: TenantId, seconds: number): Promise<void> {
  await asOwner(`update outbox set claimed_at = clock_timestamp() - make_interval(secs => $2) where tenant = $1`, [tenant, seconds]);
}

function claimTests(subject: () => Subject): void {
  test('hands each effect to one of 10 workers that ask at once', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    await owe(subject(), mine, 'I50.23', 'N17.9', 'E11.22');
    const claims = await Promise.all(Array.from({ length: 10 }, () => store.within(mine, (unit) => unit.outbox.claim())));
    const claimed = claims.filter((owed) => owed !== undefined);

    expect(claimed.map(({ proposal }) => proposal).toSorted()).toEqual(['P-1', 'P-2', 'P-3']);
    expect(claimed[0]).toMatchObject({ kind: 'code.accept', encounter: 'E-1', payload: { code: 'I50.23' } });
  });

  test('hands an effect out again only when its lease of 15 seconds has passed, and then as one that may have been sent', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    await owe(subject(), mine, 'I50.23');
    const first = await claimIn(store, mine);
    expect(first).toMatchObject({ was: 'owed', lease: 1, attempts: 0 });

    await age(subject(), mine, 13);
    expect(await claimIn(store, mine)).toBeUndefined();
    await age(subject(), mine, 15);
    expect(await claimIn(store, mine)).toEqual({ ...first, was: 'sending', lease: 2 });
  });

  test('hands out the one that is asked for, if it is due, and none of the kinds that are left out', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    await owe(subject(), mine, 'I50.23', 'N17.9');
    const [, second] = await store.within(mine, ({ outbox }) => outbox.list({ states: ['owed'], limit: 9 }));

    expect(await store.within(mine, ({ outbox }) => outbox.claim({ without: ['code.accept'] }))).toBeUndefined();
    const asked = () => store.within(mine, ({ outbox }) => outbox.claim({ id: second?.id ?? '' }));
    expect(await asked()).toMatchObject({ proposal: 'P-2' });
    expect(await asked()).toBeUndefined();
  });

  test.each(['done', 'failed', 'closed'] as const)('never hands out an effect that ended as %s', async (state) => {
    const { store, tenant, asOwner } = subject();
    const mine = tenant();
    await owe(subject(), mine, 'I50.23');
    await claimIn(store, mine);
    await asOwner(`update outbox set state = $2, says = 'Said so.' where tenant = $1`, [mine, state]);
    await age(subject(), mine, 86_400);

    expect(await claimIn(store, mine)).toBeUndefined();
    expect(await store.within(mine, (unit) => unit.outbox.stateOf('P-1'))).toEqual({ state, says: 'Said so.' });
    expect(await store.within(mine, (unit) => unit.proposals.find('P-1'))).toMatchObject({ effect: state });
  });

  test('hands out what is unknown to be read when it is due, and it stays unknown meanwhile', async () => {
    const { store, tenant, asOwner } = subject();
    const mine = tenant();
    await owe(subject(), mine, 'I50.23');
    const first = await claimed(store, mine);
    const unknown = { state: 'unknown', says: 'No answer.', error: 'timed-out' } as const;
    await store.within(mine, ({ outbox }) => outbox.settle(first, { ...unknown, inSeconds: 5 }));
    await age(subject(), mine, 60);
    expect(await claimIn(store, mine)).toBeUndefined();

    await asOwner(`update outbox set next_attempt_at = clock_timestamp() where tenant = $1`, [mine]);
    const second = await claimed(store, mine);
    expect(second).toMatchObject({ was: 'unknown', lease: 2 });
    expect(await claimIn(store, mine)).toBeUndefined();
    expect(await store.within(mine, ({ outbox }) => outbox.stateOf('P-1'))).toMatchObject({ state: 'unknown' });

    await store.within(mine, ({ outbox }) => outbox.settle(second, unknown));
    await age(subject(), mine, 86_400);
    expect(await claimIn(store, mine)).toBeUndefined();
    expect(await store.within(mine, ({ outbox }) => outbox.find('P-1'))).toMatchObject({
      state: 'unknown',
      readings: 1,
      error: 'timed-out',
    });
  });
}

function settleTests(subject: () => Subject): void {
  test('refuses to settle an effect twice, one that nobody claimed, and one whose lease has passed to another', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    await owe(subject(), mine, 'I50.23', 'N17.9');
    const first = await claimed(store, mine);
    const settle = (claim: Pick<Claimed, 'id' | 'lease'>) =>
      store.within(mine, ({ outbox }) => outbox.settle(claim, { state: 'done', says: 'Written.' }));
    await settle(first);

    await expect(settle(first)).rejects.toMatchObject({ code: 'already-decided', says: 'The effect of P-1 is done already.' });
    await expect(settle({ id: '00000000-0000-4000-8000-000000000000', lease: 1 })).rejects.toMatchObject({ code: 'not-found' });

    const late = await claimed(store, mine);
    await age(subject(), mine, 15);
    const later = await claimed(store, mine);
    expect(await store.within(mine, ({ outbox }) => outbox.renew(late, 'folder'))).toBe(false);
    await expect(settle(late)).rejects.toMatchObject({ says: 'The effect of P-2 is in the hands of another worker.' });
    await settle(later);
  });

  test('owes again after a time what was refused for now, and counts how often it was sent', async () => {
    const { store, tenant, asOwner } = subject();
    const mine = tenant();
    await owe(subject(), mine, 'I50.23');
    const first = await claimed(store, mine);
    expect(await store.within(mine, ({ outbox }) => outbox.renew(first, 'fhir-server'))).toBe(true);
    await store.within(mine, ({ outbox }) => outbox.settle(first, { state: 'owed', says: 'Busy.', error: 'http-429', inSeconds: 60 }));
    expect(await claimIn(store, mine)).toBeUndefined();
    expect(await store.within(mine, ({ outbox }) => outbox.list({ states: ['owed'], limit: 9 }))).toMatchObject([
      { proposal: 'P-1', subject: 'I50.23', receiver: 'fhir-server', attempts: 1, error: 'http-429', says: 'Busy.' },
    ]);

    await asOwner(`update outbox set next_attempt_at = clock_timestamp() where tenant = $1`, [mine]);
    expect(await claimIn(store, mine)).toMatchObject({ was: 'owed', attempts: 1 });
  });

  test('lets a person have an effect sent again, by way of a reading, or put away; what went through it leaves alone', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    await owe(subject(), mine, 'I50.23', 'N17.9');
    const first = await claimed(store, mine);
    await store.within(mine, ({ outbox }) => outbox.settle(first, { state: 'failed', says: 'No.', error: 'http-422' }));
    expect(await store.within(mine, ({ outbox }) => outbox.resend(first.id))).toBe(true);
    const again = await claimed(store, mine);
    expect(again).toMatchObject({ id: first.id, was: 'sending', attempts: 0 });

    await store.within(mine, ({ outbox }) => outbox.settle(again, { state: 'unknown', says: 'No answer.', error: 'timed-out' }));
    expect(await store.within(mine, ({ outbox }) => outbox.close(first.id, 'Done by hand.'))).toBe(true);
    expect(await store.within(mine, ({ outbox }) => outbox.stateOf('P-1'))).toEqual({ state: 'closed', says: 'Done by hand.' });

    const other = await claimed(store, mine);
    await store.within(mine, ({ outbox }) => outbox.settle(other, { state: 'done', says: 'Written.' }));
    expect(await store.within(mine, ({ outbox }) => outbox.resend(other.id))).toBe(false);
    expect(await store.within(mine, ({ outbox }) => outbox.close(other.id, 'No.'))).toBe(false);
  });

  test('owes one proposal one effect, and none to a proposal that does not exist', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    await owe(subject(), mine, 'I50.23');
    const again = (proposal: string) =>
      store.within(mine, (unit) => unit.outbox.owe({ proposal, kind: 'code.accept', payload: {}, digest: 'f'.repeat(64) }));

    await expect(again('P-1')).rejects.toMatchObject({ code: 'broken-promise' });
    await expect(again('P-7')).rejects.toMatchObject({ code: 'broken-promise' });
    expect(await store.within(mine, (unit) => unit.outbox.stateOf('P-7'))).toBeUndefined();
  });

  test('owes the same effect under the same key after its row was lost', async () => {
    const { store, tenant, asOwner } = subject();
    const mine = tenant();
    await owe(subject(), mine, 'I50.23');
    const first = await claimed(store, mine);
    await asOwner('delete from outbox where tenant = $1', [mine]);
    const { proposal, kind, payload, digest } = first;

    const second = await store.within(mine, ({ outbox }) => outbox.owe({ proposal, kind, payload, digest }));
    expect(second.id).toBe(first.id);
    expect(first.id).toBe(outboxId(mine, proposal, digest));
  });
}

function dueTests(subject: () => Subject): void {
  test('names what may be taken now, oldest first, and nothing that others hold, that waits or that is settled', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    const due = (limit = 10) => store.within(mine, ({ outbox }) => outbox.due(limit));
    await owe(subject(), mine, 'I50.23', 'N17.9', 'E11.22', 'I10');
    const all = await due();
    const [first, second, third] = [await claimed(store, mine), await claimed(store, mine), await claimed(store, mine)];
    expect(all.slice(0, 3)).toEqual([first.id, second.id, third.id]);
    expect(await due()).toEqual(all.slice(3));

    await store.within(mine, ({ outbox }) => outbox.settle(second, { state: 'owed', says: 'Busy.', inSeconds: 60 }));
    await store.within(mine, ({ outbox }) => outbox.settle(third, { state: 'done', says: 'Written.' }));
    expect(await due()).toEqual(all.slice(3));

    await age(subject(), mine, 16);
    expect(await due()).toEqual([first.id, all[3]]);
    expect(await due(1)).toEqual([first.id]);
    expect(await store.within(tenant(), ({ outbox }) => outbox.due(10))).toEqual([]);
  });
}

export function outboxContract(subject: () => Subject): void {
  dueTests(subject);
  claimTests(subject);
  settleTests(subject);
}
