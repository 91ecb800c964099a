import type { ChatEvent } from '#agent/chat/event.ts';
import type { BatchingInbox } from './batching-inbox.ts';
import type { UnkeptEvents } from './unkept-events.ts';

export interface KeepingInTime {
  readonly inbox: Pick<BatchingInbox, 'put'>;
  /** Absent: what the inbox does not take in time is not acknowledged. */
  readonly unkept?: UnkeptEvents | undefined;
  /** Passes the time for which an acknowledgement waits. */
  readonly waits: (ms: number) => Promise<unknown>;
  readonly noted: (thrown: unknown, during: string) => unknown;
}

/** An inbox that answers is waited for. One that is slow is not: whoever pressed sees nothing until Slack is answered. */
const SHORT_MS = 100;
/** Slack waits for three seconds. */
const LONG_MS = 2_000;
const DURING = 'slack-inbox';

/**
 * Resolves when an event is where no process that dies loses it: in the inbox, or, where that takes its time, on the disk until it is. Throws where it is in
 * neither in time: then it MUST NOT be acknowledged.
 */
export function keepInTime({ inbox, unkept, waits, noted }: KeepingInTime): (event: ChatEvent) => Promise<void> {
  const within = (kept: Promise<void>, ms: number): Promise<boolean> => Promise.race([kept.then(() => true), waits(ms).then(() => false)]);

  async function isOnDisk(event: ChatEvent, kept: Promise<void>): Promise<boolean> {
    if (unkept === undefined) return false;
    try {
      await unkept.put(event);
    } catch (thrown) {
      noted(thrown, DURING);
      return false;
    }
    void kept.then(() => unkept.drop(event)).catch((thrown: unknown) => void noted(thrown, DURING));
    return true;
  }

  return async (event) => {
    const kept = inbox.put(event);
    if ((await within(kept, SHORT_MS)) || (await isOnDisk(event, kept)) || (await within(kept, LONG_MS))) return;
    throw new Error('an event was kept nowhere in time');
  };
}
