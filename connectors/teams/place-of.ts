import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ChatEvent, Place } from '#agent/chat/event.ts';
import type { TeamsActivity } from './payloads.ts';

const THREAD = ';messageid=';
const LONGEST_KEY = 300;

/** What a place leaves, to be written to later: the region that it is served from, and in a talk with one person whose it is. */
export const Reference = z.object({ serviceUrl: z.string().min(1), user: z.string().min(1).optional() });
export type Reference = z.infer<typeof Reference>;

/** A thread of a channel is part of Teams' id of the conversation. */
export function placeOf({ conversation }: Pick<TeamsActivity, 'conversation'>, workspace: string): Place {
  const [channel = '', thread] = conversation.id.split(THREAD);
  const kind = kindOf(conversation.conversationType);
  return { surface: 'teams', workspace, channel, ...(thread !== undefined && thread !== '' && { thread }), kind };
}

/** What is of no kind that we know is open to more people than one. */
function kindOf(type: string | undefined): Place['kind'] {
  if (type === 'personal') return 'direct';
  return type === 'groupChat' ? 'group' : 'channel';
}

export function conversationOf({ channel, thread }: Pick<Place, 'channel' | 'thread'>): string {
  return thread === undefined ? channel : `${channel}${THREAD}${thread}`;
}

/** Where, by whom and when something was done. `undefined` where Teams names no person of an organisation: a bot, or a guest of a meeting. */
export function eventOf(
  activity: TeamsActivity,
  { tenantId, now }: { readonly tenantId: string; readonly now: Date },
): Omit<ChatEvent, 'did' | 'key'> | undefined {
  const { from, serviceUrl, timestamp, channelData } = activity;
  if (from.aadObjectId === undefined) return undefined;
  const place = placeOf(activity, tenantId);
  const reference = place.kind === 'direct' ? { serviceUrl, user: from.id } : { serviceUrl };
  const type = channelData?.channel?.type ?? undefined;
  return {
    ...{ place, user: from.aadObjectId, reference },
    at: (timestamp === undefined ? now : new Date(timestamp)).toISOString(),
    ...(type !== undefined && { shared: type.toLowerCase() === 'shared' }),
  };
}

/** The same for the same words. Ids of Teams may be longer together than a key. */
export function keyOf(...words: readonly string[]): string {
  const key = words.join(' ');
  return key.length <= LONGEST_KEY ? key : `${words[0] ?? ''} ${createHash('sha256').update(key).digest('hex')}`;
}
