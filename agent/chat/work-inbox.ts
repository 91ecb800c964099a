import { Failure } from '#core/errors.ts';
import type { ChatParts } from './chat-parts.ts';
import { takeEvent } from './take-event.ts';

const MOST_AT_ONCE = 10;
/** Longer than a turn with a model takes. Whoever dies with an event leaves it to others after that. */
const LEASE_SECONDS = 180;

const ALTERED = 'An event of chat was written or changed in the database beside the program. It was not worked.';

/** Works what waits in the inbox, one event of a lane at a time. Returns how many were taken. */
export async function workInbox(parts: ChatParts): Promise<number> {
  const begun = await beginEvents(parts, MOST_AT_ONCE);
  await Promise.all(begun);
  return begun.length;
}

/** Takes up to `most` events and begins to work each. What is given ends when its event was worked, and never throws. */
export async function beginEvents(parts: ChatParts, most: number): Promise<readonly Promise<void>[]> {
  const { store, tenant, noted } = parts;
  const setAside = () => void noted(new Failure('broken-promise', ALTERED), 'chat.inbox');
  const claimed = await store.within(tenant, ({ inbox }) => inbox.claim(most, LEASE_SECONDS, setAside));
  return claimed.map((event) =>
    takeEvent(event, parts).catch((thrown: unknown) => {
      // It could not even be put back: its lease ends by itself.
      noted(thrown, 'chat.inbox');
    }),
  );
}
