import type { ChatEvent } from '#agent/chat/event.ts';
import { HomeBody } from '../payloads.ts';
import { placeOf } from '../place-of.ts';
import { momentOf } from './said.ts';

/** Somebody opened the talk with us. Slack says so each time; as an event it is the same one each time, so that they are greeted once. */
export function cameIn(body: unknown): ChatEvent | undefined {
  const read = HomeBody.safeParse(body);
  if (!read.success || read.data.event.tab !== 'messages') return undefined;
  const { team_id: workspace, event } = read.data;
  return {
    key: `came ${workspace} ${event.user}`,
    place: placeOf({ workspace, channel: event.channel }),
    user: event.user,
    at: momentOf(event.event_ts),
    did: { kind: 'came' },
  };
}
