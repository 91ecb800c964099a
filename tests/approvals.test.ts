import { expect, test } from 'vitest';
import type { Actor, Principal } from '#guardrails/actor.ts';
import { decide } from '#guardrails/approvals.ts';
import { deliverOwed } from '#guardrails/effects/deliver.ts';
import type { Receiver } from '#guardrails/effects/receiver.ts';
import { adoptPolicy } from '#guardrails/policy/adopt-policy.ts';
import { setPrincipal } from '#guardrails/set-principal.ts';
import { aChart } from './contracts/builders.ts';
import { aCode as draft, PEOPLE, person, POLICY_TEXT, policyFrom, type Case } from './support/a-case.ts';
import { onEachDatabase } from './support/on-each-database.ts';

const { dana: DANA, lee: LEE, vic: VIC, gone: GONE, agent: AGENT, client: CLIENT } = PEOPLE;

await onEachDatabase('approvals', (at) => {
  const actor = (principal: Principal, onBehalfOf?: Principal): Actor => at.now.actor(principal, onBehalfOf);
  const propose: Case['propose'] = (...given) => at.now.propose(...given);
  const decided: Case['decided'] = (...given) => at.now.decided(...given);
  const entries: Case['entries'] = (...given) => at.now.entries(...given);
  const effects: Case['effects'] = () => at.now.effects();

  test('one approval is one effect, and the ledger tells it in order', async () => {
    const { id } = await propose();

    expect(await decided({ proposal: id, verdict: 'approved' }, actor(DANA))).toMatchObject({
      status: 'decided',
      proposal: { state: 'approved', decidedBy: 'dana' },
    });
    expect(await effects()).toBe(1);
    expect(await effects()).toBe(1);
    expect(await entries(id)).toEqual(['proposal.made countersign-coder', 'proposal.approved dana', 'effect.done countersign']);
  });

  test('a rejection is no effect, and its reason is kept', async () => {
    const { id } = await propose();

    expect(await decided({ proposal: id, verdict: 'rejected', reason: 'not supported' }, actor(DANA))).toMatchObject({
      proposal: { state: 'rejected', reason: 'not-supported' },
    });
    expect(await effects()).toBe(0);
  });

  const REFUSED: readonly (readonly [string, () => Actor, string])[] = [
    ['an agent that lends the role of a person', () => actor(AGENT, DANA), 'not-allowed'],
    ['an agent by itself', () => actor(AGENT), 'not-allowed'],
    ['a client that lends the role of a person', () => actor(CLIENT, DANA), 'not-allowed'],
    ['a client by itself', () => actor(CLIENT), 'not-allowed'],
    ['a person without the role', () => actor(VIC), 'not-allowed'],
    ['a person who was deactivated', () => actor(GONE), 'not-allowed'],
    ['a person who was deactivated and comes with an older record of theirs', () => actor({ ...GONE, active: true }), 'not-allowed'],
    ['a person who is not registered', () => actor(person('stranger', 'coder')), 'not-allowed'],
    ['a person who claims a role that the register does not give', () => actor({ ...VIC, roles: ['coder'] }), 'not-allowed'],
    ['an agent that says it is a person', () => actor({ ...AGENT, kind: 'person' }), 'not-allowed'],
  ];
  test.each(REFUSED)('%s cannot approve', async (_name, by, failure) => {
    const { id } = await propose();

    expect(await decided({ proposal: id, verdict: 'approved' }, by())).toMatchObject({ status: 'refused', failure });
    expect(await effects()).toBe(0);
    expect((await entries(id)).at(-1)).toMatch(/^decision\.refused /);
  });

  test('whoever adds a code on their own reading cannot approve it, and a second person can', async () => {
    const { id } = await propose(draft('code.add', 'Z79.4'), actor(DANA));

    expect(await decided({ proposal: id, verdict: 'approved' }, actor(DANA))).toMatchObject({ status: 'refused', failure: 'not-allowed' });
    expect(await decided({ proposal: id, verdict: 'approved' }, actor(LEE))).toMatchObject({ status: 'decided' });
    expect(await effects()).toBe(1);
  });

  test('whoever had an agent add a code for them cannot approve it either', async () => {
    const { id } = await propose(draft('code.add', 'Z79.4'), actor(CLIENT, DANA));

    expect(await decided({ proposal: id, verdict: 'approved' }, actor(DANA))).toMatchObject({ status: 'refused', failure: 'not-allowed' });
    expect(await effects()).toBe(0);
  });

  test('a proposal of another tenant cannot be seen, let alone approved', async () => {
    const { id } = await propose();
    const elsewhere = at.subject.tenant();
    await at.subject.store.within(elsewhere, (unit) => adoptPolicy(unit, policyFrom(), { tenant: elsewhere, actor: 'countersign' }));
    await at.subject.store.within(elsewhere, (unit) => setPrincipal(unit, DANA, elsewhere));
    const decision = await at.subject.store.within(elsewhere, (unit) =>
      decide(unit, { proposal: id, verdict: 'approved' }, { ...actor(DANA), tenant: elsewhere }),
    );

    expect(decision).toMatchObject({ status: 'refused', failure: 'not-found' });
    expect(await effects()).toBe(0);
  });

  test('an approval counts once: again, and after a rejection, it is refused with who decided', async () => {
    const first = await propose();
    await decided({ proposal: first.id, verdict: 'approved' }, actor(DANA));
    const second = await propose(draft('code.accept', 'N17.9'));
    await decided({ proposal: second.id, verdict: 'rejected', reason: 'not supported' }, actor(LEE));

    expect(await decided({ proposal: first.id, verdict: 'approved' }, actor(LEE))).toMatchObject({
      failure: 'already-decided',
      says: expect.stringContaining('approved by dana') as string,
    });
    expect(await decided({ proposal: second.id, verdict: 'approved' }, actor(LEE))).toMatchObject({ failure: 'already-decided' });
    expect(await effects()).toBe(1);
  });

  test('an expired proposal is refused, by the clock of the database', async () => {
    const { id } = await propose();
    await at.subject.asOwner(`update proposal set expires_at = now() - interval '1 second' where tenant = $1`, [at.now.tenant]);

    for (let times = 0; times < 2; times += 1) {
      expect(await decided({ proposal: id, verdict: 'approved' }, actor(DANA))).toMatchObject({
        status: 'refused',
        failure: 'expired',
        says: expect.stringMatching(/^P-1 expired at [\d :-]+ UTC\. Propose it again if it is still wanted\.$/) as string,
      });
    }
    expect(await effects()).toBe(0);
    expect(await entries(id)).toEqual([
      'proposal.made countersign-coder',
      'proposal.expired countersign',
      'decision.refused dana',
      'decision.refused dana',
    ]);
  });

  test('a chart that changed after the card was shown makes the proposal stale', async () => {
    const { id } = await propose();
    await at.subject.store.within(at.now.tenant, (unit) => unit.charts.put(aChart('E-1', 'No heart failure.')));

    expect(await decided({ proposal: id, verdict: 'approved' }, actor(DANA))).toMatchObject({ status: 'refused', failure: 'stale' });
    expect(await effects()).toBe(0);
  });

  test('a policy that changed after the card was shown makes the proposal stale', async () => {
    const { id } = await propose();
    const other = policyFrom(POLICY_TEXT.replace('expiresInHours: 168', 'expiresInHours: 167'));
    await at.subject.store.within(at.now.tenant, (unit) => adoptPolicy(unit, other, { tenant: at.now.tenant, actor: 'countersign' }));

    expect(await decided({ proposal: id, verdict: 'approved' }, actor(DANA))).toMatchObject({ status: 'refused', failure: 'stale' });
  });

  test('the digest of another card is refused', async () => {
    const { id } = await propose();

    expect(await decided({ proposal: id, verdict: 'approved', seen: 'f'.repeat(64) }, actor(DANA))).toMatchObject({
      status: 'refused',
      failure: 'stale',
    });
  });

  test('a payload that was changed behind the back of the program is not approved', async () => {
    const { id } = await propose();
    await at.subject.asOwner(`update proposal set payload = replace(payload::text, 'I50.23', 'I50.33')::json where tenant = $1`, [
      at.now.tenant,
    ]);

    expect(await decided({ proposal: id, verdict: 'approved' }, actor(DANA))).toMatchObject({
      status: 'refused',
      failure: 'altered',
      says: expect.stringContaining('what was proposed was changed in the database after it was made') as string,
    });
    expect(await effects()).toBe(0);
    const last = await at.subject.store.within(at.now.tenant, async (unit) => (await unit.ledger.list({ proposal: id })).at(-1)?.leaf);
    expect(last).toMatchObject({ act: 'decision.refused', failure: 'altered' });
  });

  test('a code that waits twice, suggested and added, is approved once', async () => {
    const suggested = await propose();
    const added = await propose(draft('code.add'), actor(AGENT, LEE));

    expect(await decided({ proposal: suggested.id, verdict: 'approved' }, actor(DANA))).toMatchObject({ status: 'decided' });
    expect(await decided({ proposal: added.id, verdict: 'approved' }, actor(DANA))).toMatchObject({
      failure: 'already-decided',
      says: expect.stringContaining(`already approved on E-1 by dana`) as string,
    });
    expect(await effects()).toBe(1);
  });

  test('what is approved on an encounter cannot be put up again, unless its effect failed', async () => {
    const { id } = await propose();
    await decided({ proposal: id, verdict: 'approved' }, actor(DANA));
    await expect(propose(draft('code.add'))).rejects.toMatchObject({ code: 'already-decided' });

    await deliverOwed(at.subject.store, at.now.tenant, []);

    expect(await propose()).toMatchObject({ state: 'pending' });
  });

  test('a receiver that breaks leaves the effect unknown, and what it threw is told to whoever keeps the log and to nobody else', async () => {
    const { id } = await propose();
    await decided({ proposal: id, verdict: 'approved' }, actor(DANA));
    const thrown = new TypeError('Marguerite Testa is not a function');
    const told: unknown[] = [];
    const receiver: Receiver = {
      name: 'a stub',
      kinds: ['code.accept'],
      receive: () => Promise.reject(thrown),
      find: () => Promise.resolve('absent'),
    };

    await deliverOwed(at.subject.store, at.now.tenant, [receiver], (what) => void told.push(what));

    expect(told).toEqual([thrown]);
    expect((await entries(id)).at(-1)).toBe('effect.unknown countersign');
    const kept = await at.subject.store.within(at.now.tenant, async (unit) => [await unit.ledger.list({}), await unit.outbox.stateOf(id)]);
    expect(JSON.stringify(kept)).not.toContain('Marguerite');
  });

  test('an outbox row that was changed after the approval is not sent', async () => {
    const { id } = await propose();
    await decided({ proposal: id, verdict: 'approved' }, actor(DANA));
    await at.subject.asOwner(`update outbox set payload = replace(payload::text, 'I50.23', 'I50.33')::json where tenant = $1`, [
      at.now.tenant,
    ]);

    expect(await effects()).toBe(0);
    expect((await entries(id)).at(-1)).toBe('effect.failed countersign');
  });

  test('an outbox row that was written without an approval is not sent', async () => {
    const { id, kind, payload, digest } = await propose();
    await at.subject.store.within(at.now.tenant, (unit) => unit.outbox.owe({ proposal: id, kind, payload, digest }));

    expect(await effects()).toBe(0);
  });

  test('when the ledger cannot be written, nothing is decided and nothing is owed', async () => {
    const { id } = await propose();
    const failing = at.subject.store.within(at.now.tenant, (unit) => {
      const ledger = { ...unit.ledger, append: () => Promise.reject(new Error('the disk is full')) };
      return decide({ ...unit, ledger }, { proposal: id, verdict: 'approved' }, actor(DANA));
    });

    await expect(failing).rejects.toThrow('the disk is full');
    expect(await at.subject.store.within(at.now.tenant, (unit) => unit.proposals.find(id))).toMatchObject({ state: 'pending' });
    expect(await effects()).toBe(0);
  });

  test('someone whose role may not ask cannot even propose', async () => {
    await expect(propose(draft(), actor(VIC))).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(propose(draft(), actor(AGENT, VIC))).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
