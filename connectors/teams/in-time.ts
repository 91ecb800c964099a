/** Teams gives up on a press after ten seconds, and on a message after fifteen. */
const LONGEST_MS = 8_000;

/** What `work` gives, unless that takes longer than Teams waits. It is not stopped then: what was kept late is kept. */
export async function inTime<T>(work: Promise<T>, pause: (ms: number, signal: AbortSignal) => Promise<unknown>): Promise<T> {
  const done = new AbortController();
  const late = pause(LONGEST_MS, done.signal).then(() => {
    throw new Error('it took longer than Teams waits');
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    done.abort();
  }
}
