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
  /** Resolves when it is kept, or needs no more work. */
  put(event: ChatEvent): Promise<void>;
  /** Events that are not kept yet. */
  waiting(): number;
  /** Resolves when all that was put has been kept. */
  drained(): Promise<void>;
}

interface Waiting {
  readonly event: ChatEvent;
  readonly kept: () => void;
}

const MOST_WAITING = 5_000;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

/** Events on their way to the inbox: one batch is being kept at a time, and all that came meanwhile is the next. */
export function batchingInbox({ keep, noted, pause, most = MOST_WAITING }: Batching): BatchingInbox {
  const keptOf = keepFirst({ keep, noted });
  let waiting: Waiting[] = [];
  let working: Promise<void> | undefined;

  async function work(): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    while (waiting.length > 0) {
      const done = new Set(await keptOf(waiting.map(({ event }) => event)));
      const left = waiting.filter(({ event }) => !done.has(event));
      for (const { event, kept } of waiting) if (done.has(event)) kept();
      waiting = left;
      if (done.size === 0) await pause(pauseMs);
      pauseMs = done.size === 0 ? Math.min(pauseMs * 2, LONGEST_PAUSE_MS) : FIRST_PAUSE_MS;
    }
    working = undefined;
  }

  return {
    room: () => waiting.length < most,
    put(event) {
      const read = ChatEvent.safeParse(event);
      if (!read.success) return Promise.resolve(void noted(read.error, 'slack-inbox'));
      const { promise, resolve: kept } = Promise.withResolvers<void>();
      waiting.push({ event: read.data, kept });
      working ??= Promise.resolve().then(work);
      return promise;
    },
    waiting: () => waiting.length,
    drained: () => working ?? Promise.resolve(),
  };
}
