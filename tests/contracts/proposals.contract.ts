import { expect, test } from 'vitest';
import { closeLapsed } from '#guardrails/lapse.ts';
import { proposalDigest } from '#guardrails/proposal.ts';
import { aProposal } from './builders.ts';
import type { Subject } from './subject.ts';

const decision = { verdict: 'approved', by: 'dana' } as const;

function makingTests(subject: () => Subject): void {
  test('numbers the proposals of each tenant from P-1 and lists the newest first', async () => {
    const { store, tenant } = subject();
    const [mine, other] = [tenant(), tenant()];
    for (const code of ['I50.23', 'N17.9']) await store.within(mine, (unit) => unit.proposals.make(aProposal(mine, { subject: code })));
    const { proposal } = await store.within(other, (unit) => unit.proposals.make(aProposal(other)));
    const listed = await store.within(mine, (unit) => unit.proposals.list({ limit: 10 }));

    expect(proposal.id).toBe('P-1');
    expect(listed.map(({ id, subject: code }) => [id, code])).toEqual([['P-2', 'N17.9'], ['P-1', 'I50.23']]); // prettier-ignore
  });

  test('gives back every byte that the digest is over', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    const payload = { z: 1e21, a: [0.1, -0, 1.0, 1e-7, null], 'é\u2028"\\': '\u{1F600} caf\u0065\u0301', nested: { b: { a: '' } } };
    const wanted = aProposal(mine, { payload, preview: [{ kind: 'quote', text: '  two\r\n spaces\t', source: 'D-1' }], trace: 'T-1' });
    const { proposal } = await store.within(mine, (unit) => unit.proposals.make(wanted));

    expect(proposalDigest(proposal, proposal.policy)).toBe(wanted.digest);
    expect(proposal).toMatchObject({ state: 'pending', maker: 'agent', digest: wanted.digest });
    expect(Date.parse(proposal.expiresAt) - Date.parse(proposal.createdAt)).toBeCloseTo(24 * 3_600_000, -2);
  });

  test('returns a pending twin of the same digest as it stands', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    const first = await store.within(mine, (unit) => unit.proposals.make(aProposal(mine)));
    const again = await store.within(mine, (unit) => unit.proposals.make({ ...aProposal(mine), maker: 'someone-else' }));

    expect(again).toEqual({ proposal: first.proposal, fresh: false, closed: [] });
  });

  test('supersedes a pending twin of another digest', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    await store.within(mine, (unit) => unit.proposals.make(aProposal(mine)));
    const newer = await store.within(mine, (unit) => unit.proposals.make(aProposal(mine, { payload: { code: 'I50.23', rank: 'other' } })));
    const older = await store.within(mine, (unit) => unit.proposals.find('P-1'));

    expect(newer).toMatchObject({ proposal: { id: 'P-2' }, fresh: true, closed: [{ id: 'P-1', as: 'superseded' }] });
    expect(older).toMatchObject({ state: 'superseded' });
  });

  test('makes one proposal when the same is asked for 10 times at once', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    const made = await Promise.all(Array.from({ length: 10 }, () => store.within(mine, (unit) => unit.proposals.make(aProposal(mine)))));

    expect(made.filter(({ fresh }) => fresh)).toHaveLength(1);
    expect(new Set(made.map(({ proposal }) => proposal.id))).toEqual(new Set(['P-1']));
  });

  test('keeps proposals on reference data, which have no encounter, one to a subject', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    const { encounter: _, ...wanted } = aProposal(mine, { kind: 'edition.activate', subject: 'icd10cm-2026' });
    await store.within(mine, (unit) => unit.proposals.make(wanted));
    const again = await store.within(mine, (unit) => unit.proposals.make(wanted));

    expect(again).toMatchObject({ proposal: { id: 'P-1' }, fresh: false });
  });
}

