import { setTimeout } from 'node:timers/promises';
import type { TenantId } from '#guardrails/actor.ts';
import type { Store } from '#guardrails/unit.ts';

export interface HandingOver {
  readonly store: Store;
  readonly tenant: TenantId;
  readonly due: () => Promise<readonly string[]>;
  /** Wakes the workers. They find what is owed without it, only later. */
  readonly wake: (ids: readonly string[]) => Promise<unknown>;
  readonly patienceMs?: number;
}

const PATIENCE_MS = 3_000;
const BETWEEN_MS = 50;
const MOST = 1_000;

/**
 * How a process that sends nothing itself has what is owed sent: it wakes the workers and waits a little, so that the answer to an
 * approval can say what became of it. What they have not settled by then stays owed, and the answer says that.
 */
export function handOver({ store, tenant, due, wake, patienceMs = PATIENCE_MS }: HandingOver): () => Promise<void> {
  const waiting = (): Promise<ReadonlySet<string>> =>
    store.within(tenant, async ({ outbox }) => {
      const records = await outbox.list({ states: ['owed', 'sending'], limit: MOST });
      // What was tried and put off says why, and is no longer waited for.
      return new Set(records.filter(({ state, says }) => state === 'sending' || says === undefined).map(({ id }) => id));
    });
  return async () => {
    const ids = await due();
    if (ids.length === 0) return;
    await wake(ids);
    const until = performance.now() + patienceMs;
    while (performance.now() < until) {
      const left = await waiting();
      if (!ids.some((id) => left.has(id))) return;
      await setTimeout(BETWEEN_MS);
    }
  };
}
