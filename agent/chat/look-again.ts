import { NO_CARD } from './card-here.ts';
import type { ChatParts } from './chat-parts.ts';
import type { Place } from './event.ts';
import type { ChatView } from './view.ts';
import { viewOf } from './view-of-message.ts';
import { whoIsIt } from './who-is-it.ts';

export interface LookedAgain {
  readonly card: string;
  readonly place: Place;
  readonly user: string;
}

/** The message of a card as it is now, for somebody who looks at it where it stands, or why they are not shown it. It reads and grants nothing. */
export async function lookAgain(
  { card, place, user }: LookedAgain,
  { store, tenant, soleWorkspace, links }: Pick<ChatParts, 'store' | 'tenant' | 'soleWorkspace' | 'links'>,
): Promise<ChatView | { readonly why: string }> {
  return store.within(tenant, async (unit) => {
    if ('unknown' in (await whoIsIt({ place, user }, unit, { soleWorkspace }))) return { why: NO_CARD };
    const message = (await unit.messages.card(card))?.message;
    if (message === undefined || !isSame(message.place, place)) return { why: NO_CARD };
    return viewOf(message, unit, links);
  });
}

function isSame(a: Place, b: Place): boolean {
  return a.surface === b.surface && a.workspace === b.workspace && a.channel === b.channel;
}