function decidingTests(subject: () => Subject): void {
  test('lets exactly one of 20 decisions made at once through', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    const { proposal } = await store.within(mine, (unit) => unit.proposals.make(aProposal(mine)));
    const people = Array.from({ length: 20 }, (_, at) => `person-${at}`);
    const decided = await Promise.all(
      people.map((by, at) =>
        store.within(mine, (unit) =>
          unit.proposals.decide({ id: proposal.id, digest: proposal.digest, verdict: at % 2 === 0 ? 'approved' : 'rejected', by }),
        ),
      ),
    );
    const winners = decided.filter((made) => made !== undefined);

    expect(winners).toHaveLength(1);
    expect(await store.within(mine, (unit) => unit.proposals.find(proposal.id))).toEqual(winners[0]);
  });

  test('records who decided, when and why', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    const { proposal } = await store.within(mine, (unit) => unit.proposals.make(aProposal(mine)));
    const rejected = await store.within(mine, (unit) =>
      unit.proposals.decide({ id: proposal.id, digest: proposal.digest, verdict: 'rejected', by: 'dana', reason: 'not supported' }),
    );

    expect(rejected).toMatchObject({
      state: 'rejected',
      decidedBy: 'dana',
      reason: 'not supported',
      decidedAt: expect.stringMatching(/Z$/),
    });
  });

  test.each([
    ['of another digest', { digest: 'f'.repeat(64) }],
    ['that does not exist', { id: 'P-99' }],
    ['whose id is no id', { id: `P-1' or true --` }],
  ])('decides nothing on a proposal %s', async (_name, change) => {
    const { store, tenant } = subject();
    const mine = tenant();
    const { proposal } = await store.within(mine, (unit) => unit.proposals.make(aProposal(mine)));
    const decided = await store.within(mine, (unit) =>
      unit.proposals.decide({ id: proposal.id, digest: proposal.digest, ...decision, ...change }),
    );

    expect(decided).toBeUndefined();
    expect(await store.within(mine, (unit) => unit.proposals.find('P-1'))).toEqual(proposal);
  });

  test.each(['payload', 'digest', 'expires_at', 'maker', 'policy'])('the program may not change the %s of a proposal', async (column) => {
    await expect(subject().asApp(subject().tenant(), `update proposal set ${column} = ${column}`)).rejects.toMatchObject({ code: '42501' });
  });
}

