import { expect, test } from 'vitest';
import type { TenantId } from '#guardrails/actor.ts';
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

  test('hands an effect out again only when its lease of a minute has passed', async () => {
    const { store, tenant, asOwner } = subject();
    const mine = tenant();
    const claim = () => store.within(mine, (unit) => unit.outbox.claim());
    const age = (seconds: number) =>
      asOwner(`update outbox set claimed_at = clock_timestamp() - make_interval(secs => $2) where tenant = $1`, [mine, seconds]);
    await owe(subject(), mine, 'I50.23');
    const first = await claim();

    await age(50);
    expect(await claim()).toBeUndefined();
    await age(61);
    expect(await claim()).toEqual(first);
  });

  test.each(['done', 'failed', 'unknown'] as const)('never hands out an effect that ended as %s', async (state) => {
    const { store, tenant, asOwner } = subject();
    const mine = tenant();
    await owe(subject(), mine, 'I50.23');
    await store.within(mine, async ({ outbox }) => outbox.settle((await outbox.claim())?.id ?? '', state, 'Said so.'));
    await asOwner(`update outbox set claimed_at = clock_timestamp() - interval '1 day' where tenant = $1`, [mine]);

    expect(await store.within(mine, (unit) => unit.outbox.claim())).toBeUndefined();
    expect(await store.within(mine, (unit) => unit.outbox.stateOf('P-1'))).toEqual({ state, says: 'Said so.' });
    expect(await store.within(mine, (unit) => unit.proposals.find('P-1'))).toMatchObject({ effect: state });
  });
}

function settleTests(subject: () => Subject): void {
  test('refuses to settle an effect twice, and one that nobody claimed', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    await owe(subject(), mine, 'I50.23', 'N17.9');
    const id = await store.within(mine, async ({ outbox }) => (await outbox.claim())?.id ?? '');
    await store.within(mine, (unit) => unit.outbox.settle(id, 'done', 'Written.'));

    await expect(store.within(mine, (unit) => unit.outbox.settle(id, 'failed', 'No.'))).rejects.toMatchObject({
      code: 'already-decided',
      says: 'The effect of P-1 is done already.',
    });
    await expect(
      store.within(mine, (unit) => unit.outbox.settle('00000000-0000-4000-8000-000000000000', 'done', 'Written.')),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  test('lets what was unknown be settled once it is known', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    await owe(subject(), mine, 'I50.23');
    const id = await store.within(mine, async ({ outbox }) => (await outbox.claim())?.id ?? '');
    await store.within(mine, (unit) => unit.outbox.settle(id, 'unknown', 'It did not answer.'));
    await store.within(mine, (unit) => unit.outbox.settle(id, 'done', 'It is there.'));

    expect(await store.within(mine, (unit) => unit.outbox.stateOf('P-1'))).toEqual({ state: 'done', says: 'It is there.' });
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
}

export function outboxContract(subject: () => Subject): void {
  claimTests(subject);
  settleTests(subject);
}
