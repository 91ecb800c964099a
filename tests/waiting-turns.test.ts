import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Agent } from '#agent/turn.ts';
import { oneAtATime } from '#connectors/one-at-a-time.ts';
import { openDatabase, type Database } from '#connectors/postgres/open-database.ts';
import { databases } from './support/databases.ts';
import { fill, sentenceOf, type Hospital } from './support/hospital.ts';
import { agentOn, closeUntold, heldIn, repeatTurn } from './support/waiting-cases.ts';

const CLOSED = 200;
const EMPTY = { rows: 0, bytes: 0 };
const usable = (await databases()).filter(({ skip }) => skip === undefined);

describe.each(usable)('on $name, turns that wait', ({ open, name }) => {
  let hospital: Hospital;
  let agent: Agent;
  /** Another process on the same database. The embedded one has only one process, which is asked twice. */
  let other: Agent;
  let elsewhere: Database | undefined;
  let said = 0;

  beforeAll(async () => {
    hospital = await fill(await open(), ['E-1042', 'E-1043']);
    const url = hospital.database.pool.options.connectionString;
    elsewhere = name === 'postgres' && url !== undefined ? await openDatabase({ url }) : undefined;
    agent = await agentOn(hospital.database, hospital, 'one');
    other = elsewhere === undefined ? agent : await agentOn(elsewhere, hospital, 'other');
  });
  afterAll(async () => {
    await elsewhere?.close();
    await hospital.close();
  });
  beforeEach(async () => {
    await closeUntold(hospital);
    await agent.catchUp(hospital.tenant);
  });

  async function propose(text: string): Promise<readonly string[]> {
    const { proposals } = await agent.ask({ conversation: `c-${(said += 1)}`, actor: hospital.as('coder').actor, text });
    return proposals;
  }
  async function threads(): Promise<string[]> {
    return (await hospital.asOwner<{ thread: string }>('select distinct thread from checkpoints.waiting_turn order by 1')).map(
      ({ thread }) => thread,
    );
  }

  test('are told once, whoever of two processes that were asked at once tells them', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [proposal = ''] = await propose('propose I50.23 on E-1042');
      await closeUntold(hospital);

      const told = await Promise.all([agent, other, agent, other].map((one) => one.tell(proposal, hospital.tenant)));

      expect(told.map((blocks) => sentenceOf({ blocks })).filter((text) => text.includes(proposal))).toHaveLength(1);
    }
    expect(await heldIn(hospital)).toEqual(EMPTY);
  });

  test('that nobody told, because whoever should have died, are told by the next who looks', async () => {
    await propose('propose I50.23 and N17.9 on E-1042');
    await closeUntold(hospital);
    expect(await threads()).toHaveLength(1);

    await other.catchUp(hospital.tenant);

    expect(await heldIn(hospital)).toEqual(EMPTY);
  });

  test('that still wait for one of their proposals are kept for that one alone', async () => {
    const [first = '', second = ''] = await propose('propose I50.23 and N17.9 on E-1042');
    await closeUntold(hospital, [first]);
    await agent.catchUp(hospital.tenant);

    const waiting = await hospital.asOwner<{ proposal: string }>('select proposal from checkpoints.waiting_turn');
    expect(waiting).toEqual([{ proposal: second }]);
    await closeUntold(hospital, [second]);
    expect(sentenceOf({ blocks: await agent.tell(second, hospital.tenant) })).toContain(second);
    expect(await heldIn(hospital)).toEqual(EMPTY);
  });

  test('hold few rows and little room, however many of their proposals were decided', async () => {
    const proposals = await propose('propose everything on E-1042');
    expect(proposals.length).toBeGreaterThan(8);
    const fresh = await heldIn(hospital);
    for (const id of proposals.slice(1)) {
      await closeUntold(hospital, [id]);
      await agent.tell(id, hospital.tenant);
    }
    const worn = await heldIn(hospital);

    expect(await threads()).toHaveLength(1);
    for (const { rows, bytes } of [fresh, worn]) {
      expect(rows).toBeLessThanOrEqual(60);
      expect(bytes).toBeLessThanOrEqual(200 * 1024);
    }
    expect(worn.rows).toBeLessThanOrEqual(fresh.rows);
  });

  test(`leave nothing behind once ${CLOSED} cases are closed`, { timeout: 120_000 }, async () => {
    const [proposal = ''] = await propose('propose I50.23 on E-1042');
    const [thread = ''] = await threads();
    await repeatTurn(hospital, thread, proposal, CLOSED - 1);
    expect(await threads()).toHaveLength(CLOSED);
    const [last = ''] = await propose('propose I10 on E-1043');
    await closeUntold(
      hospital,
      (await hospital.asOwner<{ id: string }>('select id from proposal where id <> $1', [last])).map(({ id }) => id),
    );

    await agent.catchUp(hospital.tenant);

    expect(await heldIn(hospital, thread)).toEqual(EMPTY);
    expect(await threads()).toHaveLength(1);
  });

  test('that a dying process noted nowhere are removed when they are old, and not before', async () => {
    await propose('propose I50.23 on E-1042');
    const [thread = ''] = await threads();
    await hospital.asOwner('delete from checkpoints.waiting_turn');
    await agent.catchUp(hospital.tenant);
    expect((await heldIn(hospital, thread)).rows).toBeGreaterThan(0);

    await hospital.asOwner(
      `update checkpoints.checkpoints set checkpoint = jsonb_set(checkpoint, '{ts}', to_jsonb(now() - interval '61 minutes'))`,
    );
    await agent.catchUp(hospital.tenant);

    expect(await heldIn(hospital)).toEqual(EMPTY);
  });

  test('of another tenant are neither seen nor told', async () => {
    const [proposal = ''] = await propose('propose I50.23 on E-1042');
    await closeUntold(hospital);

    await agent.catchUp(hospital.elsewhere);
    expect(await agent.tell(proposal, hospital.elsewhere)).toEqual([]);

    expect(await threads()).toHaveLength(1);
  });
});

describe.each(usable.filter(({ name }) => name === 'postgres'))('on $name, a thread', ({ open }) => {
  test('is left for later while another process keeps it', async () => {
    const database = await open();
    const elsewhere = await openDatabase({ url: database.pool.options.connectionString ?? '' });
    const { pool } = database;
    let letGo = (): void => undefined;
    const kept = new Promise<void>((resolve) => (letGo = resolve));
    let begun = (): void => undefined;
    const holding = new Promise<void>((resolve) => (begun = resolve));
    const holder = oneAtATime(pool)('wait:x', async () => {
      begun();
      await kept;
    });
    await holding;

    expect(await oneAtATime(elsewhere.pool, 50)('wait:x', () => Promise.resolve('ran'))).toBeUndefined();
    letGo();
    await holder;
    expect(await oneAtATime(elsewhere.pool, 50)('wait:x', () => Promise.resolve('ran'))).toBe('ran');
    await elsewhere.close();
    await database.close();
  });
});
