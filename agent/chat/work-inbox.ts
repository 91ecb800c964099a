import { Failure } from '#core/errors.ts';
import type { ChatParts } from './chat-parts.ts';
import { takeEvent } from './take-event.ts';

const MOST_AT_ONCE = 10;
/** Whoever dies with an event leaves it to others after that. It is renewed while the event is worked, three times as often as it ends. */
const LEASE_SECONDS = 30;
export const RENEW_MS = (LEASE_SECONDS * 1_000) / 3;

const ALTERED = 'An event of chat was written or changed in the database beside the program. It was not worked.';

/** Works what waits in the inbox, one event of a lane at a time. Returns how many were taken. */
export async function workInbox(parts: ChatParts): Promise<number> {
  const begun = await beginEvents(parts, MOST_AT_ONCE);
  await Promise.all(begun.map(({ ended }) => ended));
  return begun.length;
}

/** An event that is being worked. */
export interface Begun {
  readonly key: string;
  /** When it was worked. It never throws. */
  readonly ended: Promise<void>;
}

/** Says that these are still worked. */
export function renewEvents({ store, tenant }: Pick<ChatParts, 'store' | 'tenant'>, keys: readonly string[]): Promise<void> {
  return keys.length === 0 ? Promise.resolve() : store.within(tenant, ({ inbox }) => inbox.renew(keys, LEASE_SECONDS));
}

/** Takes up to `most` events and begins to work each. Whoever begins them MUST have them renewed until they ended. */
export async function beginEvents(parts: ChatParts, most: number): Promise<readonly Begun[]> {
  const { store, tenant, noted } = parts;
  const setAside = () => void noted(new Failure('broken-promise', ALTERED), 'chat.inbox');
  const claimed = await store.within(tenant, ({ inbox }) => inbox.claim(most, LEASE_SECONDS, setAside));
  return claimed.map((event) => ({
    key: event.key,
    ended: takeEvent(event, parts).catch((thrown: unknown) => {
      // It could not even be put back: its lease ends by itself.
      noted(thrown, 'chat.inbox');
    }),
  }));
}
