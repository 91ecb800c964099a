import type { App } from '@slack/bolt';
import type { ChatEvent } from '#agent/chat/event.ts';
import type { Handing } from '../handing.ts';
import { isOurs, SaidBody } from '../payloads.ts';
import { placeOf } from '../place-of.ts';
import { plainWords } from '../plain-words.ts';
import { dropped } from './dropped.ts';

/** Somebody wrote to us alone. Messages of channels are not subscribed to: there we are spoken to by name. */
export function registerSaid(app: App, handing: Handing): void {
  app.event('message', async ({ body }) => handing.take(saidIn(body)));
}

/**
 * One message is one event, however often and under whatever name Slack tells it: its key is its place and time. What a program wrote is
 * nobody's words, what was edited was said before, and a user of another organisation is nobody of ours whatever their id.
 */
export function saidIn(body: unknown): ChatEvent | undefined {
  const read = SaidBody.safeParse(body);
  if (!read.success) return undefined;
  const { team_id: workspace, event, authorizations, is_ext_shared_channel: shared } = read.data;
  if (event.type === 'message' && event.channel_type !== 'im') return undefined;
  if (event.user === undefined || event.bot_id !== undefined || event.edited !== undefined || isNotSaid(event.subtype)) return undefined;
  const of = [event.team, event.user_team, event.source_team];
  if (!isOurs(of, [workspace, authorizations?.[0]?.enterprise_id])) return undefined;
  const bot = authorizations?.[0]?.user_id ?? undefined;
  if (event.user === bot) return undefined;
  const text = plainWords(event.text ?? '', bot);
  const spoken = text === '' ? ({ kind: 'came' } as const) : ({ kind: 'said', text } as const);
  return {
    key: `message ${workspace} ${event.channel} ${event.ts}`,
    place: placeOf({ workspace, channel: event.channel, thread: event.thread_ts ?? event.ts }),
    user: event.user,
    at: momentOf(event.ts),
    did: dropped(event.files, text) ?? spoken,
    ...(shared !== undefined && { shared }),
  };
}

/** Joined, left, changed, deleted and the like are no words. */
function isNotSaid(subtype: string | undefined): boolean {
  return subtype !== undefined && subtype !== 'file_share' && subtype !== 'thread_broadcast';
}

/** `1790000000.000100` as a moment in UTC. */
export function momentOf(ts: string): string {
  return new Date(Math.floor(Number(ts) * 1_000)).toISOString();
}
