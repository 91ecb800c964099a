import { openEffectQueue } from '#connectors/queue/effect-queue.ts';
import { startEffectWorker, type Timing } from '#connectors/queue/effect-worker.ts';
import type { Faults } from '../owner/faults.ts';
import type { OpenDesk } from '../desks/open-desk.ts';
import { redisInWords } from '../settings/redis-in-words.ts';
import { repeat } from '../owner/repeat.ts';

export interface EffectsWork {
  /** Takes nothing more, and ends what it has begun. */
  close(): Promise<void>;
}

export interface Working extends Pick<OpenDesk, 'deliver' | 'tidy' | 'due' | 'deliverOne'> {
  readonly tenant: string;
  readonly redisUrl?: string;
  readonly faults: Faults;
  readonly progress: (says: string) => void;
  readonly timing?: Timing & { readonly sweepMs: number };
}

/** How often the outbox is looked into: where workers are woken, and where they have to look for themselves. */
const SWEEP_MS = 10_000;
const POLL_MS = 1_000;
/** An effect that so many sweeps have found due, one after the other, is delivered by the last of them. */
const MOST_SWEEPS = 3;

/**
 * Does the work of one process among any number. The outbox is the truth, and a claim in it decides who sends an effect. Redis only
 * says that there is something: each sweep says it again of everything that is due, and where Redis does not take it, or nothing comes
 * of it, the sweep delivers by itself.
 */
export function workEffects(working: Working): EffectsWork {
  const { redisUrl, faults } = working;
  const noted = (what: string) => (thrown: unknown) => void faults.noted(thrown, what);
  const stopTidying = repeat(() => working.tidy().catch(noted('tidy')), SWEEP_MS);
  if (redisUrl === undefined) {
    const stopPolling = repeat(() => working.deliver().catch(noted('deliver')), POLL_MS);
    return { close: async () => void (await Promise.all([stopTidying(), stopPolling()])) };
  }
  const { queue, worker, sweep } = throughRedis({ ...working, redisUrl });
  const stopSweeping = repeat(() => sweep().catch(noted('sweep')), working.timing?.sweepMs ?? SWEEP_MS);
  return {
    async close() {
      await Promise.all([stopTidying(), stopSweeping(), worker.close()]);
      await queue.close();
    },
  };
}

function throughRedis({
  redisUrl: url,
  tenant,
  faults,
  progress,
  due,
  deliver,
  deliverOne,
  timing,
}: Working & { readonly redisUrl: string }) {
  const changed = (answers: boolean): void => progress(redisInWords(answers));
  const worker = startEffectWorker({
    url,
    tenant,
    changed,
    deliver: deliverOne,
    broke: (thrown) => void faults.noted(thrown, 'deliver'),
    ...(timing && { timing }),
  });
  const queue = openEffectQueue({ url }, tenant);
  let seen = new Map<string, number>();
  const sweep = async (): Promise<void> => {
    const ids = await due();
    seen = new Map(ids.map((id) => [id, (seen.get(id) ?? 0) + 1]));
    if (ids.length > 0 && !(await queue.wake(ids))) await deliver();
    // Whatever Redis believes of it: that a worker has it, that it was told of it already, that the queue is paused.
    for (const [id, times] of seen) if (times >= MOST_SWEEPS) await deliverOne(id);
  };
  return { queue, worker, sweep };
}
