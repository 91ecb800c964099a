import { setTimeout } from 'node:timers/promises';
import { Worker } from 'bullmq';
import { EffectJob, PREFIX } from './effect-job.ts';
import { openRedis, type RedisAt } from './open-redis.ts';

export interface Timing {
  /** How long a worker that does not answer keeps its job before another gets it. */
  readonly lockMs: number;
  readonly stalledMs: number;
}

export interface EffectWorking extends RedisAt {
  readonly tenant: string;
  /** Delivers one effect if it is due and nobody else has it. The outbox decides that, so a job may come twice, late, or for nothing. */
  readonly deliver: (outboxId: string) => Promise<void>;
  /** Told what broke. The job is dropped; the effect stays owed, and is found in the outbox. */
  readonly broke: (thrown: unknown) => void;
  readonly timing?: Timing;
}

export interface EffectWorker {
  /** Takes no more, and waits for what runs. */
  close(): Promise<void>;
}

/** As long as the lease in the outbox: while Redis keeps the job of a worker that is held up, no other is woken for that effect. */
const TIMING: Timing = { lockMs: 15_000, stalledMs: 5_000 };
const AT_ONCE = 4;
/** A job that outlives more workers than this is dropped; its effect is not. */
const MOST_STALLS = 10;
/** A receiver has ten seconds. */
const PARTING_MS = 15_000;
/** How long Redis has to take its leave, once nothing runs. */
const FAREWELL_MS = 1_000;

export function startEffectWorker({ url, changed, tenant, deliver, broke, timing = TIMING }: EffectWorking): EffectWorker {
  const { redis, leave } = openRedis({ url, ...(changed && { changed }) }, { maxRetriesPerRequest: null });
  const running = new Set<Promise<unknown>>();
  const worker = new Worker(
    tenant,
    async ({ data }) => {
      const job = EffectJob.safeParse(data);
      if (!job.success || job.data.tenant !== tenant) return;
      // MUST NOT throw: the message of an error, which may quote a chart, would be written into Redis.
      const delivered = deliver(job.data.outbox).catch(broke);
      running.add(delivered);
      await delivered;
      running.delete(delivered);
    },
    {
      connection: redis,
      prefix: PREFIX,
      concurrency: AT_ONCE,
      lockDuration: timing.lockMs,
      stalledInterval: timing.stalledMs,
      maxStalledCount: MOST_STALLS,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
    },
  );
  // A lost connection and a lost lock come here too: neither is a fault, for the outbox knows what is owed.
  worker.on('error', () => undefined);
  return {
    async close() {
      // Where Redis does not answer, BullMQ would wait for it without end, and try again for as long.
      const closed = worker.close(redis.status !== 'ready').catch(() => undefined);
      await Promise.race([Promise.all(running), after(PARTING_MS)]);
      await Promise.race([closed, after(FAREWELL_MS)]);
      leave();
    },
  };
}

function after(ms: number): Promise<void> {
  return setTimeout(ms, undefined, { ref: false });
}
