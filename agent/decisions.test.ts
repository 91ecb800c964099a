import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from '@langchain/langgraph';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderReceiver } from '#connectors/folder-sink/folder-receiver.ts';
import { openCheckpoints } from '#connectors/langgraph/open-checkpoints.ts';
import { TenantId } from '#guardrails/actor.ts';
import { deliverOwed } from '#guardrails/effects/deliver.ts';
import { TOOLS } from '#tools/registry.ts';
import { openHospital, type Hospital, type Who } from '#tests/support/hospital.ts';
import type { AgentParts } from './agent-parts.ts';
import { createAgent } from './create-agent.ts';
import { turnGraph } from './graph.ts';
import { rulesPlanner } from './planners/rules.ts';
import type { Agent, Reply } from './turn.ts';

let hospital: Hospital;
let parts: AgentParts;
let agent: Agent;
let ids = 0;
const folder = mkdtempSync(join(tmpdir(), 'countersign-effects-'));

beforeAll(async () => {
  hospital = await openHospital(['E-1042', 'E-1043']);
  const { store, editions } = hospital.as('coder');
  parts = {
    ...{ store, editions, tools: TOOLS, planner: rulesPlanner() },
    ...(await openCheckpoints(hospital.database.pool)),
    deliver: async () => void (await deliverOwed(store, hospital.tenant, [folderReceiver(folder)])),
    newId: () => `turn-${(ids += 1)}`,
  };
  agent = createAgent(parts);
}, 60_000);
afterAll(() => hospital.close());

interface Asking {
  readonly conversation?: string;
  readonly who?: Who;
  readonly onBehalfOf?: Who;
}

function ask(text: string, { conversation = `c-${(ids += 1)}`, who = 'coder', onBehalfOf }: Asking = {}): Promise<Reply> {
  return agent.ask({ conversation, actor: hospital.as(who, onBehalfOf).actor, text });
}

const said = (blocks: Reply['blocks']): string => JSON.stringify(blocks);
const effects = (): number => readdirSync(folder).length;
const proposal = (id: string) => hospital.store.within(hospital.tenant, (unit) => unit.proposals.find(id));
const acts = (id: string) =>
  hospital.store.within(hospital.tenant, async (unit) => (await unit.ledger.list({ proposal: id })).map(({ leaf }) => leaf.act));
const size = () => hospital.store.within(hospital.tenant, async (unit) => (await unit.ledger.head()).size);
const threads = (id: string) => parts.waiting.threadsOf(hospital.tenant, id);

