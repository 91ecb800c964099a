import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Icd10Cm } from '#core/codes.ts';
import { change } from '#guardrails/change.ts';
import { hold } from '#guardrails/gate.ts';
import { breakGlass } from '#guardrails/grant.ts';
import { ProposalDraft } from '#guardrails/proposal.ts';
import { keepingTraces, traceId } from '#tools/keeping-traces.ts';
import { draftCodeChange } from '#tools/propose-codes/change-code.ts';
import { versioned } from './contracts/builders.ts';
import { databases } from './support/databases.ts';
import { openReplaying, type Replaying } from './support/replaying.ts';

const kinds = await databases();

describe.each(kinds.filter(({ skip }) => skip === undefined))('a replay on $name', ({ open }) => {
  let on: Replaying;
  beforeAll(async () => {
    on = await openReplaying(await open(), ['E-1042', 'E-2001', 'E-2002', 'E-2007']);
  });
  afterAll(() => on.hospital.close());
  const within: Replaying['hospital']['store']['within'] = (tenant, work) => on.hospital.store.within(tenant, work);

  test('an approval is the same: ledger, policy, signature, chart, edition, trace, draft and effect', async () => {
    const id = await on.approved('E-1042', 'I50.23');
    const { verdict, text } = await on.replay(id);

    expect(verdict).toBe('same');
    expect(text).toMatch(new RegExp(`^${id}: same\n`));
    expect([...text.matchAll(/^([A-Z][a-z ]{0,20}) same /gm)].map(([, what]) => what)).toEqual([
      'Ledger',
      'What was proposed',
      'Policy',
      'Signatures',
      'Chart',
      'Edition',
      'Trace',
      'Drafted again',
      'Effect',
    ]);
  });

  test('it is found by the number of its entry too, and the reading is an entry', async () => {
    const id = await on.approved('E-1042', 'E78.5');
    const [entry] = await within(on.hospital.tenant, ({ ledger }) => ledger.list({ proposal: id, acts: ['proposal.approved'] }));

    expect(await on.replay(String(entry?.leaf.index))).toMatchObject({
      verdict: 'same',
      text: expect.stringContaining(`${id}: same`) as string,
    });
    const last = await within(on.hospital.tenant, async ({ ledger }) => (await ledger.list({})).at(-1));
    expect(last).toMatchObject({
      leaf: { act: 'tool.read', tool: 'replay_decision', actor: 'ines.halloran' },
      about: { proposal: id, encounter: 'E-1042', verdict: 'same' },
    });
  });

  test('a rejection, and the same code that was added after it, with what was decided in between and since', async () => {
    const [first = ''] = await on.propose('E-2001', ['E11.42']);
    await on.settle(first, 'coder', 'not-supported');
    const [again = '', other = ''] = await on.propose('E-2001', ['E11.42', 'E10.9']);
    await on.settle(again, 'coder');
    await on.settle(other, 'lead', 'wrong-code');

    expect(await on.replay(first)).toMatchObject({ verdict: 'same' });
    expect(await on.replay(again)).toMatchObject({ verdict: 'same', text: expect.stringContaining('Drafted again same') as string });
    expect(await on.replay(other)).toMatchObject({ verdict: 'same' });
  });

  test('a code that was put in the place of another', async () => {
    const [before = ''] = await on.propose('E-1042', ['E11.22']);
    const { editions } = on.hospital.as('coder');
    const after = await within(on.hospital.tenant, async (unit) => {
      const found = (await unit.proposals.find(before))!;
      const policy = await unit.policies.inForce();
      const draft = await keepingTraces(unit, (keep) =>
        draftCodeChange(found, Icd10Cm.parse('E11.9'), { unit, editions, actor: on.actor('coder'), policy, keep }),
      );
      return change(unit, { proposal: before, draft, reason: 'less-specific' }, on.actor('coder'), 'propose_codes');
    });
    await on.settle(after.after.id, 'lead');

    expect(await on.replay(after.after.id)).toMatchObject({
      verdict: 'same',
      text: expect.stringContaining('Drafted again same') as string,
    });
    expect(await on.replay(before)).toMatchObject({ verdict: 'same' });
  });

  test('a decision by authority that was taken names it', async () => {
    await within(on.hospital.tenant, (unit) => breakGlass(unit, { roles: ['coding-lead'], reason: 'deadline' }, on.actor('biller')));
    const [id = ''] = await on.propose('E-2002', ['R53.83']);
    await on.settle(id, 'biller');

    expect(await on.replay(id)).toMatchObject({
      verdict: 'same',
      text: expect.stringMatching(/sam\.ferro as coding-lead, taken in an emergency \(A-\d+\)/) as string,
    });
  });

  test('a chart that was imported anew cannot be replayed, and that is no difference', async () => {
    const id = await on.approved('E-2007', 'Z79.51');
    await within(on.hospital.tenant, async (unit) => {
      const chart = (await unit.charts.find('E-2007'))!;
      const after = versioned({ ...chart, encounter: { ...chart.encounter, reason: 'Another reason' } });
      await unit.charts.put(after);
      await unit.ledger.append({
        tenant: on.hospital.tenant,
        act: 'chart.imported',
        actor: 'countersign',
        channel: 'system',
        about: { encounter: 'E-2007', version: after.version },
      });
    });

    const { verdict, text } = await on.replay(id);
    expect(verdict).toBe('cannot');
    expect(text).toMatch(/^P-\d+ cannot be replayed: the chart of E-2007 was imported anew since it was coded/);
  });

  test('what another coder wrote is said as such', async () => {
    const [now = ''] = await on.propose('E-2002', ['R63.4']);
    const id = await within(on.hospital.tenant, async (unit) => {
      const like = (await unit.proposals.find(now))!;
      const trace = { ...(await unit.traces.find(like.trace ?? ''))!, coder: 'coder-1' };
      await unit.traces.put(traceId(trace), 'E-2002', trace);
      const { kind, encounter, payload, preview, editions, sources } = like;
      const draft = ProposalDraft.parse({
        kind,
        encounter,
        subject: 'Z99.89',
        payload: { ...(payload as object), code: 'Z99.89', evidence: [] },
        preview: preview.filter((block) => block.kind !== 'quote'),
        editions,
        sources,
        trace: traceId(trace),
      });
      return (await hold(unit, draft, on.actor('lead'), 'propose_codes')).id;
    });
    await on.settle(id, 'coder');
    const { verdict, text } = await on.replay(id);

    expect(verdict).toBe('cannot');
    expect(text).toMatch(/Coder cannot it was coded by coder-1 and this program has coder-\d+/);
  });

  test('what nobody decided cannot be replayed, what is not there is not found, and it is not for everybody', async () => {
    const [id = ''] = await on.propose('E-2001', ['Z23']);

    expect(await on.replay(id)).toMatchObject({
      verdict: 'cannot',
      text: expect.stringContaining(`${id} was decided by nobody: it is pending`) as string,
    });
    await expect(on.replay('P-999')).rejects.toMatchObject({ code: 'not-found' });
    await expect(on.replay('99999')).rejects.toMatchObject({
      code: 'not-found',
      says: expect.stringContaining('no entry 99999') as string,
    });
    await expect(on.replay('0')).rejects.toMatchObject({
      code: 'not-found',
      says: expect.stringContaining('Entry 0 is of no decision') as string,
    });
    await expect(on.replay(id, 'biller')).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
