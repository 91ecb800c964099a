import { expect, test } from 'vitest';
import { policyReceiver } from '#app/effects/policy-receiver.ts';
import type { Principal } from '#guardrails/actor.ts';
import { isAltered } from '#guardrails/altered.ts';
import { change } from '#guardrails/change.ts';
import { deliverOwed } from '#guardrails/effects/deliver.ts';
import { manageEffect } from '#guardrails/effects/manage.ts';
import { escalate } from '#guardrails/escalate.ts';
import { breakGlass } from '#guardrails/grant.ts';
import { adoptPolicy } from '#guardrails/policy/adopt-policy.ts';
import { proposePolicy } from '#guardrails/policy/propose-policy.ts';
import { proposalDigest, ProposalDraft } from '#guardrails/proposal.ts';
import { setPrincipal } from '#guardrails/set-principal.ts';
import { withdraw } from '#guardrails/withdraw.ts';
import { aCode, aWriteOff, PEOPLE, person, policyFrom, POLICY_TEXT } from './support/a-case.ts';
import { forgeEntry } from './support/forge-entry.ts';
import { onEachDatabase } from './support/on-each-database.ts';

const { dana, mira, lee, vic, bea, ines, agent } = PEOPLE;
const LOOSE = POLICY_TEXT.replaceAll('makerMayDecide: false }', 'makerMayDecide: true }').replace(
  '{ roles: [coding-lead, billing-lead, compliance], signatures: 2, including: compliance, makerMayDecide: true }',
  '{ roles: [coding-lead, billing-lead, compliance], signatures: 2, including: compliance, makerMayDecide: false }',
);

