import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { noRedis, redisServer, type RedisServer } from '../../tests/support/redis-server.ts';
import { openEffectQueue, type EffectQueue } from './effect-queue.ts';
import { startEffectWorker } from './effect-worker.ts';

const why = noRedis();
if (why !== undefined) process.stderr.write(`Tests of the queue are skipped: ${why}.\n`);

describe.skipIf(why !== undefined)('the queue that wakes workers', () => {
  let redis: RedisServer;

  beforeAll(async () => {
    redis = await redisServer();
  });
  afterAll(() => redis.close());

  /** A worker that says which effects it was woken for, and a way to wait for so many. */
  function aWorker(tenant: string, deliver: (id: string) => Promise<void> = () => Promise.resolve()) {
    const woken: string[] = [];
    const broken: unknown[] = [];
    let heard = (): void => undefined;
    const worker = startEffectWorker({
      url: redis.url,
      tenant,
      async deliver(id) {
        woken.push(id);
        heard();
        await deliver(id);
      },
      broke: (thrown) => void broken.push(thrown),
    });
    onTestFinished(() => worker.close());
    const until = async (times: number): Promise<void> => {
      while (woken.length < times) await new Promise<void>((resolve) => (heard = resolve));
    };
    return { woken, broken, until, close: () => worker.close() };
  }

  /** A queue that answers. */
  async function aQueue(tenant: string): Promise<EffectQueue> {
    let answered = (): void => undefined;
    const ready = new Promise<void>((resolve) => (answered = resolve));
    const queue = openEffectQueue({ url: redis.url, changed: answered }, tenant);
    onTestFinished(() => queue.close());
    await ready;
    return queue;
  }

  async function everythingIn(): Promise<string> {
    const dumped: unknown[] = [];
    for (const key of await redis.inside.keys('*')) {
      const type = await redis.inside.type(key);
      dumped.push(
        key,
        type === 'hash' ? await redis.inside.hgetall(key) : type === 'stream' ? await redis.inside.xrange(key, '-', '+') : type,
      );
    }
    return JSON.stringify(dumped);
  }

  test('wakes a worker of the same tenant once for an effect that was queued twice', async () => {
    const queue = await aQueue('hospital');
    const [one, two] = [randomUUID(), randomUUID()];
    expect(await queue.wake([one, two])).toBe(true);
    expect(await queue.wake([one])).toBe(true);
    const elsewhere = aWorker('elsewhere');
    const worker = aWorker('hospital');
    await worker.until(2);
    await worker.close();

    expect(worker.woken.toSorted()).toEqual([one, two].toSorted());
    expect(elsewhere.woken).toEqual([]);
  });

  test('wakes again for an effect that was delivered in vain', async () => {
    const queue = await aQueue('again');
    const id = randomUUID();
    const worker = aWorker('again');
    await queue.wake([id]);
    await worker.until(1);
    while (worker.woken.length < 2) await queue.wake([id]);

    expect(worker.woken.slice(0, 2)).toEqual([id, id]);
  });

  test('keeps nothing of an error: its message may quote a chart', async () => {
    const queue = await aQueue('broken');
    const worker = aWorker('broken', () => Promise.reject(new Error('Jane Doe has heart failure')));
    await queue.wake([randomUUID()]);
    await worker.until(1);
    await worker.close();

    expect(String(worker.broken[0])).toContain('Jane Doe');
    expect(await everythingIn()).not.toContain('Jane Doe');
  });

  test('drops what is no job of ours', async () => {
    const queue = await aQueue('foreign');
    const { Queue } = await import('bullmq');
    const theirs = new Queue('foreign', { connection: redis.inside, prefix: 'countersign' });
    theirs.on('error', () => undefined);
    await theirs.addBulk([
      { name: 'deliver', data: { tenant: 'other', outbox: randomUUID() } },
      { name: 'deliver', data: { tenant: 'foreign', outbox: 'not an id' } },
      { name: 'deliver', data: { tenant: 'foreign', outbox: randomUUID(), code: 'I50.23' } },
    ]);
    const id = randomUUID();
    await queue.wake([id]);
    const worker = aWorker('foreign');
    await worker.until(1);
    await worker.close();

    expect(worker.woken).toEqual([id]);
    expect(worker.broken).toEqual([]);
  });

  test('says that it took nothing where Redis does not answer, and takes again when it does', async () => {
    const queue = await aQueue('gone');
    await redis.kill();
    expect(await queue.wake([randomUUID()])).toBe(false);
    await redis.start();
    const id = randomUUID();
    while (!(await queue.wake([id]))) await new Promise(setImmediate);
    const worker = aWorker('gone');
    await worker.until(1);

    expect(worker.woken).toEqual([id]);
  });
});
