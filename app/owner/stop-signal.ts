import type { EventEmitter } from 'node:events';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** A terminal sends ^C to every process of its group, and npm and the launcher pass theirs on: what comes this soon is the same one. */
const SAME_MS = 500;

/**
 * Resolves at the first SIGINT, SIGTERM or SIGHUP. A second one calls `end` at once, for whoever does not want to wait for a
 * clean end.
 */
export function stopSignal(
  source: EventEmitter = process,
  now: () => number = () => performance.now(),
  end: () => void = () => process.exit(130),
): Promise<void> {
  return new Promise((resolve) => {
    let asked: number | undefined;
    const stop = (): void => {
      if (asked !== undefined && now() - asked > SAME_MS) end();
      asked ??= now();
      resolve();
    };
    for (const signal of SIGNALS) source.on(signal, stop);
  });
}
