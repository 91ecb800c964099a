import { laneOf, type ChatEvent } from '#agent/chat/event.ts';

export interface Keeping {
  /** Keeps events. It may be slow, and may fail for a while: nobody's acknowledgement waits for it. */
  readonly keep: (events: readonly ChatEvent[]) => Promise<unknown>;
  /** Takes note of what broke. */
  readonly noted: (thrown: unknown, during: string) => unknown;
}

const MOST_AT_ONCE = 500;
const MOST_REFUSALS = 3;
const DURING = 'slack-inbox';

/**
 * Tries to keep the first of those that wait, and gives those that need no more work. Fewer are tried at once after a refusal, more after a
 * success. The first alone, refused three times while one of another lane is taken, is given up on: it would hold up everybody.
 */
export function keepFirst({ keep, noted }: Keeping): (waiting: readonly ChatEvent[]) => Promise<readonly ChatEvent[]> {
  const refusals = new WeakMap<ChatEvent, number>();
  let atOnce = MOST_AT_ONCE;
  let failing = false;

  async function isKept(events: readonly ChatEvent[]): Promise<boolean> {
    try {
      await keep(events);
      failing = false;
      return true;
    } catch (thrown) {
      // The first of a row says it all.
      if (!failing) noted(thrown, DURING);
      failing = true;
      return false;
    }
  }

  /** Whether others are taken where this one is not. One of its own lane would come before it. */
  async function otherKept(first: ChatEvent, waiting: readonly ChatEvent[]): Promise<ChatEvent | undefined> {
    const times = (refusals.get(first) ?? 0) + 1;
    refusals.set(first, times);
    const other = times < MOST_REFUSALS ? undefined : waiting.find(({ place }) => laneOf(place) !== laneOf(first.place));
    return other !== undefined && (await isKept([other])) ? other : undefined;
  }

  return async (waiting) => {
    const batch = waiting.slice(0, atOnce);
    const [first] = batch;
    if (await isKept(batch)) {
      atOnce = Math.min(atOnce * 2, MOST_AT_ONCE);
      return batch;
    }
    atOnce = Math.ceil(batch.length / 2);
    if (batch.length > 1 || first === undefined) return [];
    const other = await otherKept(first, waiting);
    if (other === undefined) return [];
    noted(new Error('an event was given up on'), DURING);
    return [first, other];
  };
}
