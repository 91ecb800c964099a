import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { SetUpUnit } from '#connectors/postgres/postgres-store.ts';
import type { Principal } from '#guardrails/actor.ts';
import { change } from '#guardrails/change.ts';
import { adoptPolicy } from '#guardrails/policy/adopt-policy.ts';
import { proposalDigest, ProposalDraft, type Proposal } from '#guardrails/proposal.ts';
import { aChart, anEdition } from './contracts/builders.ts';
import { aCode, aWriteOff, PEOPLE, POLICY_TEXT, policyFrom } from './support/a-case.ts';
import { onEachDatabase } from './support/on-each-database.ts';

const { dana, vic, bea } = PEOPLE;
const EDITION = { id: 'edition:icd10cm-x', version: anEdition('icd10cm-x').sha256 };

/** The card with its keys the other way round, all the way down. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}

await onEachDatabase('a card that is not what would be done', (at) => {
  beforeEach(async () => {
    await at.within((unit) => unit.editionRecords.put(anEdition('icd10cm-x'), '{}'));
  });

  const { within } = at;
  const proposed = () => at.now.propose(aCode('code.accept', 'I50.23', { sources: [...aCode().sources, EDITION] }));
  const shown = (proposal: Proposal, edit: (card: ProposalDraft) => unknown): string =>
    proposalDigest(ProposalDraft.strip().parse(edit(ProposalDraft.strip().parse(proposal))), proposal.policy);
  const payloadOf = (card: ProposalDraft) => card.payload as Record<string, never>;

  const ON_THE_CARD: readonly (readonly [string, (card: ProposalDraft) => unknown])[] = [
    ['another code', (card) => ({ ...card, payload: { ...payloadOf(card), code: 'I50.33' } })],
    ['a space more', (card) => ({ ...card, preview: [{ kind: 'title', text: 'I50.23 ' }] })],
    ['a number as text', (card) => ({ ...card, payload: { ...payloadOf(card), v: '1' } })],
    ['another edition', (card) => ({ ...card, editions: ['icd10cm-2027'] })],
  ];
  test.each(ON_THE_CARD)('with %s is refused as stale', async (_says, edit) => {
    const proposal = await proposed();
    const decision = await at.now.decided({ proposal: proposal.id, verdict: 'approved', seen: shown(proposal, edit) }, at.now.actor(dana));

    expect(decision).toMatchObject({ status: 'refused', failure: 'stale' });
    expect(await at.now.effects()).toBe(0);
    expect((await at.now.entries(proposal.id)).at(-1)).toBe('decision.refused dana');
  });

  const UNDER_THE_CARD: readonly (readonly [string, (unit: SetUpUnit) => Promise<unknown>])[] = [
    ['the note', (unit) => unit.charts.put(aChart('E-1', 'Acute on chronic systolic heart failure. '))],
    ['the code set', (unit) => unit.editionRecords.put({ ...anEdition('icd10cm-x'), sha256: 'c'.repeat(64) }, '{ }')],
    [
      'the policy',
      (unit) =>
        adoptPolicy(unit, policyFrom(POLICY_TEXT.replace('expiresInHours: 168', 'expiresInHours: 167')), {
          tenant: at.now.tenant,
          actor: 'countersign',
        }),
    ],
  ];
  test.each(UNDER_THE_CARD)('under which %s changed is refused as stale', async (_says, work) => {
    const proposal = await proposed();
    await within(work);

    expect(await at.now.decided({ proposal: proposal.id, verdict: 'approved', seen: proposal.digest }, at.now.actor(dana))).toMatchObject({
      status: 'refused',
      failure: 'stale',
    });
    expect(await at.now.effects()).toBe(0);
  });

  test.each(UNDER_THE_CARD)('under which %s changed can still be rejected', async (_says, work) => {
    const proposal = await proposed();
    await within(work);
    const decision = { proposal: proposal.id, verdict: 'rejected', reason: 'not-supported', seen: proposal.digest } as const;

    expect(await at.now.decided(decision, at.now.actor(dana))).toMatchObject({ status: 'decided', proposal: { state: 'rejected' } });
    const policy = await within(({ policies }) => policies.inForce());
    const [entry] = await within(({ ledger }) => ledger.list({ proposal: proposal.id, acts: ['proposal.rejected'] }));
    expect(entry?.leaf.policy).toBe(policy.version);
  });

  test('with its keys in another order is the same card', async () => {
    const proposal = await proposed();
    const seen = shown(proposal, (card) => reversed(card));

    expect(await at.now.decided({ proposal: proposal.id, verdict: 'approved', seen }, at.now.actor(dana))).toMatchObject({
      status: 'decided',
    });
    expect(await at.now.effects()).toBe(1);
  });

  test.each([
    ['five minutes ahead', 300_000, '1 second', 'refused', ['proposal.expired countersign', 'decision.refused dana']],
    ['five minutes behind', -300_000, '1 second', 'refused', ['proposal.expired countersign', 'decision.refused dana']],
    ['five minutes ahead', 300_000, '-60 seconds', 'decided', ['proposal.approved dana']],
    ['five minutes behind', -300_000, '-60 seconds', 'decided', ['proposal.approved dana']],
  ])('expires by the clock of the database, and not by one that is %s', async (_says, skewMs, ago, status, entries) => {
    const { id } = await proposed();
    await at.subject.asOwner(`update proposal set expires_at = clock_timestamp() - $2::interval where tenant = $1`, [at.now.tenant, ago]);
    // The embedded database has no clock but this process’s own.
    if (at.name === 'postgres') vi.useFakeTimers({ now: Date.now() + skewMs, toFake: ['Date'] });
    const decision = await at.now.decided({ proposal: id, verdict: 'approved' }, at.now.actor(dana)).finally(() => vi.useRealTimers());

    expect(decision.status).toBe(status);
    expect(await at.now.entries(id)).toEqual(['proposal.made countersign-coder', ...entries]);
  });

  describe('a change at the approval', () => {
    const changed = (proposal: string, draft: ProposalDraft, reason = 'wrong-type', by: Principal = dana) =>
      within((unit) => change(unit, { proposal, draft, reason }, at.now.actor(by), 'propose_codes'));
    const other = { ...aCode('code.accept', 'I50.33') };
    const otherCode = ProposalDraft.parse({ ...other, kind: 'code.change', payload: { ...payloadOf(other), replaces: 'I50.23' } });

    test('is a proposal of its own under its own digest, and closes the first, which names it', async () => {
      const first = await proposed();
      const { before, after } = await changed(first.id, otherCode);

      expect(before).toMatchObject({ id: first.id, state: 'superseded', replacedBy: after.id });
      expect(after).toMatchObject({ state: 'pending', kind: 'code.change', maker: 'dana' });
      expect(after.digest).not.toBe(first.digest);
      expect(await at.now.decided({ proposal: first.id, verdict: 'approved' }, at.now.actor(dana))).toMatchObject({ failure: 'stale' });
      expect(await at.now.effects()).toBe(0);
      expect(await at.now.decided({ proposal: after.id, verdict: 'approved', seen: first.digest }, at.now.actor(dana))).toMatchObject({
        failure: 'stale',
      });
      expect(await at.now.decided({ proposal: after.id, verdict: 'approved', seen: after.digest }, at.now.actor(dana))).toMatchObject({
        status: 'decided',
      });
      expect(await at.now.effects()).toBe(1);
    });

    test.each([
      ['another kind of thing', () => aWriteOff(100), 'bad-input'],
      ['another encounter', () => ({ ...otherCode, encounter: 'E-2' }), 'bad-input'],
      ['what it is already', () => aCode('code.accept', 'I50.23', { sources: [...aCode().sources, EDITION] }), 'bad-input'],
      [
        'a payload that is none of its kind',
        () => ({ ...otherCode, payload: { ...payloadOf(otherCode), tool: 'write_off' } }),
        'bad-input',
      ],
      ['a payload without what its kind takes', () => ({ ...otherCode, payload: { v: 1 } }), 'bad-input'],
    ] satisfies [string, () => ProposalDraft, string][])('into %s is refused, and the first still waits', async (_says, draft, code) => {
      const first = await proposed();

      await expect(changed(first.id, draft())).rejects.toMatchObject({ code });
      expect(await within((unit) => unit.proposals.find(first.id))).toMatchObject({ state: 'pending' });
    });

    test('takes a reason of the policy’s menu', async () => {
      const first = await proposed();

      await expect(changed(first.id, otherCode, '')).rejects.toMatchObject({ code: 'bad-input' });
    });

    test('is for those who may decide the first', async () => {
      const first = await proposed();

      await expect(changed(first.id, otherCode, 'wrong-type', vic)).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(changed(first.id, otherCode, 'wrong-type', bea)).rejects.toMatchObject({ code: 'not-allowed' });
    });
  });
});
