import type { ChatParts } from './chat-parts.ts';
import { takeEvent } from './take-event.ts';

const MOST_AT_ONCE = 10;
/** Longer than a turn with a model takes. Whoever dies with an event leaves it to others after that. */
const LEASE_SECONDS = 180;

/** Works what waits in the inbox, one event of a lane at a time. Returns how many were taken. */
export async function workInbox(parts: ChatParts): Promise<number> {
  const { store, tenant, noted } = parts;
  const claimed = await store.within(tenant, ({ inbox }) => inbox.claim(MOST_AT_ONCE, LEASE_SECONDS));
  await Promise.all(
    claimed.map((event) =>
      takeEvent(event, parts).catch((thrown: unknown) => {
        // It could not even be put back: its lease ends by itself.
        noted(thrown, 'chat.inbox');
      }),
    ),
  );
  return claimed.length;
}