// What a second pair of eyes got through, each with the database's password or none.
await onEachDatabase('an attack', (at) => {
  const { within } = at;
  const approve = (proposal: string, by: Principal) => at.now.decided({ proposal, verdict: 'approved' }, at.now.actor(by));
  const inForce = () => within(async (unit) => (await unit.policies.inForce()).version);
  const deliverPolicies = () => deliverOwed(at.subject.store, at.now.tenant, [policyReceiver(at.subject.store, at.now.tenant)]);
  const signedPolicy = async (text: string): Promise<string> => {
    const { id } = await within((unit) => proposePolicy(unit, { file: 'a.yaml', text }, at.now.actor(lee)));
    await approve(id, bea);
    await approve(id, ines);
    return id;
  };
  const otherCode = (replaces: string, code: string) => {
    const draft = aCode('code.accept', code);
    return ProposalDraft.parse({ ...draft, kind: 'code.change', payload: { ...(draft.payload as object), replaces } });
  };

  test('that owes a policy again which was in force once puts nothing in force', async () => {
    const id = await signedPolicy(LOOSE);
    await deliverPolicies();
    await signedPolicy(POLICY_TEXT);
    await deliverPolicies();
    const now = await inForce();
    await at.subject.asOwner(`update outbox set state = 'owed', next_attempt_at = now() where tenant = $1 and proposal = $2`, [
      at.now.tenant,
      id,
    ]);
    await deliverPolicies();

    expect(await inForce()).toBe(now);
    expect(now).toBe(policyFrom().policy.version);
  });

  test('that sends an approved policy late, after a newer one, puts nothing in force', async () => {
    const id = await signedPolicy(LOOSE);
    await deliverOwed(at.subject.store, at.now.tenant, []);
    const newer = policyFrom(POLICY_TEXT.replace('expiresInHours: 168', 'expiresInHours: 167'));
    await within((unit) => adoptPolicy(unit, newer, { tenant: at.now.tenant, actor: 'countersign' }));
    await within((unit) => manageEffect(unit, { act: 'resend', proposal: id }, at.now.actor(ines)));
    await deliverPolicies();

    expect(await inForce()).toBe(newer.policy.version);
    expect(await within((unit) => unit.outbox.stateOf(id))).toMatchObject({ state: 'failed' });
  });

  test('that keeps another text under the version of the one that is signed brings neither into force', async () => {
    const signed = policyFrom(POLICY_TEXT.replace('expiresInHours: 72', 'expiresInHours: 71'));
    await at.subject.asOwner('insert into policy (tenant, version, text) values ($1, $2, $3)', [
      at.now.tenant,
      signed.policy.version,
      LOOSE,
    ]);

    await expect(within((unit) => adoptPolicy(unit, signed, { tenant: at.now.tenant, actor: 'countersign' }))).rejects.toMatchObject({
      code: 'altered',
    });
    expect(await inForce()).toBe(policyFrom().policy.version);
  });

  test.each([
    ['without an entry', false],
    ['with an unsealed entry', true],
  ])('that writes a proposal into the table, %s, has it decided by nobody', async (_says, entered) => {
    const { id, expiresAt } = await at.now.propose();
    const draft = aCode('code.add', 'Z79.4');
    const { policy } = policyFrom();
    const digest = proposalDigest(draft, policy.version);
    await at.subject.asOwner(
      `insert into proposal (tenant, number, kind, encounter, subject, payload, preview, editions, sources, digest, policy, maker, expires_at)
       values ($1, 77, 'code.add', 'E-1', 'Z79.4', $2, $3, $4, $5, $6, $7, 'mira', $8)`,
      [
        at.now.tenant,
        JSON.stringify(draft.payload),
        JSON.stringify(draft.preview),
        draft.editions,
        JSON.stringify(draft.sources),
        digest,
        policy.version,
        expiresAt,
      ],
    );
    if (entered) await forgeEntry(at.subject, at.now, { act: 'proposal.made', actor: 'mira', proposal: 'P-77', digest });

    expect(await approve('P-77', dana)).toMatchObject({ status: 'refused', failure: 'altered' });
    expect(await approve(id, dana)).toMatchObject({ status: 'decided' });
    expect(await at.now.effects()).toBe(1);
  });

  test.each([
    ['another code', { code: 'I21.4' }],
    ['another encounter', { encounter: 'E-999' }],
  ])('that proposes a card over the payload of %s is refused at the gate', async (_says, changed) => {
    const draft = aCode('code.add', 'I50.23');
    const forged = { ...draft, payload: { ...(draft.payload as object), ...changed } } as ProposalDraft;

    await expect(at.now.propose(forged, at.now.actor(dana))).rejects.toMatchObject({ code: 'bad-input' });
  });

  test('by whoever asked, with authority taken in an emergency, signs nothing', async () => {
    const { id } = await at.now.propose();
    await within((unit) => escalate(unit, { proposal: id }, at.now.actor(mira)));
    await within((unit) => breakGlass(unit, { roles: ['coding-lead'], reason: 'deadline' }, at.now.actor(dana)));

    expect(await approve(id, dana)).toMatchObject({ status: 'refused', failure: 'not-allowed' });
    expect(await at.now.effects()).toBe(0);
  });

  test('that withdraws what another escalated, to ask for it again, is refused', async () => {
    const { id } = await at.now.propose();
    await within((unit) => escalate(unit, { proposal: id }, at.now.actor(mira)));

    expect(await within((unit) => withdraw(unit, { proposal: id }, at.now.actor(dana)))).toMatchObject({
      status: 'refused',
      failure: 'not-allowed',
    });
  });

  test.each([
    ['proposes the same anew under another trace', (): ProposalDraft => aCode('code.accept', 'I50.23', { trace: 'T-1' })],
    ['adds the same code', (): ProposalDraft => aCode('code.add', 'I50.23')],
  ])('that %s does not shed an escalation', async (_says, draft) => {
    const first = await at.now.propose();
    await within((unit) => escalate(unit, { proposal: first.id }, at.now.actor(mira)));
    const second = await at.now.propose(draft(), at.now.actor(agent, lee));

    expect(second.escalatedBy).toBe('mira');
    expect(await approve(second.id, mira)).toMatchObject({ status: 'refused', failure: 'not-allowed' });
    expect(await at.now.effects()).toBe(0);
  });

  test('that changes another code into an escalated one does not shed it either', async () => {
    const first = await at.now.propose();
    await within((unit) => escalate(unit, { proposal: first.id }, at.now.actor(mira)));
    const other = await at.now.propose(aCode('code.accept', 'I50.33'));
    const { after } = await within((unit) =>
      change(unit, { proposal: other.id, draft: otherCode('I50.33', 'I50.23'), reason: 'wrong-type' }, at.now.actor(dana), 'propose_codes'),
    );

    expect(await approve(after.id, mira)).toMatchObject({ status: 'refused', failure: 'not-allowed' });
  });

  test('a signature of before the escalation does not count among those above unless they are of those above', async () => {
    const { id } = await at.now.propose(aWriteOff(900_000), at.now.actor(vic));
    await approve(id, bea);
    await within((unit) => escalate(unit, { proposal: id }, at.now.actor(ines)));

    expect(await approve(id, ines)).toMatchObject({ status: 'signed' });
    expect(await at.now.entries(id)).not.toContain('proposal.approved ines');
  });

  test('the signature of somebody who has left since does not count', async () => {
    const { id } = await at.now.propose(aWriteOff(900_000), at.now.actor(vic));
    await approve(id, bea);
    await within((unit) => setPrincipal(unit, { ...bea, active: false }, at.now.tenant));

    expect(await approve(id, ines)).toMatchObject({ status: 'signed' });
    expect(await within((unit) => unit.outbox.stateOf(id))).toBeUndefined();
  });

  test('authority that was taken ends when the policy no longer lets it be taken', async () => {
    const { id } = await at.now.propose(aWriteOff(4_000), at.now.actor(person('x', 'biller')));
    await within((unit) => breakGlass(unit, { roles: ['billing-lead'], reason: 'deadline' }, at.now.actor(vic)));
    const strict = policyFrom(POLICY_TEXT.slice(0, POLICY_TEXT.indexOf('# Taking authority')));
    await within((unit) => adoptPolicy(unit, strict, { tenant: at.now.tenant, actor: 'countersign' }));

    expect(await approve(id, vic)).toMatchObject({ status: 'refused', failure: 'not-allowed' });
  });

  test('that moves the hour of a decision in the table moves it in no effect', async () => {
    const { id } = await at.now.propose();
    await approve(id, dana);
    await at.subject.asOwner(`update proposal set decided_at = '1999-01-01' where tenant = $1`, [at.now.tenant]);
    const received: string[] = [];
    await deliverOwed(at.subject.store, at.now.tenant, [
      {
        name: 'a stub',
        kinds: ['code.accept'],
        find: () => Promise.resolve('absent'),
        receive: async (_effect, { at: when }) => {
          received.push(when);
          return { state: 'done', says: 'Done.' };
        },
      },
    ]);

    expect(received).toHaveLength(1);
    expect(received[0]).not.toContain('1999');
  });

  test('that says an effect failed which was carried out has it neither sent nor proposed again', async () => {
    const { id } = await at.now.propose();
    await approve(id, dana);
    expect(await at.now.effects()).toBe(1);
    await at.subject.asOwner(`update outbox set state = 'failed' where tenant = $1`, [at.now.tenant]);

    for (const act of ['resend', 'repropose'] as const)
      expect(await within((unit) => manageEffect(unit, { act, proposal: id }, at.now.actor(lee)))).toMatchObject({
        status: 'refused',
        failure: 'already-decided',
      });
    expect(await at.now.effects()).toBe(1);
  });

  test('that leases an effect to nobody for ninety years has it sent all the same', async () => {
    const { id } = await at.now.propose();
    await approve(id, dana);
    await at.subject.asOwner(`update outbox set state = 'sending', claimed_at = now() + interval '90 years' where tenant = $1`, [
      at.now.tenant,
    ]);

    expect(await at.now.effects()).toBe(1);
  });

  test('that takes a pending proposal out of sight in the table is shown as altered', async () => {
    const { id } = await at.now.propose();
    await at.subject.asOwner(`update proposal set state = 'withdrawn' where tenant = $1`, [at.now.tenant]);
    const altered = within(async (unit) => {
      const proposal = await unit.proposals.find(id);
      return proposal && isAltered(unit, proposal);
    });

    expect(await altered).toBe(true);
  });

  test('that writes a state into the tables is told by the records that no entry explains', async () => {
    const ids: string[] = [];
    for (const code of ['I50.21', 'I50.22', 'I50.23', 'I50.31']) ids.push((await at.now.propose(aCode('code.accept', code))).id);
    const [done = '', hidden = '', honest = '', waits = ''] = ids;
    for (const id of [done, honest]) await approve(id, dana);
    await at.subject.asOwner(`update outbox set state = 'done' where tenant = $1 and proposal = $2`, [at.now.tenant, done]);
    await at.subject.asOwner(`update proposal set state = 'withdrawn' where tenant = $1 and id = $2`, [at.now.tenant, hidden]);
    await at.now.effects();

    expect(await within(({ outbox }) => outbox.unexplained(10))).toEqual([done, hidden]);
    expect(await within((unit) => unit.proposals.find(waits))).toMatchObject({ state: 'pending' });
  });
});
