import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from '@langchain/langgraph';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { AgentParts } from '#agent/agent-parts.ts';
import { createAgent } from '#agent/create-agent.ts';
import { turnGraph } from '#agent/graph.ts';
import { rulesPlanner } from '#agent/planners/rules.ts';
import type { Agent, Reply } from '#agent/turn.ts';
import { folderReceiver } from '#connectors/folder-sink/folder-receiver.ts';
import { openCheckpoints } from '#connectors/langgraph/open-checkpoints.ts';
import type { Actor } from '#guardrails/actor.ts';
import { deliverOwed } from '#guardrails/effects/deliver.ts';
import { TOOLS } from '#tools/registry.ts';
import { databases } from './support/databases.ts';
import { changed, fingerprints } from './support/fingerprints.ts';
import { fill, resultOf, sentenceOf, type Hospital } from './support/hospital.ts';

const ENCOUNTERS = ['E-1042', 'E-1043', 'E-1044'];
const Suggested = z.object({ suggestions: z.array(z.object({ code: z.string(), needs: z.array(z.string()) })) });
const CHECKPOINTS = ['checkpoints', 'checkpoint_blobs', 'checkpoint_writes', 'waiting_turn'] as const;

const usable = (await databases()).filter(({ skip }) => skip === undefined);

