import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { openAudit } from '#app/ledger/audit.ts';
import { readConfig } from '#app/settings/config.ts';
import { openEffectQueue } from '#connectors/queue/effect-queue.ts';
import { postgresStore } from '#connectors/postgres/postgres-store.ts';
import { TenantId } from '#guardrails/actor.ts';
import { subjectOver } from './contracts/subject.ts';
import { aCode, openCase, PEOPLE, type Case } from './support/a-case.ts';
import { databases } from './support/databases.ts';
import { cleanEnvironment, ROOT } from './support/mcp-process.ts';
import { noRedis, redisServer, type RedisServer } from './support/redis-server.ts';

const [, postgres] = await databases();
const why = postgres?.skip ?? noRedis();
if (why !== undefined) process.stderr.write(`Tests of workers are skipped: ${why}.\n`);

/**
 * How long a worker is held up: longer than its lock in Redis and the checks for stalled jobs. TEST_IN_EARNEST holds it up for 35
 * seconds, with every time as it is in production.
 */
const IN_EARNEST = process.env['TEST_IN_EARNEST'] !== undefined;
const LOCK_MS = IN_EARNEST ? 15_000 : 1_000;
const BLOCKED_MS = IN_EARNEST ? 35_000 : 7_000;
const PAUSE = IN_EARNEST ? '' : '?idle_in_transaction_session_timeout=2000';

interface Worker {
  readonly said: readonly string[];
  until(begins: string, times?: number): Promise<void>;
  stop(): Promise<void>;
}

