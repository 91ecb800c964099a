import { FakeListChatModel } from '@langchain/core/utils/testing';
import { MemorySaver } from '@langchain/langgraph';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCheckpoints } from '#connectors/langgraph/open-checkpoints.ts';
import { invoke } from '#tools/invoke.ts';
import { TOOLS } from '#tools/registry.ts';
import { openHospital, type Hospital, type Who } from '#tests/support/hospital.ts';
import { createAgent, type AgentParts } from './create-agent.ts';
import { rulesPlanner } from './planners/rules.ts';
import type { Agent, Found, Reply } from './turn.ts';

const NOTICE = 'Everything here is made up.';

let hospital: Hospital;
let agent: Agent;
let ids = 0;

beforeAll(async () => {
  hospital = await openHospital(['E-1042', 'E-1043']);
  agent = await anAgent();
}, 60_000);
afterAll(() => hospital.close());

async function anAgent(more: Partial<AgentParts> = {}): Promise<Agent> {
  const { store, editions } = hospital.as('coder');
  return createAgent({
    ...more,
    ...{ store, editions, tools: TOOLS, planner: rulesPlanner(), notice: NOTICE },
    ...(await openCheckpoints(hospital.database.pool)),
    deliver: () => Promise.resolve(),
    newId: () => `turn-${(ids += 1)}`,
  });
}

function ask(text: string, { conversation = `c-${(ids += 1)}`, who = 'coder' }: { conversation?: string; who?: Who } = {}): Promise<Reply> {
  return agent.ask({ conversation, actor: hospital.as(who).actor, text });
}

const said = (blocks: Reply['blocks']): string => JSON.stringify(blocks);
const acts = () => hospital.store.within(hospital.tenant, async (unit) => (await unit.ledger.list({})).map(({ leaf }) => leaf));
const rowsIn = async (table: string) =>
  (await hospital.database.pool.query<Record<string, unknown>>(`select * from checkpoints.${table}`)).rows;

describe('an answer that a model words', () => {
  test('is given before it is asked to, and is not worded where nobody would be shown that', async () => {
    const happened: string[] = [];
    const composer = new FakeListChatModel({ responses: ['I50.23 rests on the words of the chart.'] });
    const invoke = composer.invoke.bind(composer);
    composer.invoke = (...given: Parameters<typeof invoke>) => (happened.push('worded'), invoke(...given));
    const wording = await anAgent({ composer });
    const turn = { actor: hospital.as('coder').actor, text: 'why was I50.23 suggested on E-1042?' };
    const early = async (found: Found): Promise<void> => void happened.push(said(found.blocks));
    const worded = await wording.ask({ ...turn, conversation: 'worded', early });
    const plain = await wording.ask({ ...turn, conversation: 'plain', plain: true, early });

    expect(happened).toEqual([said(plain.blocks), 'worded']);
    expect(said(worded.blocks)).toContain('rests on the words of the chart');
  });
});

describe('an answer', () => {
  test("to one question is the tool's own blocks, byte for byte", async () => {
    const tool = TOOLS.find(({ name }) => name === 'explain_code');
    if (tool === undefined) throw new Error('explain_code is gone');
    const direct = await invoke(tool, { encounter: 'E-1042', code: 'I50.23' }, { ...hospital.as('coder'), notice: NOTICE });

    const { blocks, plan } = await ask('why was I50.23 suggested on E-1042?');

    expect(plan.steps).toEqual([{ tool: 'explain_code', input: { encounter: 'E-1042', code: 'I50.23' } }]);
    expect(JSON.stringify(blocks)).toBe(JSON.stringify(direct.blocks));
  });

  test('is the same twice', async () => {
    const [first, second] = [await ask('code E-1042'), await ask('code E-1042')];

    expect(said(second.blocks)).toBe(said(first.blocks));
  });

  test('to two questions has both answers and the notice once', async () => {
    const { blocks, outcomes } = await ask('code E-1042 and show me the ledger');

    expect(outcomes.map(({ tool }) => tool)).toEqual(['suggest_codes', 'show_ledger']);
    expect(blocks.filter((block) => block.kind === 'note' && block.text === NOTICE)).toHaveLength(1);
    expect(blocks.at(-1)).toEqual({ kind: 'note', tone: 'plain', text: NOTICE });
  });

  test('to what cannot be answered says why, and runs nothing', async () => {
    const before = (await acts()).length;

    const { blocks, outcomes } = await ask('make the DRG higher on E-1042');

    expect(outcomes).toEqual([]);
    expect(said(blocks)).toContain('no code is chosen for what it pays');
    expect(await acts()).toHaveLength(before);
  });

  test('to help lists what can be asked', async () => {
    expect((await ask('help')).blocks.map(({ kind }) => kind)).toEqual(['text', 'list', 'note']);
  });

  test('to someone whose role may not read is a refusal with its own ledger entry', async () => {
    const { blocks } = await ask('code E-1042', { who: 'biller' });

    expect(said(blocks)).toContain('Your roles may not use suggest_codes');
    expect((await acts()).at(-1)).toMatchObject({ act: 'tool.refused', actor: 'sam.ferro', failure: 'not-allowed' });
  });
});

