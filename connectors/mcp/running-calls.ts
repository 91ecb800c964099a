import { setImmediate } from 'node:timers/promises';
import type { Call } from './mcp-server.ts';

export interface RunningCalls {
  readonly call: Call;
  /** Resolves when no call runs and what the last ones gave has been handed on. */
  settled(): Promise<void>;
}

/** Counts calls, so that a server that is asked to stop answers those that it has begun. */
export function runningCalls(call: Call): RunningCalls {
  const running = new Set<Promise<unknown>>();
  return {
    async call(tool, input) {
      const promise = call(tool, input);
      running.add(promise);
      try {
        return await promise;
      } finally {
        running.delete(promise);
      }
    },
    async settled() {
      // A message that has been read starts its call, and a call that has ended writes its answer, before the next turn.
      await setImmediate();
      while (running.size > 0) {
        await Promise.allSettled(running);
        await setImmediate();
      }
    },
  };
}
