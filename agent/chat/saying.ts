import type { Block } from '#core/answer/block.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import type { ChatParts } from './chat-parts.ts';
import { derivedId } from './derived-id.ts';
import type { ChatEvent, Place } from './event.ts';
import type { Message, PhiMode, SharedLetter } from './store.ts';

/** Something to say where an event came from. It is fit for the place already, as the place was when it was put together. */
export interface Saying {
  readonly blocks: readonly Block[];
  /** What it was made fit for. Absent: it holds nothing of a chart. */
  readonly phi?: PhiMode;
  readonly cards?: readonly Pick<Proposal, 'id' | 'digest'>[];
  readonly encounter?: string;
  /** To whoever did it, and nobody else. Such a message is never changed later, so it holds no cards. */
  readonly alone?: boolean;
  /** Where it is said, where that is elsewhere. */
  readonly to?: Place;
  readonly rated?: boolean;
  /** The person who alone reads it where it stands. */
  readonly reader?: string;
  readonly prompts?: readonly string[];
  /** A file in its stead. */
  readonly letter?: SharedLetter;
  /** What it answers changed nothing and could change nothing. */
  readonly onlyRead?: boolean;
  /** What is said under one name is one message, which is changed when it is said again. Absent: its place among what is said of the event. */
  readonly as?: 'answer';
}

/** Messages of one event have ids that follow from its key: worked again after a crash, it says nothing twice. */
export function messagesOf(
  says: readonly Saying[],
  { key, place, user }: Pick<ChatEvent, 'key' | 'place' | 'user'>,
  { tenant }: Pick<ChatParts, 'tenant'>,
): readonly Message[] {
  return says.map((saying, at) => messageOf(saying, { id: derivedId(tenant, 'chat', key, saying.as ?? String(at)), place, user }));
}

interface Standing {
  readonly id: string;
  readonly place: Place;
  readonly user?: string;
}

export function messageOf(
  { blocks, phi = 'none', cards = [], encounter, alone, to, rated = false, reader, prompts, letter }: Saying,
  at: Standing,
): Message {
  const { id, place, user } = at;
  return {
    id,
    place: to ?? place,
    phi,
    ...(alone === true && user !== undefined && { only: user }),
    content: {
      blocks,
      cards: cards.map(({ id: proposal, digest: seen }) => ({ id: derivedId(id, proposal, seen), proposal, seen })),
      rated,
      ...(encounter !== undefined && { encounter }),
      ...(reader !== undefined && { reader }),
      ...(prompts !== undefined && { prompts }),
      ...(letter !== undefined && { letter }),
    },
  };
}

/** A sentence of the program to one person. */
export function aside(text: string): Saying {
  return { blocks: [{ kind: 'text', text }], alone: true };
}

export function refusedAside(text: string): Saying {
  return { blocks: [{ kind: 'note', tone: 'warning', text }], alone: true };
}
