import type { ChatParts } from './chat-parts.ts';
import type { ChatEvent } from './event.ts';
import { aside, type Saying } from './saying.ts';
import { identityOf } from './who-is-it.ts';

const HOUR = 3_600_000;

/** Told to whoever is nobody here, at most once an hour: how they become somebody, and nothing of what is kept here. */
export async function whyNotLinked(
  { place, user }: ChatEvent,
  why: 'nobody' | 'inactive',
  { store, tenant, now }: ChatParts,
): Promise<readonly Saying[]> {
  const { at, id } = identityOf({ place, user });
  const to = `user ${at} ${id}`;
  return store.within(tenant, async ({ notices }) => {
    if ((await notices.since(to, new Date(now() - HOUR).toISOString())) > 0) return [];
    const moment = new Date(now()).toISOString();
    await notices.told(to, [`not linked ${moment}`], moment);
    return [aside(why === 'inactive' ? INACTIVE : UNKNOWN)];
  });
}

const UNKNOWN =
  'You are not linked to a person who is registered here, so I cannot answer you or take a decision from you. An administrator can register you, or give you a one-time code: then write to me directly "link" and that code.';
const INACTIVE =
  'The person that you are linked to is not active here, so I cannot answer you or take a decision from you. An administrator can help.';
