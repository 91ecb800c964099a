import type { App } from '@slack/bolt';
import type { ChatEvent } from '#agent/chat/event.ts';
import type { Handing } from '../handing.ts';
import { HomeBody } from '../payloads.ts';
import { placeOf } from '../place-of.ts';
import { cameIn } from './came.ts';
import { momentOf } from './said.ts';

/** Somebody opened our page: the queue of what waits for them, or the talk with us. */
export function registerOpenedHome(app: App, handing: Handing): void {
  app.event('app_home_opened', async ({ body }) => handing.take(cameIn(body) ?? homeIn(body)));
}

function homeIn(body: unknown): ChatEvent | undefined {
  const read = HomeBody.safeParse(body);
  if (!read.success || read.data.event.tab !== 'home') return undefined;
  const { team_id: workspace, event_id, event } = read.data;
  return {
    key: `event ${workspace} ${event_id}`,
    place: placeOf({ workspace, channel: event.channel }),
    user: event.user,
    at: momentOf(event.event_ts),
    did: { kind: 'opened-home' },
  };
}
