import { NO_CARD } from './card-here.ts';
import type { ChatParts } from './chat-parts.ts';
import type { Place } from './event.ts';
import { fitToLeave } from './outbound/hold-back.ts';
import type { ChatView } from './view.ts';
import { viewOf } from './view-of-message.ts';
import { whoIsIt } from './who-is-it.ts';

export interface LookedAgain {
  readonly card: string;
  readonly place: Place;
  readonly user: string;
}

type Parts = Pick<ChatParts, 'store' | 'tenant' | 'soleWorkspace' | 'links' | 'checkOutbound' | 'noted'>;

/**
 * The message of a card as it is now, for somebody who looks at it where it stands, or why they are not shown it. It reads and grants nothing, and leaves by the
 * same wall as what is sent.
 */
export async function lookAgain({ card, place, user }: LookedAgain, parts: Parts): Promise<ChatView | { readonly why: string }> {
  const { store, tenant, soleWorkspace, links } = parts;
  return store.within(tenant, async (unit) => {
    if ('unknown' in (await whoIsIt({ place, user }, unit, { soleWorkspace }))) return { why: NO_CARD };
    const message = (await unit.messages.card(card))?.message;
    if (message === undefined || !isSame(message.place, place)) return { why: NO_CARD };
    return fitToLeave(await viewOf(message, unit, links), message, unit, parts);
  });
}

function isSame(a: Place, b: Place): boolean {
  return a.surface === b.surface && a.workspace === b.workspace && a.channel === b.channel;
}