function expiryTests(subject: () => Subject): void {
  test('a proposal past its hour is expired wherever it is read, and cannot be decided', async () => {
    const { store, tenant, asOwner } = subject();
    const mine = tenant();
    const { proposal } = await store.within(mine, (unit) => unit.proposals.make(aProposal(mine)));
    await asOwner(`update proposal set expires_at = clock_timestamp() where tenant = $1`, [mine]);

    await store.within(mine, async ({ proposals }) => {
      expect(await proposals.decide({ id: 'P-1', digest: proposal.digest, ...decision })).toBeUndefined();
      expect(await proposals.find('P-1')).toMatchObject({ state: 'expired' });
      expect(await proposals.standing('E-1')).toEqual([]);
      expect(await proposals.list({ state: 'pending', limit: 10 })).toEqual([]);
      expect(await proposals.list({ state: 'expired', limit: 10 })).toHaveLength(1);
    });
  });

  test('an expired proposal makes room for a new one and is closed', async () => {
    const { store, tenant, asOwner } = subject();
    const mine = tenant();
    await store.within(mine, (unit) => unit.proposals.make(aProposal(mine)));
    await asOwner(`update proposal set expires_at = clock_timestamp() where tenant = $1`, [mine]);
    const newer = await store.within(mine, (unit) => unit.proposals.make(aProposal(mine)));

    expect(newer).toMatchObject({ proposal: { id: 'P-2', state: 'pending' }, fresh: true, closed: [{ id: 'P-1', as: 'expired' }] });
    expect(await store.within(mine, (unit) => unit.proposals.standing('E-1'))).toEqual([newer.proposal]);
  });

  test('what has lapsed is closed once, with one entry, however many look at once', async () => {
    const { store, tenant, asOwner } = subject();
    const [mine, other] = [tenant(), tenant()];
    for (const code of ['I50.23', 'N17.9', 'E11.9'])
      await store.within(mine, (unit) => unit.proposals.make(aProposal(mine, { subject: code })));
    await store.within(other, (unit) => unit.proposals.make(aProposal(other)));
    await asOwner(`update proposal set expires_at = clock_timestamp() where id <> 'P-2' and tenant = any($1)`, [[mine, other]]);

    const closed = await Promise.all(Array.from({ length: 8 }, () => store.within(mine, (unit) => closeLapsed(unit, mine))));
    const entries = await store.within(mine, ({ ledger }) => ledger.list({}));
    const stored = await asOwner<{ tenant: string; id: string; state: string }>(
      'select tenant, id, state from proposal where tenant = any($1) order by id',
      [[mine, other]],
    );

    expect(closed.flat().map(({ id, state }) => [id, state])).toEqual([['P-1', 'expired'], ['P-3', 'expired']]); // prettier-ignore
    expect(entries.map(({ leaf, about }) => [leaf.act, leaf.proposal, leaf.actor, about['code']])).toEqual([
      ['proposal.expired', 'P-1', 'countersign', 'I50.23'],
      ['proposal.expired', 'P-3', 'countersign', 'E11.9'],
    ]);
    expect(stored.filter((row) => row.tenant === mine).map(({ state }) => state)).toEqual(['expired', 'pending', 'expired']);
    expect(stored.filter((row) => row.tenant === other).map(({ state }) => state)).toEqual(['pending']);
  });

  test('when the entry cannot be written, what has lapsed stays open', async () => {
    const { store, tenant, asOwner } = subject();
    const mine = tenant();
    await store.within(mine, (unit) => unit.proposals.make(aProposal(mine)));
    await asOwner(`update proposal set expires_at = clock_timestamp() where tenant = $1`, [mine]);
    const failing = store.within(mine, (unit) =>
      closeLapsed({ ...unit, ledger: { ...unit.ledger, append: () => Promise.reject(new Error('the disk is full')) } }, mine),
    );

    await expect(failing).rejects.toThrow('the disk is full');
    expect(await asOwner('select state from proposal where tenant = $1', [mine])).toEqual([{ state: 'pending' }]);
  });

  test('withdraw closes a pending proposal once, and no decided or lapsed one, and the subject is free again', async () => {
    const { store, tenant, asOwner } = subject();
    const mine = tenant();
    await store.within(mine, async ({ proposals }) => {
      const { proposal } = await proposals.make(aProposal(mine));
      await proposals.make(aProposal(mine, { subject: 'N17.9' }));
      await proposals.make(aProposal(mine, { subject: 'E11.22' }));
      await proposals.decide({ id: proposal.id, digest: proposal.digest, ...decision });

      expect(await proposals.withdraw('P-1')).toBeUndefined();
      expect(await proposals.withdraw('P-2')).toMatchObject({ id: 'P-2', state: 'withdrawn' });
      expect(await proposals.withdraw('P-2')).toBeUndefined();
      expect((await proposals.make(aProposal(mine, { subject: 'N17.9' }))).proposal).toMatchObject({ id: 'P-4', state: 'pending' });
    });
    await asOwner(`update proposal set expires_at = clock_timestamp() where tenant = $1 and id = 'P-3'`, [mine]);
    expect(await store.within(mine, ({ proposals }) => proposals.withdraw('P-3'))).toBeUndefined();
  });

  test('standing holds what was approved or rejected or waits on an encounter, newest first, and nothing else', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    await store.within(mine, async ({ proposals }) => {
      for (const code of ['I50.23', 'N17.9', 'E11.22', 'I10']) await proposals.make(aProposal(mine, { subject: code }));
      await proposals.make(aProposal(mine, { encounter: 'E-2' }));
      const [first, second] = [await proposals.find('P-1'), await proposals.find('P-2')];
      await proposals.decide({ id: 'P-1', digest: first?.digest ?? '', verdict: 'approved', by: 'dana' });
      await proposals.decide({ id: 'P-2', digest: second?.digest ?? '', verdict: 'rejected', by: 'dana', reason: 'no' });
      await proposals.supersede('P-3');

      expect((await proposals.standing('E-1')).map(({ id, state }) => `${id} ${state}`)).toEqual([
        'P-4 pending',
        'P-2 rejected',
        'P-1 approved',
      ]);
    });
  });

  test('lists what was asked for of one kind and subject', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    await store.within(mine, async ({ proposals }) => {
      for (const [kind, about] of [
        ['appeal.submit', 'C-88'],
        ['adjustment.post', 'C-88'],
        ['appeal.submit', 'C-89'],
      ] as const)
        await proposals.make(aProposal(mine, { kind, subject: about }));
      const listed = async (filter: { kind?: 'appeal.submit'; subject?: string }) =>
        (await proposals.list({ ...filter, limit: 10 })).map(({ id }) => id);

      expect(await listed({ kind: 'appeal.submit' })).toEqual(['P-3', 'P-1']);
      expect(await listed({ subject: 'C-88' })).toEqual(['P-2', 'P-1']);
      expect(await listed({ kind: 'appeal.submit', subject: 'C-88' })).toEqual(['P-1']);
    });
  });

  test('lists what moves money of one patient or account, made since a moment', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    await store.within(mine, async ({ proposals }) => {
      for (const [account, patient] of [
        ['A-1', 'P-1'],
        ['A-2', 'P-1'],
        ['A-3', 'P-10'],
      ] as const)
        await proposals.make(aProposal(mine, { kind: 'write-off.post', subject: account, payload: { account, patient, amountCents: 1 } }));
      await proposals.make(aProposal(mine));
      const listed = async (filter: Parameters<typeof proposals.list>[0]) => (await proposals.list(filter)).map(({ id }) => id);

      expect(await listed({ about: { patient: 'P-1' }, limit: 10 })).toEqual(['P-2', 'P-1']);
      expect(await listed({ about: { account: 'A-3' }, since: '2000-01-01T00:00:00.000Z', limit: 10 })).toEqual(['P-3']);
      expect(await listed({ about: { patient: 'P-1' }, since: '2999-01-01T00:00:00.000Z', limit: 10 })).toEqual([]);
    });
  });

  test('supersede closes a pending proposal and leaves a decided one alone', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    await store.within(mine, async ({ proposals }) => {
      const { proposal } = await proposals.make(aProposal(mine));
      await proposals.make(aProposal(mine, { subject: 'N17.9' }));
      await proposals.decide({ id: proposal.id, digest: proposal.digest, ...decision });
      for (const id of ['P-1', 'P-2']) await proposals.supersede(id);

      expect((await proposals.list({ limit: 10 })).map(({ state }) => state)).toEqual(['superseded', 'approved']);
    });
  });
}

export function proposalsContract(subject: () => Subject): void {
  makingTests(subject);
  decidingTests(subject);
  expiryTests(subject);
}
