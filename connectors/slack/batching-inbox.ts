import { ChatEvent } from '#agent/chat/event.ts';
import { keepFirst, type Keeping } from './keep-first.ts';

export interface Batching extends Keeping {
  /** Passes the time between two tries. */
  readonly pause: (ms: number) => Promise<unknown>;
  readonly most?: number;
}

export interface BatchingInbox {
  /** Whether there is room for more. Where there is none nothing is acknowledged, so that Slack sends it again. */
  room(): boolean;
  put(event: ChatEvent): void;
  /** Events that are not kept yet. */
  waiting(): number;
  /** Resolves when all that was put has been kept. */
  drained(): Promise<void>;
}

const MOST_WAITING = 5_000;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Events on their way to the inbox: one batch is being kept at a time, and all that came meanwhile is the next. They are in memory until then, as
 * an acknowledgement may not wait for a slow database.
 */
export function batchingInbox({ keep, noted, pause, most = MOST_WAITING }: Batching): BatchingInbox {
  const kept = keepFirst({ keep, noted });
  let waiting: ChatEvent[] = [];
  let working: Promise<void> | undefined;

  async function work(): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    while (waiting.length > 0) {
      const done = new Set(await kept(waiting));
      waiting = waiting.filter((event) => !done.has(event));
      if (done.size === 0) await pause(pauseMs);
      pauseMs = done.size === 0 ? Math.min(pauseMs * 2, LONGEST_PAUSE_MS) : FIRST_PAUSE_MS;
    }
    working = undefined;
  }

  return {
    room: () => waiting.length < most,
    put(event) {
      const read = ChatEvent.safeParse(event);
      if (!read.success) return void noted(read.error, 'slack-inbox');
      waiting.push(read.data);
      working ??= Promise.resolve().then(work);
    },
    waiting: () => waiting.length,
    drained: () => working ?? Promise.resolve(),
  };
}