describe('a person', () => {
  test('accepts a suggested code: it is proposed in their name, decided by them, carried out, and told from the record', async () => {
    const before = effects();

    const { proposals, blocks } = await ask('accept I50.23 on E-1042');

    const [id = ''] = proposals;
    expect(await proposal(id)).toMatchObject({
      state: 'approved',
      kind: 'code.accept',
      maker: 'countersign-coder',
      onBehalfOf: 'dana.reyes',
      decidedBy: 'dana.reyes',
    });
    expect(await acts(id)).toEqual(['proposal.made', 'proposal.approved', 'effect.done']);
    expect(effects()).toBe(before + 1);
    expect(said(blocks)).toMatch(/approved by .*dana\.reyes.* at \d{4}-/);
    expect(said(blocks)).toContain('done');
  });

  test('accepts a code that waits already, without a second proposal', async () => {
    const conversation = 'waits';
    const { proposals: made } = await ask('propose N18.32 on E-1042', { conversation });

    const { proposals: decided } = await ask('accept N18.32', { conversation });

    expect(decided).toEqual(made);
  });

  test('rejects with the reason as it was typed, and nothing is carried out', async () => {
    const before = effects();

    const { proposals } = await ask('reject D63.1 on E-1042, "anemia" is not linked; see H&P');

    expect(await proposal(proposals[0] ?? '')).toMatchObject({
      state: 'rejected',
      reason: 'other',
      note: '"anemia" is not linked; see H&P',
    });
    expect(effects()).toBe(before);
  });

  test('cannot accept what is not suggested, and is told how to add it', async () => {
    const before = effects();

    const { proposals, blocks } = await ask('accept I50.33 on E-1042');

    expect(proposals).toEqual([]);
    expect(said(blocks)).toContain('add I50.33 on E-1042');
    expect(effects()).toBe(before);
  });

  test('cannot accept a header, and is not told to add it', async () => {
    const { blocks } = await ask('accept I50.2 on E-1042');

    expect(said(blocks)).toContain('nothing to decide');
    expect(said(blocks)).not.toContain('add I50.2');
  });

  test('cannot countersign the code they added; another coder can', async () => {
    const { proposals } = await ask('add I50.33 on E-1043');
    const [id = ''] = proposals;

    const own = await ask(`approve ${id}`);
    const other = await ask(`approve ${id}`, { who: 'mira' });

    expect(said(own.blocks)).toContain('another coder');
    expect(said(other.blocks)).toContain('mira.solberg');
    expect(await acts(id)).toEqual(['proposal.made', 'decision.refused', 'proposal.approved', 'effect.done']);
  });

  test('who approves a code that the chart denies is told so again', async () => {
    const { proposals, blocks: added } = await ask('add I50.33 on E-1042');

    const { blocks } = await ask(`approve ${proposals[0]}`, { who: 'lead' });

    for (const one of [added, blocks]) expect(said(one)).toContain('The chart denies I50.33 in D-1042-5');
  });

  test('cannot decide twice', async () => {
    const { proposals } = await ask('propose I25.5 on E-1042');
    const [id = ''] = proposals;
    await ask(`approve ${id}`);
    const before = effects();

    const again = await ask(`approve ${id}`);

    expect(said(again.blocks)).toContain('already approved');
    expect(effects()).toBe(before);
  });

  test('cannot decide with a role that may not, and the refusal is in the ledger', async () => {
    const { proposals } = await ask('propose I10 on E-1043');
    const [id = ''] = proposals;

    const { blocks } = await ask(`approve ${id}`, { who: 'cdi' });

    expect(said(blocks)).toContain('may not decide');
    expect(await acts(id)).toEqual(['proposal.made', 'decision.refused']);
  });

  test.each([
    ['a proposal that there is not', 'approve P-4711', 'There is no proposal P-4711'],
    ['an encounter that there is not', 'accept I50.23 on E-7777', 'There is no encounter E-7777'],
    ['a code that no edition holds', 'accept Z99.999 on E-1042', 'Z99.999'],
  ])('is told about %s', async (_name, text, says) => {
    const before = effects();

    expect(said((await ask(text)).blocks)).toContain(says);
    expect(effects()).toBe(before);
  });

  test.each(['approve {id} on E-1043', 'on E-1043, approve {id}', 'reject {id} on E-1043, duplicate'])(
    'who names a proposal and another encounter decides nothing: %s',
    async (order) => {
      const { proposals } = await ask('propose E78.5 on E-1042');
      const [id = ''] = proposals;

      const { blocks } = await ask(order.replace('{id}', id));

      expect((await proposal(id))?.state).toBe('pending');
      expect(said(blocks)).toContain(`${id} is not on E-1043. Nothing was decided.`);
    },
  );

  test('who names a proposal and another code decides nothing', async () => {
    const { proposals } = await ask('propose E78.5 on E-1042');
    const [id = ''] = proposals;

    const { blocks } = await ask(`approve ${id}, I50.23`);

    expect((await proposal(id))?.state).toBe('pending');
    expect(said(blocks)).toMatch(/not about I50\.23|nothing was decided/i);
  });
});

describe('no person, no decision', () => {
  test.each([
    ['an agent', { who: 'agent' }],
    ['an agent for a coder', { who: 'agent', onBehalfOf: 'coder' }],
    ['a client', { who: 'client' }],
    ['a client for a lead', { who: 'client', onBehalfOf: 'lead' }],
    ['a person who speaks for another', { who: 'coder', onBehalfOf: 'lead' }],
  ] as const)('%s is refused, by id and by code, with a ledger entry and no effect', async (_name, by) => {
    const { proposals } = await ask('propose Z79.4 on E-1042');
    const [id = ''] = proposals;
    const before = effects();

    const byId = await ask(`approve ${id}`, by);
    const byCode = await ask('accept Z79.4 on E-1042', by);

    expect([said(byId.blocks), said(byCode.blocks)]).toEqual([
      expect.stringContaining('Only a person'),
      expect.stringContaining('Only a person'),
    ]);
    expect((await proposal(id))?.state).toBe('pending');
    expect((await acts(id)).at(-1)).toBe('decision.refused');
    expect(effects()).toBe(before);
  });
});

