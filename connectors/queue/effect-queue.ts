import { setTimeout } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { EffectJob, PREFIX } from './effect-job.ts';
import { openRedis, type RedisAt } from './open-redis.ts';

/** Wakes workers. What is owed stands in the outbox; what is in here may be lost, doubled or late, and nothing comes of it. */
export interface EffectQueue {
  /** False when Redis did not take them: then only who looks into the outbox knows of them. It never throws. */
  wake(outboxIds: readonly string[]): Promise<boolean>;
  close(): Promise<void>;
}

const PATIENCE_MS = 2_000;
/** How long BullMQ has to close what it opened, where Redis may not answer. */
const PARTING_MS = 500;

export function openEffectQueue(at: RedisAt, tenant: string): EffectQueue {
  // A command that cannot be sent at once fails: the caller has the outbox to fall back on.
  const { redis, leave } = openRedis(at, { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: PATIENCE_MS });
  const open = (): Queue<EffectJob> => {
    const opened = new Queue<EffectJob>(tenant, { connection: redis, prefix: PREFIX });
    opened.on('error', () => undefined);
    return opened;
  };
  let queue = open();
  /** A queue whose first words with Redis failed never speaks again. */
  const renew = (): false => {
    void queue.close().catch(() => undefined);
    queue = open();
    return false;
  };
  return {
    async wake(outboxIds) {
      if (redis.status !== 'ready') return false;
      const jobs = outboxIds.map((outbox) => ({
        name: 'deliver',
        data: EffectJob.parse({ tenant, outbox }),
        opts: { jobId: outbox, removeOnComplete: true, removeOnFail: true },
      }));
      const taken = queue.addBulk(jobs).then(
        () => true,
        () => renew(),
      );
      // What was sent into a connection that broke may be answered never.
      return Promise.race([taken, setTimeout(PATIENCE_MS, false, { ref: false })]);
    },
    async close() {
      leave();
      await Promise.race([queue.close().catch(() => undefined), setTimeout(PARTING_MS, undefined, { ref: false })]);
    },
  };
}
