import type { ChatEvent, Place } from '#agent/chat/event.ts';
import type { Card, Message } from '#agent/chat/store.ts';

export const A_CHANNEL: Place = { surface: 'slack', workspace: 'T1', channel: 'C1', kind: 'channel' };

export function inThread(thread: string, place: Place = A_CHANNEL): Place {
  return { ...place, thread };
}

export function inChannel(channel: string): Place {
  return { ...A_CHANNEL, channel };
}

export function aSaid(key: string, text = 'why I50.23?', place: Place = inThread('t')): ChatEvent {
  return { key, place, user: 'U1', at: '2026-11-21T12:00:00.000Z', did: { kind: 'said', text } };
}

/** An id that is the same each time for the same word. */
export function idOf(word: string): string {
  return `00000000-0000-4000-8000-${Buffer.from(word).toString('hex').padStart(12, '0').slice(-12)}`;
}

export function aCard(word: string, proposal = 'P-1', seen = 'a'.repeat(64)): Card {
  return { id: idOf(word), proposal, seen };
}

/** A message with one line of text and these cards. */
export function aMessage(
  word: string,
  { place = A_CHANNEL, cards = [], ...rest }: Partial<Message> & { cards?: readonly Card[] } = {},
): Message {
  const content = { blocks: [{ kind: 'text' as const, text: word }], cards, rated: false };
  return { id: idOf(word), place, phi: 'none', content, ...rest };
}