describe('a turn that waits', () => {
  test('is told of a decision that was made elsewhere, once, and is then forgotten with its checkpoints', async () => {
    const { proposals } = await ask('propose I25.10 on E-1042');
    const [id = ''] = proposals;
    const [thread = ''] = await threads(id);
    expect(await agent.tell(id, hospital.tenant)).toEqual([]);
    await hospital.store.within(hospital.tenant, async (unit) => {
      const row = await unit.proposals.find(id);
      await unit.proposals.decide({ id, digest: row?.digest ?? '', verdict: 'rejected', by: 'lee.okafor', reason: 'stent is old' });
    });

    const told = await agent.tell(id, hospital.tenant);

    expect(said(told)).toMatch(/rejected by .*lee\.okafor/);
    expect(await agent.tell(id, hospital.tenant)).toEqual([]);
    expect(await threads(id)).toEqual([]);
    expect(await parts.checkpointer.getTuple({ configurable: { thread_id: thread } })).toBeUndefined();
  });

  test('with several proposals reports each as it is decided, and waits on for the rest', async () => {
    const { proposals } = await ask('propose I25.2 and Z95.5 on E-1042');
    const [first = '', second = ''] = proposals;
    expect(proposals).toHaveLength(2);

    await ask(`approve ${first}`);
    expect(await threads(second)).toHaveLength(1);
    await ask(`reject ${second}, duplicate`);

    expect(await threads(first)).toEqual([]);
    expect(await threads(second)).toEqual([]);
  });

  test('does not hold up the next message', async () => {
    const conversation = 'open';
    await ask('propose R09.02 on E-1042', { conversation });

    expect((await ask('what is waiting for me?', { conversation })).outcomes).toHaveLength(1);
  });
});

describe('no way of resuming causes an effect', () => {
  test('not a tell without a decision, of an unknown proposal, or in another tenant', async () => {
    const { proposals } = await ask('propose Z87.891 on E-1042');
    const [id = ''] = proposals;
    const [before, entries] = [effects(), await size()];

    expect(await agent.tell(id, hospital.tenant)).toEqual([]);
    expect(await agent.tell('P-9999', hospital.tenant)).toEqual([]);
    expect(await agent.tell(id, TenantId.parse('other-hospital'))).toEqual([]);

    expect((await proposal(id))?.state).toBe('pending');
    expect([effects(), await size()]).toEqual([before, entries]);
  });

  test('not the graph itself: resumed, replayed from every old checkpoint, with a changed state, or on a new thread', async () => {
    const { proposals } = await ask('propose I50.9 on E-1043');
    const [id = ''] = proposals;
    const [thread = ''] = await threads(id);
    const [before, entries] = [effects(), await size()];
    const graph = turnGraph(parts, { turns: new Map(), reports: new Map() });
    const config = { configurable: { thread_id: thread } };

    for await (const { config: old } of graph.getStateHistory(config)) {
      await graph.invoke(new Command({ resume: { verdict: 'approved', proposal: id } }), old);
      await graph.invoke(null, old);
    }
    await graph.updateState(config, { done: 0, steps: 3, waitingFor: [id] }, 'plan');
    await graph.invoke(new Command({ resume: 'approved' }), config);
    await graph.invoke(new Command({ goto: 'act', update: { done: 0, steps: 3 } }), config);
    await graph.invoke(new Command({ resume: 'approved' }), { configurable: { thread_id: 'nobody' } });
    await graph.invoke({ tenant: hospital.tenant, turn: 'turn-1' }, { configurable: { thread_id: 'invented' } });

    expect((await proposal(id))?.state).toBe('pending');
    expect([effects(), await size()]).toEqual([before, entries]);
  });
});
