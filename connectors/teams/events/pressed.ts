import type { ChatEvent, Did } from '#agent/chat/event.ts';
import type { Seeing } from '../handing.ts';
import { Executed, type TeamsActivity } from '../payloads.ts';
import { eventOf, keyOf } from '../place-of.ts';
import { plainWords } from '../plain-words.ts';
import { readPressed, type Pressed } from '../render/names.ts';

export interface PressedIn {
  readonly pressed: Pressed;
  readonly event: Omit<ChatEvent, 'did'>;
}

/** What was pressed on one of our cards, where and by whom. Teams gives each press an id: pressed again it is another, sent again it is the same. */
export function pressedIn(activity: TeamsActivity, seeing: Seeing): PressedIn | undefined {
  const event = eventOf(activity, seeing);
  const read = Executed.safeParse(activity.value);
  if (event === undefined || activity.id === undefined || !read.success) return undefined;
  const { verb, data } = read.data.action;
  const pressed = readPressed(verb, data);
  if (pressed === undefined) return undefined;
  return { pressed, event: { ...event, key: keyOf('press', seeing.tenantId, activity.conversation.id, activity.id) } };
}

/** As an event of the inbox. To have a card drawn again is none. */
export function didOf(pressed: Exclude<Pressed, { kind: 'refreshed' }>): Did {
  if (pressed.kind !== 'filled') return pressed;
  const { kind, button, card, reason } = pressed;
  const note = plainWords(pressed.note ?? '').slice(0, 2_000);
  const to = plainWords(pressed.to ?? '').slice(0, 20);
  return { kind, button, card, reason: reason.slice(0, 100), ...(note !== '' && { note }), ...(to !== '' && { to }) };
}