describe('a conversation', () => {
  test('keeps its case and its code', async () => {
    const conversation = 'keeps';
    await ask('why was I50.23 suggested on E-1042?', { conversation });

    const next = await ask('and why not I50.33?', { conversation });
    const again = await ask('why?', { conversation });

    expect(next.plan.steps).toEqual([{ tool: 'explain_code', input: { encounter: 'E-1042', code: 'I50.33' } }]);
    expect(again.plan.steps).toEqual([{ tool: 'explain_code', input: { encounter: 'E-1042', code: 'I50.33' } }]);
  });

  test('does not take up an encounter that is not there', async () => {
    const conversation = 'typo';
    await ask('code E-1042', { conversation });

    const missed = await ask('code E-1024', { conversation });
    const next = await ask('find creatinine', { conversation });

    expect(said(missed.blocks)).toContain('There is no encounter E-1024');
    expect(next.plan.steps).toEqual([{ tool: 'search_chart', input: { encounter: 'E-1042', query: 'creatinine' } }]);
  });

  test('is about an encounter that was only mentioned', async () => {
    const conversation = 'mention';
    await ask("I'm looking at E-1042", { conversation });

    expect((await ask('why I50.23?', { conversation })).plan.steps).toHaveLength(1);
  });

  test('stays where it is when what was asked of another encounter was refused, and says so', async () => {
    const conversation = 'refused';
    await ask('code E-1042', { conversation });

    const refused = await ask('accept I50.23 on E-1043', { conversation });
    const next = await ask('find creatinine', { conversation });

    expect(said(refused.blocks)).toContain('not suggested there');
    expect(said(refused.blocks)).toContain('This conversation is still about E-1042.');
    expect(next.plan.steps).toEqual([{ tool: 'search_chart', input: { encounter: 'E-1042', query: 'creatinine' } }]);
  });

  test('says that it moved where no answer shows it', async () => {
    const conversation = 'moves';
    await ask('code E-1042', { conversation });

    const { blocks } = await ask('accept I50.23 on E-1043 if the echo agrees', { conversation });

    expect(said(blocks)).toContain('This conversation is about E-1043 now.');
  });

  test("is not another's", async () => {
    await ask('code E-1042', { conversation: 'mine' });

    expect((await ask('why I50.23?', { conversation: 'yours' })).plan.steps).toEqual([]);
  });
});

describe('the checkpoints', () => {
  test('hold no word of the chart or of the person, while a turn waits and when none does', async () => {
    const { proposals } = await ask('propose I50.23 and N18.32 on E-1042 because Marguerite has oedema');
    await ask('what does the chart say about kidney function on E-1042?');
    const documents = await hospital.store.within(hospital.tenant, async (unit) => (await unit.charts.find('E-1042'))?.documents ?? []);
    const words = new Set(documents.flatMap(({ text }) => text.toLowerCase().match(/[a-z]{5,}/g) ?? []));
    const tables = ['checkpoints', 'checkpoint_blobs', 'checkpoint_writes'];

    const rows = (await Promise.all(tables.map(rowsIn))).flat();
    const written = rows.map((row) =>
      Object.values(row)
        .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : JSON.stringify(value)))
        .join(' '),
    );

    expect(proposals).toHaveLength(2);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.length).toBeLessThanOrEqual(60);
    const OWN = new Set([
      'channel',
      'checkpoint',
      'checkpoints',
      'thread',
      'state',
      'version',
      'versions',
      'values',
      'value',
      'source',
      'input',
      'parents',
      'steps',
      'write',
      'writes',
      'start',
      'started',
      'branch',
      'reply',
      'turns',
      'decision',
      'await',
      'report',
      'waiting',
      'tenant',
      'hospital',
      'pending',
    ]);
    const leaked = [...words].filter((word) => !OWN.has(word) && written.some((row) => row.toLowerCase().includes(word)));
    expect(leaked).toEqual([]);
    expect(written.join(' ').toLowerCase()).not.toMatch(/marguerite|oedema|creatinine|kidney/);
  });

  test('of a turn that waits for nothing are gone when it ends', async () => {
    const before = (await rowsIn('checkpoints')).length;

    await ask('code E-1042');

    expect(await rowsIn('checkpoints')).toHaveLength(before);
  });
});

test('what a node throws reaches the caller and is not written down', async () => {
  const { editions } = hospital.as('coder');
  const secret = 'Marguerite Testa has oedema';
  const checkpointer = new MemorySaver();
  const broken = createAgent({
    ...{
      store: hospital.store,
      editions,
      tools: TOOLS,
      planner: { name: 'rules' as const, plan: () => Promise.reject(new Error(secret)) },
    },
    ...{ checkpointer, deliver: () => Promise.resolve(), newId: () => `broken-${(ids += 1)}` },
    waiting: {
      add: () => Promise.resolve(),
      remove: () => Promise.resolve(),
      threadsOf: () => Promise.resolve([]),
      trim: () => Promise.resolve(),
      untold: () => Promise.resolve([]),
      leftOver: () => Promise.resolve([]),
      alone: (_tenant, _thread, work) => work(),
    },
  });

  await expect(broken.ask({ conversation: 'b', actor: hospital.as('coder').actor, text: 'code E-1042' })).rejects.toThrow(secret);
  expect(JSON.stringify([checkpointer.storage, checkpointer.writes])).not.toContain('oedema');
});

test('plans without running anything', async () => {
  const before = (await acts()).length;

  expect((await agent.plan('code E-1042', { roles: [] })).steps).toHaveLength(1);
  expect(await acts()).toHaveLength(before);
});