describe.each(usable)('on $name, a turn that waits', ({ open }) => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-resumed-'));
  /** Suggested codes that a coder may accept, two by two, to be put up by one test each. */
  const pairs: string[] = [];
  let hospital: Hospital;
  let parts: AgentParts;
  let agent: Agent;
  let ids = 0;
  /** Two proposals of one turn, and the thread on which it waits. */
  let first: string;
  let second: string;
  let thread: string;

  beforeAll(async () => {
    hospital = await fill(await open(), ENCOUNTERS);
    const { store, editions } = hospital.as('coder');
    parts = {
      ...{ store, editions, tools: TOOLS, planner: rulesPlanner() },
      ...(await openCheckpoints(hospital.database.pool)),
      deliver,
      newId: () => `turn-${(ids += 1)}`,
    };
    agent = createAgent(parts);
    for (const encounter of ENCOUNTERS) {
      const { suggestions } = resultOf(await hospital.ask('coder', 'suggest_codes', { encounter }), Suggested);
      const codes = suggestions.flatMap(({ code, needs }) => (needs.length === 0 ? [code] : []));
      for (let at = 0; at + 1 < codes.length; at += 2) pairs.push(`propose ${codes[at]} and ${codes[at + 1]} on ${encounter}`);
    }
  });
  afterAll(() => hospital.close());
  beforeEach(async () => {
    [first = '', second = ''] = (await ask(pairs.shift() ?? '')).proposals;
    [thread = ''] = await parts.waiting.threadsOf(hospital.tenant, first);
  });

  const deliver = async (): Promise<void> => void (await deliverOwed(hospital.store, hospital.tenant, [folderReceiver(folder)]));
  const ask = (text: string, actor: Actor = hospital.as('coder').actor): Promise<Reply> =>
    agent.ask({ conversation: `c-${(ids += 1)}`, actor, text });
  const effects = (): number => readdirSync(folder).length;
  const stateOf = async (id: string) => (await hospital.store.within(hospital.tenant, (unit) => unit.proposals.find(id)))?.state;

  /** What of the hospital changes, and how many effects more there are, when something is tried and everything owed is sent. */
  async function comesOf(attempt: () => Promise<unknown>): Promise<{ readonly tables: readonly string[]; readonly effects: number }> {
    const [before, sent] = [await fingerprints(hospital.asOwner), effects()];
    await attempt();
    await deliver();
    return { tables: changed(before, await fingerprints(hospital.asOwner)), effects: effects() - sent };
  }
  const NOTHING = { tables: [], effects: 0 };

  /** The checkpoint tables as they stand, and a way to put them back: an operator who restores an old backup. */
  async function backup(): Promise<() => Promise<void>> {
    const { pool } = hospital.database;
    for (const table of CHECKPOINTS) await pool.query(`create table backup_${table} as table checkpoints.${table}`);
    return async () => {
      for (const table of CHECKPOINTS) {
        await pool.query(`delete from checkpoints.${table}; insert into checkpoints.${table} select * from backup_${table}`);
        await pool.query(`drop table backup_${table}`);
      }
    };
  }
  /** Resumes and replays from every checkpoint of the thread, with a verdict in hand. */
  async function replayAll(): Promise<number> {
    const graph = turnGraph(parts, { turns: new Map(), reports: new Map() });
    let tried = 0;
    for await (const { config } of graph.getStateHistory({ configurable: { thread_id: thread } })) {
      await graph.invoke(new Command({ resume: { verdict: 'approved', proposal: second } }), config);
      await graph.invoke(null, config);
      tried += 1;
    }
    return tried;
  }

  test('and is resumed with nothing approved does nothing and says nothing', async () => {
    let tried = 0;
    const came = await comesOf(async () => {
      tried = await replayAll();
      expect(await agent.tell(first, hospital.tenant)).toEqual([]);
    });

    expect(tried).toBeGreaterThan(0);
    expect(came).toEqual(NOTHING);
    expect([await stateOf(first), await stateOf(second)]).toEqual(['pending', 'pending']);
  });

  test('and is replayed from its old checkpoints after one decision carries nothing out again, nor the other', async () => {
    const decided = await comesOf(() => ask(`approve ${first}`));
    expect(decided.effects).toBe(1);
    expect(decided.tables).toContain('outbox');

    let tried = 0;
    expect(await comesOf(async () => (tried = await replayAll()))).toEqual(NOTHING);
    expect(tried).toBeGreaterThan(0);
    expect([await stateOf(first), await stateOf(second)]).toEqual(['approved', 'pending']);
  });

  test('and comes back from a backup after all was decided only tells what stands in the record', async () => {
    const restore = await backup();
    await ask(`approve ${first}`);
    await ask(`reject ${second}, not staged in the note`);
    expect(await parts.checkpointer.getTuple({ configurable: { thread_id: thread } })).toBeUndefined();
    await restore();

    let told = '';
    const came = await comesOf(async () => {
      await replayAll();
      told = sentenceOf({ blocks: await agent.tell(first, hospital.tenant) });
    });

    expect(came).toEqual(NOTHING);
    expect(told).toContain(`${first} approved`);
    expect(told).toContain('Dana Reyes (dana.reyes)');
    expect([await stateOf(first), await stateOf(second)]).toEqual(['approved', 'rejected']);
  });

  test('on a thread that there is not is not begun', async () => {
    await parts.waiting.add(hospital.tenant, first, 'wait:demo-hospital:invented');
    const came = await comesOf(async () => {
      expect(await agent.tell(first, hospital.tenant)).toEqual([]);
      expect(await agent.tell('P-9999', hospital.tenant)).toEqual([]);
    });

    expect(came).toEqual(NOTHING);
    expect(await parts.waiting.threadsOf(hospital.tenant, first)).toEqual([thread]);
  });

  test('is told nothing in the name of another tenant, whose people are told that there is no such proposal', async () => {
    const abroad: Actor = { ...hospital.as('coder').actor, tenant: hospital.elsewhere };
    let says = '';
    const came = await comesOf(async () => {
      expect(await agent.tell(first, hospital.elsewhere)).toEqual([]);
      says = sentenceOf(await ask(`approve ${first}`, abroad));
    });

    expect(came.effects).toBe(0);
    expect(came.tables.filter((table) => !['ledger_entry', 'ledger_head'].includes(table))).toEqual([]);
    expect(says).toBe(`! There is no proposal ${first}. "what is waiting for me?" lists those there are.`);
    expect(await stateOf(first)).toBe('pending');
  });

  test.each([
    ['a biller', () => hospital.as('biller').actor, 'may not decide'],
    ['a person who has left', () => hospital.as('gone').actor, 'may not decide'],
    ['an agent for a coder', () => hospital.as('agent', 'coder').actor, 'Only a person'],
    ['a client for a coder', () => hospital.as('client', 'coder').actor, 'Only a person'],
  ])('is not resumed by %s, who is told why', async (_name, actor, why) => {
    let says = '';
    const came = await comesOf(async () => {
      says = sentenceOf(await ask(`approve ${first}`, actor()));
    });

    expect(says).toContain(why);
    expect(came).toEqual({ tables: ['ledger_entry', 'ledger_head'], effects: 0 });
    expect(await stateOf(first)).toBe('pending');
    expect(await parts.waiting.threadsOf(hospital.tenant, first)).toEqual([thread]);
  });
});