describe.skipIf(why !== undefined)('effects that workers deliver', { timeout: 120_000 }, () => {
  let redis: RedisServer;
  let database: Awaited<ReturnType<NonNullable<typeof postgres>['openEmpty']>>;
  let settings: Record<string, string>;
  let one: Case;
  let asOwner: ReturnType<typeof subjectOver>['asOwner'];
  let folder: string;
  let codes = 0;

  beforeAll(async () => {
    redis = await redisServer();
    database = await postgres!.open();
  });
  afterAll(async () => {
    await redis.close();
    await database.close();
  });
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-work-'));
    settings = {
      // A transaction in which a worker is held up ends after two seconds here, and after ten in earnest.
      DATABASE_URL: `${database.pool.options.connectionString}${PAUSE}`,
      COUNTERSIGN_DATA_DIR: join(folder, 'data'),
      COUNTERSIGN_EFFECTS_DIR: join(folder, 'effects'),
      COUNTERSIGN_TENANT: `t-${randomBytes(6).toString('hex')}`,
      COUNTERSIGN_REDIS_URL: redis.url,
    };
    const config = readConfig(settings, ROOT);
    const tenant = TenantId.parse(config.tenant);
    const { sealer } = await openAudit(database, config, tenant);
    const store = postgresStore(database, { salt: () => 'salt', sealer });
    ({ asOwner } = subjectOver(database));
    one = await openCase({ ...subjectOver(database), store, tenant: () => tenant });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function approve(times: number): Promise<void> {
    for (let at = 0; at < times; at += 1) {
      const { id } = await one.propose(aCode('code.accept', `Z${String((codes += 1)).padStart(2, '0')}`));
      const decision = await one.decided({ proposal: id, verdict: 'approved' }, one.actor(PEOPLE.mira));
      if (decision.status === 'refused') throw new Error(decision.says);
    }
  }

  function work(where = 'nowhere'): Worker {
    const words = [join(import.meta.dirname, 'support', 'worker-process.ts'), where, String(BLOCKED_MS), String(LOCK_MS)];
    const child = spawn(process.execPath, words, { cwd: ROOT, env: cleanEnvironment(settings), stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    const said: string[] = [];
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => said.push(line));
    const exited = once(child, 'exit');
    return {
      said,
      async until(begins, times = 1) {
        while (said.filter((line) => line.startsWith(begins)).length < times)
          await Promise.race([once(lines, 'line'), exited.then(() => Promise.reject(new Error(`ended: ${said.slice(-5).join(' | ')}`)))]);
      },
      async stop() {
        child.kill('SIGTERM');
        await exited;
      },
    };
  }

  const states = async (): Promise<Readonly<Record<string, number>>> => {
    const rows = await asOwner<{ state: string; n: number }>(
      'select state, count(*)::int as n from outbox where tenant = $1 group by state',
      [one.tenant],
    );
    return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
  };
  /** Looks again and again: what the workers do is seen in the database alone. */
  async function untilDone(times: number): Promise<void> {
    while ((await states())['done'] !== times) await setTimeout(50);
  }
  const effects = (): readonly string[] =>
    readdirSync(join(folder, 'effects'))
      .map((name) => name.split('-').slice(0, 2).join('-'))
      .toSorted();
  /** For each proposal one file, one entry that it was done, and nothing else left. */
  async function expectEachOnce(times: number): Promise<void> {
    const done = await asOwner<{ proposal: string }>(
      `select proposal from ledger_entry where tenant = $1 and leaf::json ->> 'act' = 'effect.done'`,
      [one.tenant],
    );
    expect(await states()).toEqual({ done: times });
    expect(effects()).toHaveLength(times);
    expect(new Set(effects()).size).toBe(times);
    expect(done.map(({ proposal }) => proposal).toSorted()).toEqual(effects());
  }
  const sentBy = (...workers: readonly Worker[]): readonly string[] =>
    workers.flatMap(({ said }) => said.filter((line) => line.startsWith('sent ')));

  test.each([
    // Before it sends: it then sends what the other has sent for it, and the key of the effect makes them one.
    ['checked', 11],
    ['after-send', 10],
  ])('are carried out once when a worker that was held up at "%s" comes back late', async (where, sendings) => {
    await approve(10);
    const held = work(where);
    await held.until('blocked');
    const other = work();
    await other.until('working');
    // What the other waits for in earnest is the lease of 15 seconds by the clock of the database; here it is made to end.
    await asOwner(`update outbox set claimed_at = claimed_at - make_interval(secs => $2) where tenant = $1 and state = 'sending'`, [
      one.tenant,
      IN_EARNEST ? 0 : 16,
    ]);
    await untilDone(10);
    expect(held.said).not.toContain('unblocked');
    await held.until('unblocked');
    await held.stop();
    await other.stop();

    await expectEachOnce(10);
    expect(sentBy(held, other).length).toBeGreaterThanOrEqual(sendings);
    expect(other.said.filter((line) => line.startsWith('woken')).length).toBeGreaterThan(0);
  });

  test('are delivered though Redis is emptied again and again', async () => {
    await approve(30);
    const queue = openEffectQueue({ url: redis.url }, one.tenant);
    const workers = [work(), work()];
    await Promise.all(workers.map((worker) => worker.until('working')));
    const flushed = (async () => {
      let times = 0;
      for (; (await states())['done'] !== 30; times += 1) await redis.inside.flushall();
      return times;
    })();
    await untilDone(30);

    expect(await flushed).toBeGreaterThan(0);
    await Promise.all(workers.map((worker) => worker.stop()));
    await queue.close();
    await expectEachOnce(30);
  });

  test('are delivered while Redis is gone, and by its waking again when it comes back empty', async () => {
    const workers = [work(), work()];
    await Promise.all(workers.map((worker) => worker.until('Redis answers')));
    await approve(5);
    await untilDone(5);
    await redis.kill();
    await Promise.all(workers.map((worker) => worker.until('! Redis does not answer')));
    await approve(10);
    await untilDone(15);
    const swept = workers.flatMap(({ said }) => said.filter((line) => line.startsWith('swept'))).length;
    await redis.start();
    await Promise.all(workers.map((worker) => worker.until('Redis answers', 2)));
    const woken = () => workers.flatMap(({ said }) => said.filter((line) => line.startsWith('woken'))).length;
    const before = woken();
    await approve(5);
    await untilDone(20);
    await Promise.all(workers.map((worker) => worker.stop()));

    expect(swept).toBeGreaterThan(0);
    expect(woken()).toBeGreaterThan(before);
    await expectEachOnce(20);
  });

  test('are delivered though Redis takes them and wakes nobody', async () => {
    const stuck = new Queue(one.tenant, { connection: redis.inside, prefix: 'countersign' });
    stuck.on('error', () => undefined);
    await stuck.pause();
    await approve(3);
    const worker = work();
    await untilDone(3);
    await worker.stop();

    expect(sentBy(worker)).toHaveLength(3);
    await expectEachOnce(3);
  });

  test('are known to Redis by their ids and their tenant, and by nothing else', async () => {
    await approve(1);
    const queue = openEffectQueue({ url: redis.url }, one.tenant);
    const [id = ''] = (await asOwner<{ id: string }>('select id from outbox where tenant = $1', [one.tenant])).map((row) => row.id);
    while (!(await queue.wake([id, id]))) await setTimeout(20);
    await queue.wake([id]);

    const jobs = (await redis.inside.keys(`countersign:${one.tenant}:*-*-*`)).map((key) => key.split(':').at(-1));
    const held = await redis.inside.hgetall(`countersign:${one.tenant}:${id}`);
    await queue.close();

    expect(jobs).toEqual([id]);
    expect(JSON.parse(held['data'] ?? '')).toEqual({ tenant: one.tenant, outbox: id });
    expect(Object.keys(held).toSorted()).toEqual(['data', 'delay', 'name', 'opts', 'priority', 'timestamp']);
  });

  test('are found in the database each second where no Redis is set', async () => {
    delete settings['COUNTERSIGN_REDIS_URL'];
    await approve(4);
    const workers = [work(), work()];
    await untilDone(4);
    await Promise.all(workers.map((worker) => worker.stop()));

    await expectEachOnce(4);
    expect(workers.flatMap(({ said }) => said).filter((line) => line.startsWith('woken'))).toEqual([]);
  });
});
