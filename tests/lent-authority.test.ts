import { expect, test } from 'vitest';
import { emergenciesFor } from '#app/people/emergencies.ts';
import { plainText } from '#core/answer/plain-text.ts';
import type { Actor, Principal } from '#guardrails/actor.ts';
import { acknowledge, breakGlass, endGrant, lend } from '#guardrails/grant.ts';
import { adoptPolicy } from '#guardrails/policy/adopt-policy.ts';
import { setPrincipal } from '#guardrails/set-principal.ts';
import { aCode, aWriteOff, PEOPLE, person, policyFrom, POLICY_TEXT } from './support/a-case.ts';
import { forgeEntry } from './support/forge-entry.ts';
import { onEachDatabase } from './support/on-each-database.ts';

const { dana, lee, vic, bea, ines, gone, agent, client } = PEOPLE;

await onEachDatabase('authority for a time', (at) => {
  const { within } = at;
  const lent = (by: Principal, to: Principal, role: string, hours = 8) =>
    within((unit) => lend(unit, { to: to.id, roles: [role], hours }, at.now.actor(by)));
  const taken = (by: Principal | Actor, role = 'billing-lead', reason = 'deadline', minutes?: number) =>
    within((unit) =>
      breakGlass(unit, { roles: [role], reason, ...(minutes !== undefined && { minutes }) }, 'tenant' in by ? by : at.now.actor(by)),
    );
  const approve = (proposal: string, by: Principal) => at.now.decided({ proposal, verdict: 'approved' }, at.now.actor(by));
  const aSmallWriteOff = () => at.now.propose(aWriteOff(4_000), at.now.actor(person('x', 'biller')));

  test.each<readonly [string, () => Promise<unknown>, string, RegExp]>([
    [
      'a role that the lender has not',
      () => lent(vic, dana, 'billing-lead'),
      'not-allowed',
      /You are no billing-lead, so you cannot lend it/,
    ],
    ['a role that the policy does not let be lent', () => lent(ines, lee, 'compliance'), 'not-allowed', /compliance cannot be lent/],
    ['for longer than the policy allows', () => lent(bea, vic, 'billing-lead', 337), 'bad-input', /up to 336 hours, and not for 337/],
    ['for no time', () => lent(bea, vic, 'billing-lead', 0), 'bad-input', /up to 336 hours/],
    ['to oneself', () => lent(bea, bea, 'billing-lead'), 'not-found', /bea is no other active person/],
    ['to somebody who has left', () => lent(bea, gone, 'billing-lead'), 'not-found', /gone is no other active person/],
    ['to a program', () => lent(bea, agent, 'billing-lead'), 'not-found', /is no other active person/],
    ['by somebody who has left', () => lent(gone, dana, 'coder'), 'not-allowed', /Only a person/],
    ['by an agent', () => lent(agent, dana, 'coder'), 'not-allowed', /Only a person/],
    ['by a client', () => lent(client, dana, 'coder'), 'not-allowed', /Only a person/],
  ])('authority cannot be lent: %s', async (_name, work, code, says) => {
    await expect(work()).rejects.toMatchObject({ code, says: expect.stringMatching(says) as string });
  });

  test('an agent that speaks for a person lends nothing and takes nothing in that name', async () => {
    const forBea = at.now.actor(agent, bea);

    await expect(within((unit) => lend(unit, { to: 'vic', roles: ['billing-lead'], hours: 1 }, forBea))).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await expect(taken(at.now.actor(client, vic))).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test('what was lent cannot be lent on', async () => {
    await lent(bea, vic, 'billing-lead');

    await expect(lent(vic, dana, 'billing-lead')).rejects.toMatchObject({
      code: 'not-allowed',
      says: 'You are no billing-lead, so you cannot lend it.',
    });
  });

  test('what was lent runs out by the clock of the database', async () => {
    const { until } = await lent(bea, vic, 'billing-lead', 0.000_01);
    const { id } = await aSmallWriteOff();
    await expect.poll(() => within((unit) => unit.now()).then((at) => at > until)).toBe(true);

    expect(await approve(id, vic)).toMatchObject({ status: 'refused', failure: 'not-allowed' });
  });

  test.each([
    ['whoever lent it', bea],
    ['whoever has it', vic],
  ])('%s ends it, and then it decides nothing and cannot be ended again', async (_name, by) => {
    const { id: grant } = await lent(bea, vic, 'billing-lead');
    const { id } = await aSmallWriteOff();
    await within((unit) => endGrant(unit, grant, at.now.actor(by)));

    expect(await approve(id, vic)).toMatchObject({ status: 'refused', failure: 'not-allowed' });
    await expect(within((unit) => endGrant(unit, grant, at.now.actor(by)))).rejects.toMatchObject({ code: 'not-found' });
  });

  test('somebody whom it does not concern cannot end it', async () => {
    const { id } = await lent(bea, vic, 'billing-lead');

    await expect(within((unit) => endGrant(unit, id, at.now.actor(lee)))).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test.each([
    ['is no longer active', { ...bea, active: false }],
    ['has the role no more', { ...bea, roles: ['biller'] }],
  ])('it decides nothing while whoever lent it %s', async (_name, after) => {
    await lent(bea, vic, 'billing-lead');
    const { id } = await aSmallWriteOff();
    await within((unit) => setPrincipal(unit, after, at.now.tenant));

    expect(await approve(id, vic)).toMatchObject({ status: 'refused', failure: 'not-allowed' });
  });

  test('under a rule of two the borrower does not complete what the lender signed, nor the other way round', async () => {
    await lent(bea, vic, 'billing-lead');
    const { id } = await at.now.propose(aWriteOff(900_000), at.now.actor(person('x', 'biller')));
    await approve(id, bea);

    expect(await approve(id, vic)).toMatchObject({ status: 'refused', failure: 'already-decided' });
    expect(await approve(id, ines)).toMatchObject({ status: 'decided' });
  });

  test.each<readonly [string, () => Promise<unknown>, string]>([
    ['by somebody whom the policy does not name', () => taken(ines), 'not-allowed'],
    ['of a role that it does not name', () => taken(vic, 'compliance'), 'not-allowed'],
    ['for longer than it allows', () => taken(vic, 'billing-lead', 'deadline', 61), 'bad-input'],
    ['for no time', () => taken(vic, 'billing-lead', 'deadline', 0), 'bad-input'],
    ['without a reason', () => taken(vic, 'billing-lead', ''), 'bad-input'],
    ['for a reason that is not on the menu', () => taken(vic, 'billing-lead', 'because I can'), 'bad-input'],
    ['by an agent', () => taken(agent), 'not-allowed'],
    ['by somebody who has left', () => taken(gone), 'not-allowed'],
  ])('authority cannot be taken %s', async (_name, work, code) => {
    await expect(work()).rejects.toMatchObject({ code });
    expect(await within((unit) => unit.ledger.list({ matter: 'authority' }))).toEqual([]);
  });

  test('where the policy lets nobody, nobody takes or lends any', async () => {
    const without = policyFrom(POLICY_TEXT.slice(0, POLICY_TEXT.indexOf('# Lending one')));
    await within((unit) => adoptPolicy(unit, without, { tenant: at.now.tenant, actor: 'countersign' }));

    await expect(taken(vic)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(lent(bea, vic, 'billing-lead')).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test('what a person wrote beside the reason is not in the ledger', async () => {
    await taken(vic, 'billing-lead', 'deadline, Marguerite Testa waits');
    const entries = await within((unit) => unit.ledger.list({ matter: 'authority' }));

    expect(entries).toMatchObject([{ about: { reason: 'deadline', authority: 'vic' } }]);
    expect(JSON.stringify(entries)).not.toContain('Marguerite');
  });

  test('whoever is to be told sees it above whatever they ask until one of them has acknowledged it, and nobody else does', async () => {
    const { id } = await taken(vic);
    const told = (who: Principal) =>
      emergenciesFor(at.subject.store, at.now.actor(who)).then((blocks) => plainText(blocks).replaceAll(/\s+/g, ' '));
    const before = await told(ines);

    expect(before).toMatch(
      new RegExp(`^! EMERGENCY ${id}: vic took the authority of billing-lead at .*, reason deadline\\. .*authority seen ${id} $`),
    );
    expect(await told(vic)).toBe(' ');
    expect(await told(lee)).toBe(' ');
    await within((unit) => acknowledge(unit, id, at.now.actor(ines)));
    expect(await told(ines)).toBe(' ');
  });

  test('it is seen also once it has ended', async () => {
    const { id } = await taken(vic);
    await within((unit) => endGrant(unit, id, at.now.actor(vic)));

    expect(await emergenciesFor(at.subject.store, at.now.actor(ines))).toHaveLength(1);
    expect(await within((unit) => acknowledge(unit, id, at.now.actor(ines)))).toMatchObject({ id, seenBy: 'ines' });
  });

  test('it is acknowledged once, by whoever is to be told, and not by whoever took it', async () => {
    const both = person('vic', 'biller', 'compliance');
    await within((unit) => setPrincipal(unit, both, at.now.tenant));
    const { id } = await taken(both);
    const seen = (who: Principal) => within((unit) => acknowledge(unit, id, at.now.actor(who)));

    expect(await emergenciesFor(at.subject.store, at.now.actor(both))).toEqual([]);
    await expect(seen(both)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(seen(lee)).rejects.toMatchObject({ code: 'not-allowed' });
    await seen(ines);
    await expect(seen(ines)).rejects.toMatchObject({ code: 'already-decided' });
    await expect(within((unit) => acknowledge(unit, 'A-999', at.now.actor(ines)))).rejects.toMatchObject({ code: 'not-found' });
  });

  test('what was lent is nothing to acknowledge, and whoever is told of emergencies may end one', async () => {
    const loan = await lent(bea, vic, 'billing-lead');
    const emergency = await taken(vic);

    await expect(within((unit) => acknowledge(unit, loan.id, at.now.actor(ines)))).rejects.toMatchObject({ code: 'not-found' });
    await within((unit) => endGrant(unit, emergency.id, at.now.actor(ines)));
    await within((unit) => endGrant(unit, loan.id, at.now.actor(ines)));
    const { id } = await aSmallWriteOff();
    expect(await approve(id, vic)).toMatchObject({ status: 'refused' });
  });

  test('a decision by one’s own right is not marked, although one has taken authority besides', async () => {
    await taken(vic);
    const { id } = await at.now.propose(aCode());
    await approve(id, dana);
    const entry = await within(async (unit) => (await unit.ledger.list({ proposal: id })).at(-1));

    expect(entry?.leaf.act).toBe('proposal.approved');
    expect(entry?.about).not.toHaveProperty('glass');
  });

  test('a grant that was forged into the ledger is in no list and decides nothing', async () => {
    const about = { authority: 'vic', grant: 'A-1', roles: ['billing-lead'], from: 'bea', until: '2999-01-01T00:00:00.000Z' };
    await forgeEntry(at.subject, at.now, { act: 'authority.lent', actor: 'bea', about });
    const { id } = await aSmallWriteOff();

    expect(await approve(id, vic)).toMatchObject({ status: 'refused', failure: 'not-allowed' });
    await expect(within((unit) => endGrant(unit, 'A-1', at.now.actor(bea)))).rejects.toMatchObject({ code: 'not-found' });
  });
});
