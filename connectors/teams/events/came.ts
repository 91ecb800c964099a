import type { ChatEvent } from '#agent/chat/event.ts';
import type { Seeing } from '../handing.ts';
import type { TeamsActivity } from '../payloads.ts';
import { eventOf, keyOf } from '../place-of.ts';

/**
 * We were added to a talk. Teams tells it twice, as an installation and as a new member, so by its key it is one event of that place; told from another
 * address it is another, as that is where the place is written to from then on.
 */
export function cameIn(activity: TeamsActivity, seeing: Seeing): ChatEvent | undefined {
  const event = eventOf(activity, seeing);
  if (event === undefined || !isAdded(activity)) return undefined;
  const { conversation, serviceUrl } = activity;
  return { ...event, key: keyOf('came', seeing.tenantId, conversation.id, serviceUrl), did: { kind: 'came' } };
}

function isAdded({ type, action, membersAdded, recipient }: TeamsActivity): boolean {
  if (type === 'installationUpdate') return action === 'add' || action === 'add-upgrade';
  return type === 'conversationUpdate' && (membersAdded ?? []).some(({ id }) => id === recipient.id);
}
