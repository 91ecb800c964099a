import { describe, expect, test } from 'vitest';
import type { Channel, Principal } from '#guardrails/actor.ts';
import { decide } from '#guardrails/approvals.ts';
import { breakGlass, lend } from '#guardrails/grant.ts';
import { escalate } from '#guardrails/escalate.ts';
import { setPrincipal } from '#guardrails/set-principal.ts';
import { aWriteOff, PEOPLE, person, policyFrom } from './support/a-case.ts';
import { forgeEntry } from './support/forge-entry.ts';
import { onEachDatabase } from './support/on-each-database.ts';

const { dana, mira, lee, vic, bea, ines } = PEOPLE;

await onEachDatabase('signatures', (at) => {
  const { within } = at;
  const approve = (proposal: string, by: Principal, channel?: Channel) =>
    at.now.decided({ proposal, verdict: 'approved' }, at.now.actor(by, undefined, channel));

  test.each([
    ['$40.00', 4_000, 1],
    ['$500.00, the most of its tier', 50_000, 1],
    ['$500.01', 50_001, 2],
  ])('a write-off of %s takes as many signatures as its tier wants', async (_says, cents, wanted) => {
    const { id } = await at.now.propose(aWriteOff(cents), at.now.actor(vic));
    const first = await approve(id, bea);

    expect(first.status).toBe(wanted === 1 ? 'decided' : 'signed');
  });

  test('two people sign, the last one decides, and nothing is owed before', async () => {
    const { id } = await at.now.propose(aWriteOff(900_000), at.now.actor(vic));

    expect(await approve(id, bea)).toMatchObject({ status: 'signed', wanted: 2, signatures: [{ by: 'bea', role: 'billing-lead' }] });
    expect(await within((unit) => unit.outbox.stateOf(id))).toBeUndefined();
    expect(await approve(id, ines)).toMatchObject({ status: 'decided', proposal: { state: 'approved', decidedBy: 'ines' } });
    expect(await within((unit) => unit.outbox.stateOf(id))).toMatchObject({ state: 'owed' });
    expect(await at.now.entries(id)).toEqual(['proposal.made vic', 'proposal.signed bea', 'proposal.approved ines']);
  });

  test('one person is one signature, through whatever channel and by whatever name that channel has for them', async () => {
    const both = {
      ...person('bea', 'billing-lead'),
      identities: [
        { at: 'slack' as const, id: 'U07BEA' },
        { at: 'teams' as const, id: '9f-bea' },
      ],
    };
    await within((unit) => setPrincipal(unit, both, at.now.tenant));
    const { id } = await at.now.propose(aWriteOff(900_000), at.now.actor(vic));
    const bySlack = await within((unit) => unit.principals.called({ at: 'slack', id: 'U07BEA' }));
    const byTeams = await within((unit) => unit.principals.called({ at: 'teams', id: '9f-bea' }));

    expect(await approve(id, bySlack!, 'slack')).toMatchObject({ status: 'signed' });
    expect(await approve(id, byTeams!, 'teams')).toMatchObject({ status: 'refused', failure: 'already-decided' });
    expect(await approve(id, bea)).toMatchObject({ status: 'refused', failure: 'already-decided' });
    expect(await approve(id, ines, 'console')).toMatchObject({ status: 'decided' });
  });

  test('one identity cannot be two people', async () => {
    const one = (id: string) => ({ ...person(id, 'coder'), identities: [{ at: 'slack' as const, id: 'U1' }] });
    await within((unit) => setPrincipal(unit, one('dana'), at.now.tenant));

    await expect(within((unit) => setPrincipal(unit, one('mira'), at.now.tenant))).rejects.toMatchObject({
      code: 'bad-config',
      says: expect.stringContaining('U1 at slack is dana already') as string,
    });
  });

  test('the role that must be among the signers cannot be left out', async () => {
    await within((unit) => setPrincipal(unit, person('max', 'billing-lead'), at.now.tenant));
    const { id } = await at.now.propose(aWriteOff(900_000), at.now.actor(vic));
    await approve(id, bea);

    expect(await approve(id, person('max', 'billing-lead'))).toMatchObject({
      status: 'refused',
      says: `${id} still needs the signature of compliance.`,
    });
    expect(await approve(id, ines)).toMatchObject({ status: 'decided' });
  });

  test('one person who rejects is enough, also after others have signed', async () => {
    const { id } = await at.now.propose(aWriteOff(900_000), at.now.actor(vic));
    await approve(id, bea);

    expect(await at.now.decided({ proposal: id, verdict: 'rejected', reason: 'wrong-amount: it is 90' }, at.now.actor(ines))).toMatchObject(
      {
        status: 'decided',
        proposal: { state: 'rejected', reason: 'wrong-amount', note: 'it is 90' },
      },
    );
    expect(await approve(id, ines)).toMatchObject({ status: 'refused', failure: 'already-decided' });
    expect(await within((unit) => unit.outbox.stateOf(id))).toBeUndefined();
  });

  test('whoever asked never counts among the signers', async () => {
    const { id } = await at.now.propose(aWriteOff(900_000), at.now.actor(bea));

    expect(await approve(id, bea)).toMatchObject({ status: 'refused', failure: 'not-allowed' });
  });

  test('a rejection without a reason of the menu decides nothing and shows the menu', async () => {
    const { id } = await at.now.propose();

    for (const reason of [undefined, '', '  ', 'other', 'other.']) {
      const refused = await at.now.decided(
        { proposal: id, verdict: 'rejected', ...(reason !== undefined && { reason }) },
        at.now.actor(dana),
      );
      expect(refused).toMatchObject({
        status: 'refused',
        failure: 'bad-input',
        says: expect.stringMatching(/^Nothing was decided/) as string,
      });
    }
    expect(await within((unit) => unit.proposals.find(id))).toMatchObject({ state: 'pending' });
  });

  test('what a person writes beside the reason is not in the ledger, only its digest', async () => {
    const { id } = await at.now.propose();
    await at.now.decided({ proposal: id, verdict: 'rejected', reason: 'not supported, Marguerite Testa said so' }, at.now.actor(dana));

    const entries = await within((unit) => unit.ledger.list({ proposal: id }));
    expect(JSON.stringify(entries)).not.toContain('Marguerite');
    expect(await within((unit) => unit.proposals.find(id))).toMatchObject({ reason: 'not-supported', note: 'Marguerite Testa said so' });
  });

  test('once escalated, only those above decide', async () => {
    const { id } = await at.now.propose();
    expect(await within((unit) => escalate(unit, { proposal: id, reason: 'contested' }, at.now.actor(dana)))).toMatchObject({
      status: 'decided',
    });

    expect(await approve(id, mira)).toMatchObject({ status: 'refused', failure: 'not-allowed' });
    expect(await within((unit) => escalate(unit, { proposal: id }, at.now.actor(mira)))).toMatchObject({ status: 'refused' });
    expect(await approve(id, lee)).toMatchObject({ status: 'decided' });
    expect(await at.now.effects()).toBe(1);
  });

  test('what was lent lets decide in the lender’s stead, and the two are one under a rule of two', async () => {
    const mo = person('mo', 'biller');
    await within((unit) => setPrincipal(unit, mo, at.now.tenant));
    await within((unit) => lend(unit, { to: 'mo', roles: ['billing-lead'], hours: 8 }, at.now.actor(bea)));
    const small = await at.now.propose(aWriteOff(4_000), at.now.actor(vic));
    const large = await at.now.propose(aWriteOff(900_000, 'write-off.post', 'ACC-8'), at.now.actor(vic));
    const own = await at.now.propose(aWriteOff(5_000, 'write-off.post', 'ACC-9'), at.now.actor(bea));

    expect(await approve(small.id, mo)).toMatchObject({ status: 'decided' });
    expect(await approve(large.id, mo)).toMatchObject({ status: 'signed' });
    expect(await approve(large.id, bea)).toMatchObject({ status: 'refused', failure: 'already-decided' });
    expect(await approve(own.id, mo)).toMatchObject({
      status: 'refused',
      says: expect.stringContaining('whoever lent you the authority asked') as string,
    });
    const entry = await within(async (unit) => (await unit.ledger.list({ proposal: small.id })).at(-1));
    expect(entry?.about).toMatchObject({ role: 'billing-lead', for: 'bea' });
  });

  test('what was lent ends with the lender’s own right', async () => {
    await within((unit) => lend(unit, { to: 'vic', roles: ['billing-lead'], hours: 8 }, at.now.actor(bea)));
    await within((unit) => setPrincipal(unit, { ...bea, active: false }, at.now.tenant));
    const { id } = await at.now.propose(aWriteOff(4_000), at.now.actor(person('x', 'biller')));

    expect(await approve(id, vic)).toMatchObject({ status: 'refused', failure: 'not-allowed' });
  });

  test('authority that was taken decides, is marked, and ends by the clock of the database', async () => {
    const { id } = await at.now.propose(aWriteOff(4_000), at.now.actor(person('x', 'biller')));
    const grant = await within((unit) => breakGlass(unit, { roles: ['billing-lead'], reason: 'deadline' }, at.now.actor(vic)));
    expect(await approve(id, vic)).toMatchObject({ status: 'decided' });
    const entry = await within(async (unit) => (await unit.ledger.list({ proposal: id })).at(-1));
    expect(entry?.about).toMatchObject({ role: 'billing-lead', grant: grant.id, glass: true });

    const later = await at.now.propose(aWriteOff(4_000, 'write-off.post', 'ACC-8'), at.now.actor(person('x', 'biller')));
    const past = within((unit) => {
      const inTwoHours = async () => new Date(Date.parse(await unit.now()) + 7_200_000).toISOString();
      return decide({ ...unit, now: inTwoHours }, { proposal: later.id, verdict: 'approved' }, at.now.actor(vic));
    });
    expect(await past).toMatchObject({ status: 'refused', failure: 'not-allowed' });
  });

  describe('an entry that this installation did not seal', () => {
    test('approves nothing', async () => {
      const { id, digest, kind, payload } = await at.now.propose();
      await at.subject.asOwner(
        `update proposal set state = 'approved', decided_by = 'dana', decided_at = now() where tenant = $1 and id = $2`,
        [at.now.tenant, id],
      );
      await forgeEntry(at.subject, at.now, { act: 'proposal.approved', actor: 'dana', proposal: id, digest });
      await within((unit) => unit.outbox.owe({ proposal: id, kind, payload, digest }));

      expect(await at.now.effects()).toBe(0);
      expect(await within((unit) => unit.outbox.stateOf(id))).toMatchObject({ state: 'failed' });
    });

    test('makes nobody a lead', async () => {
      await at.subject.asOwner(`update principal set roles = '{coding-lead}' where tenant = $1 and id = 'dana'`, [at.now.tenant]);
      await forgeEntry(at.subject, at.now, {
        act: 'principal.set',
        actor: 'countersign',
        about: { principal: 'dana', kind: 'person', roles: ['coding-lead'], active: true },
      });

      await expect(within((unit) => unit.principals.find('dana'))).rejects.toMatchObject({ code: 'altered' });
    });

    test('brings no policy into force', async () => {
      await forgeEntry(at.subject, at.now, {
        act: 'policy.activated',
        actor: 'countersign',
        about: { adopts: 'ours@000000000000', text: 'f'.repeat(64) },
      });

      expect((await within((unit) => unit.policies.inForce())).version).toBe(policyFrom().policy.version);
    });

    test('lends nothing', async () => {
      const { id } = await at.now.propose(aWriteOff(4_000), at.now.actor(person('x', 'biller')));
      const about = { authority: 'vic', grant: 'A-1', roles: ['billing-lead'], until: '2999-01-01T00:00:00.000Z' };
      await forgeEntry(at.subject, at.now, { act: 'authority.taken', actor: 'vic', about });

      expect(await approve(id, vic)).toMatchObject({ status: 'refused', failure: 'not-allowed' });
    });
  });
});
