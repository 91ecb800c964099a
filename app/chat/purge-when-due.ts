import { purgeChat, type Purging } from '#agent/chat/purge-chat.ts';

const HOUR_MS = 3_600_000;

/** Purges chat at the first call, and then once an hour however often it is called. `clock` is in milliseconds and only runs forward. */
export function purgeWhenDue(purging: Purging, clock: () => number): () => Promise<void> {
  let last = Number.NEGATIVE_INFINITY;
  return async () => {
    if (clock() - last < HOUR_MS) return;
    last = clock();
    await purgeChat(purging);
  };
}
