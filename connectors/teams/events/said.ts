import type { ChatEvent } from '#agent/chat/event.ts';
import type { Seeing } from '../handing.ts';
import { mentionsIn, type TeamsActivity } from '../payloads.ts';
import { eventOf, keyOf } from '../place-of.ts';
import { plainWords } from '../plain-words.ts';
import { dropped } from './dropped.ts';

/** Somebody wrote to us: alone, or by our name among others. What is not addressed to us is nobody's business of ours. */
export function saidIn(activity: TeamsActivity, seeing: Seeing): ChatEvent | undefined {
  const event = eventOf(activity, seeing);
  if (event === undefined || activity.id === undefined) return undefined;
  const ours = mentionsIn(activity).filter(({ mentioned }) => mentioned.id === activity.recipient.id);
  if (event.place.kind !== 'direct' && ours.length === 0) return undefined;
  const text = plainWords(
    activity.text ?? '',
    ours.flatMap(({ text: name }) => name ?? []),
  );
  const spoken = text === '' ? ({ kind: 'came' } as const) : ({ kind: 'said', text } as const);
  return {
    ...event,
    key: keyOf('message', seeing.tenantId, activity.conversation.id, activity.id),
    did: dropped(activity.attachments, text) ?? spoken,
  };
}
