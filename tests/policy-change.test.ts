import { expect, test } from 'vitest';
import { policyDesk } from '#app/desks/policy-desk.ts';
import { policyReceiver } from '#app/effects/policy-receiver.ts';
import type { Actor, Principal } from '#guardrails/actor.ts';
import { deliverOwed } from '#guardrails/effects/deliver.ts';
import { adoptPolicy } from '#guardrails/policy/adopt-policy.ts';
import { proposePolicy } from '#guardrails/policy/propose-policy.ts';
import { PEOPLE, policyFrom, POLICY_TEXT } from './support/a-case.ts';
import { forgeEntry } from './support/forge-entry.ts';
import { onEachDatabase } from './support/on-each-database.ts';

const { dana, lee, bea, ines, agent } = PEOPLE;
const OTHER = POLICY_TEXT.replace('expiresInHours: 72', 'expiresInHours: 24');
const THIRD = POLICY_TEXT.replace('expiresInHours: 72', 'expiresInHours: 48');
const versionOf = (text: string) => policyFrom(text).policy.version;

await onEachDatabase('a change of the policy', (at) => {
  const { within } = at;
  const propose = (text = OTHER, by: Actor = at.now.actor(lee)) => within((unit) => proposePolicy(unit, { file: 'ours.yaml', text }, by));
  const sign = (proposal: string, by: Principal) => at.now.decided({ proposal, verdict: 'approved' }, at.now.actor(by));
  const inForce = () => within(async (unit) => (await unit.policies.inForce()).version);
  const deliver = () => deliverOwed(at.subject.store, at.now.tenant, [policyReceiver(at.subject.store, at.now.tenant)]);
  const adopted = async (text: string) => {
    const { id } = await propose(text);
    await sign(id, bea);
    await sign(id, ines);
    await deliver();
    return id;
  };

  test('two people sign, one of them compliance, and then it counts at once, also in another process', async () => {
    const { id, preview } = await propose();
    expect(preview).toContainEqual({
      kind: 'table',
      columns: ['Rule', 'Before', 'After'],
      rows: [['code.accept: waits for', '72 hours', '24 hours']],
    });

    expect(await sign(id, bea)).toMatchObject({ status: 'signed', wanted: 2 });
    await deliver();
    expect(await inForce()).toBe(versionOf(POLICY_TEXT));

    expect(await sign(id, ines)).toMatchObject({ status: 'decided' });
    await deliver();
    expect(await inForce()).toBe(versionOf(OTHER));
    expect(await at.again().store.within(at.now.tenant, (unit) => unit.policies.inForce())).toMatchObject({
      version: versionOf(OTHER),
    });
    expect(await within((unit) => unit.proposals.find(id))).toMatchObject({ state: 'approved', effect: 'done' });
    expect(await at.now.entries(id)).toEqual([
      'proposal.made lee',
      'proposal.signed bea',
      'proposal.approved ines',
      'policy.activated ines',
      'effect.done countersign',
    ]);
    const made = await at.now.propose();
    expect(Date.parse(made.expiresAt) - Date.parse(made.createdAt)).toBeCloseTo(24 * 3_600_000, -4);
  });

  test('whoever proposes it does not sign it, and an agent neither', async () => {
    const { id } = await propose();

    expect(await sign(id, lee)).toMatchObject({ status: 'refused', failure: 'not-allowed' });
    expect(await sign(id, agent)).toMatchObject({ status: 'refused', failure: 'not-allowed' });
    expect(await inForce()).toBe(versionOf(POLICY_TEXT));
  });

  test('one who rejects ends it', async () => {
    const { id } = await propose();
    await sign(id, bea);
    await at.now.decided({ proposal: id, verdict: 'rejected', reason: 'wrong-dates' }, at.now.actor(ines));
    await deliver();

    expect(await sign(id, ines)).toMatchObject({ status: 'refused', failure: 'already-decided' });
    expect(await inForce()).toBe(versionOf(POLICY_TEXT));
  });

  test('what waited under the policy before is stale, other changes of the policy among it', async () => {
    const code = await at.now.propose();
    const other = await propose(THIRD);
    await adopted(OTHER);

    expect(await sign(code.id, dana)).toMatchObject({ status: 'refused', failure: 'stale' });
    expect(await sign(other.id, ines)).toMatchObject({ status: 'refused', failure: 'stale' });
    expect(await inForce()).toBe(versionOf(OTHER));
  });

  test.each([
    [
      'by somebody whose role may not',
      () => propose(OTHER, at.now.actor(dana)),
      'not-allowed',
      /may not propose a policy: it is for coding-lead, compliance/,
    ],
    [
      'that says what is in force',
      () => propose(`# Another comment\n${POLICY_TEXT}`),
      'bad-input',
      /says what baseline@.* says, which is in force/,
    ],
    [
      'that is wrong, with its line',
      () => propose(POLICY_TEXT.replace('expiresInHours: 72', 'expiresInHours: never')),
      'bad-config',
      /Policy ours\.yaml, line \d+: effects\.code\.accept\.expiresInHours/,
    ],
    [
      'under which a maker decides on it',
      () =>
        propose(
          POLICY_TEXT.replace(
            'signatures: 2, including: compliance, makerMayDecide: false }\n    escalateTo: [compliance]\n    expiresInHours: 168',
            'signatures: 2, including: compliance, makerMayDecide: true }\n    escalateTo: [compliance]\n    expiresInHours: 168',
          ),
        ),
      'bad-config',
      /nobody may decide on a policy of their own/,
    ],
  ] as const)('no policy is proposed %s', async (_name, work, code, says) => {
    await expect(work()).rejects.toMatchObject({ code, says: expect.stringMatching(says) as string });
    expect(await within((unit) => unit.proposals.list({ limit: 1 }))).toEqual([]);
  });

  test('a file from another machine, with its line ends and its mark, is the same policy', async () => {
    const { payload } = await propose(`\uFEFF${OTHER.replaceAll('\n', '\r\n')}`);

    expect(payload).toMatchObject({ version: versionOf(OTHER), text: OTHER });
  });

  test('a policy comes back into force under its own name, with other comments', async () => {
    await adopted(OTHER);
    await adopted(`# As it was in spring.\n${POLICY_TEXT}`);

    expect(await inForce()).toBe(versionOf(POLICY_TEXT));
    expect(await within((unit) => unit.policies.find(versionOf(POLICY_TEXT)))).toMatchObject({ text: POLICY_TEXT });
  });

  test('a text that was changed in the database is in force no more, and nothing is decided under it', async () => {
    const { id } = await at.now.propose();
    await at.subject.asOwner(`update policy set text = replace(text, 'signatures: 2', 'signatures: 1') where tenant = $1`, [at.now.tenant]);

    await expect(inForce()).rejects.toMatchObject({ code: 'altered' });
    expect(await sign(id, dana)).toMatchObject({ status: 'refused', failure: 'altered' });
  });

  test('a row without an entry of the ledger is in force for nobody', async () => {
    const { policy, text } = policyFrom(OTHER);
    await within((unit) => unit.policies.keep(policy, text));

    expect(await inForce()).toBe(versionOf(POLICY_TEXT));
    const reading = policyDesk(() => Promise.reject(new Error('nobody asks')), within);
    await expect(reading.showPolicy({ version: policy.version })).rejects.toMatchObject({ code: 'not-found' });
  });

  test('an entry that the program’s own role wrote without the seal brings nothing into force, and takes nothing out of it', async () => {
    const { policy, text } = policyFrom(OTHER);
    await within((unit) => unit.policies.keep(policy, text));
    await forgeEntry(at.subject, at.now, {
      act: 'policy.activated',
      actor: 'ines',
      about: { adopts: policy.version, text: 'f'.repeat(64) },
    });

    expect(await inForce()).toBe(versionOf(POLICY_TEXT));
  });

  test('an outbox row that nobody signed for brings nothing into force', async () => {
    const { id, kind, payload, digest } = await propose();
    await within((unit) => unit.outbox.owe({ proposal: id, kind, payload, digest }));
    await deliver();

    expect(await inForce()).toBe(versionOf(POLICY_TEXT));
    expect(await within((unit) => unit.outbox.stateOf(id))).toMatchObject({ state: 'failed' });
  });

  test('what is shown is the text as it was adopted, and under what each came into force', async () => {
    const id = await adopted(OTHER);
    const { showPolicy } = policyDesk(() => Promise.reject(new Error('nobody asks')), within);

    expect(await showPolicy({})).toMatchObject({
      version: versionOf(OTHER),
      inForce: true,
      text: OTHER,
      adoptions: [
        { version: versionOf(POLICY_TEXT), by: 'countersign' },
        { version: versionOf(OTHER), by: 'ines', proposal: id },
      ],
    });
    expect(await showPolicy({ version: versionOf(POLICY_TEXT) })).toMatchObject({ inForce: false, text: POLICY_TEXT });
    await expect(showPolicy({ version: 'nobody@000000000000' })).rejects.toMatchObject({ code: 'not-found' });
  });

  test('the first policy of an installation needs no signature, and is entered as the program’s own', async () => {
    const elsewhere = at.subject.tenant();
    await at.subject.store.within(elsewhere, (unit) => adoptPolicy(unit, policyFrom(), { tenant: elsewhere, actor: 'countersign' }));

    expect(await at.subject.store.within(elsewhere, (unit) => unit.policies.inForce())).toMatchObject({ version: versionOf(POLICY_TEXT) });
  });
});
