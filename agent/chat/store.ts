import type { Block } from '#core/answer/block.ts';
import type { Unit } from '#tools/unit.ts';
import type { ChatEvent, Place } from './event.ts';

/** What came in and is not worked yet. The key of what was worked is kept, so that it is never worked again. */
export interface Inbox {
  /** Keeps the events whose key is new, in their order, and returns those keys. */
  accept(events: readonly ChatEvent[]): Promise<readonly string[]>;
  /**
   * Takes up to `limit` events, each the oldest of its lane, of which nobody is working on another. After `leaseSeconds` without
   * `done` an event may be taken again. One that does not bear the seal is given to nobody, and `setAside` is told of it.
   */
  claim(limit: number, leaseSeconds: number, setAside?: () => void): Promise<readonly (ChatEvent & { readonly tries: number })[]>;
  /** They are still worked: nobody else takes them for so long from now. */
  renew(keys: readonly string[], leaseSeconds: number): Promise<void>;
  /** It was worked: what was said in it is forgotten, and its key is kept. */
  done(key: string): Promise<void>;
  /** It could not be worked now. `no try`: for no fault of its own, so that does not count among its tries. */
  putBack(key: string, afterSeconds: number, counts?: 'no try'): Promise<void>;
  /** Events that wait. */
  waiting(): Promise<number>;
}

/** A proposal on a message, with the digest of what was shown: a decision is bound to it. */
export interface Card {
  readonly id: string;
  readonly proposal: string;
  readonly seen: string;
}

/** What a message is to say. Where the channel may hold no chart words, there are none in it. */
export interface MessageContent {
  readonly blocks: readonly Block[];
  readonly cards: readonly Card[];
  /** The case that it is about: its encounter. */
  readonly encounter?: string;
  readonly rated: boolean;
  /** The person who alone reads it, by their own id, where one person does. */
  readonly reader?: string;
  readonly prompts?: readonly string[];
  /** It is a file, and nothing else. */
  readonly letter?: SharedLetter;
}

/** The letter of a proposal, in the name of the person who asked for it. */
export interface SharedLetter {
  readonly proposal: string;
  readonly reader: string;
}

export interface Message {
  readonly id: string;
  readonly place: Place;
  /** Seen by this user of the surface alone. */
  readonly only?: string;
  readonly phi: PhiMode;
  readonly content: MessageContent;
  /** Its id on the surface, once it was posted. */
  readonly posted?: string;
}

/** `none`: case handles, codes, rule ids and links. `full`: words of the chart as well. */
export type PhiMode = 'none' | 'full';

/**
 * What is to stand on the surfaces, and what does. A message that is wanted otherwise than it stands is due; so a card is posted,
 * changed and made final by one road, whatever process died on the way.
 */
export interface Messages {
  put(message: Message): Promise<void>;
  find(id: string): Promise<Message | undefined>;
  /** The card under this id with its message, and whether it still waits on the surface. */
  card(id: string): Promise<{ readonly card: Card; readonly message: Message } | undefined>;
  /** Messages on which a proposal stands. */
  showing(proposal: string): Promise<readonly Message[]>;
  /**
   * Marks every message due whose cards show a proposal as another than it is now: decided, expired, replaced, escalated, signed.
   * Returns how many.
   */
  sweep(): Promise<number>;
  /**
   * Takes due messages for sending, each the oldest of its channel, where the channel is free, and holds them for `leaseSeconds`.
   * A channel is free `spacingMs` after its last message. `shown` is the digest of the view that stands there now. One that does not
   * bear the seal is lost, and `setAside` is told of it.
   */
  claim(
    limit: number,
    leaseSeconds: number,
    spacingMs: number,
    setAside?: () => void,
  ): Promise<readonly (Message & { readonly tries: number; readonly shown?: string })[]>;
  /** It stands on the surface as `shown` (a digest of the view). */
  stands(id: string, posted: string, shown: string): Promise<void>;
  /** Its channel takes nothing for a while, and it is tried again then. */
  later(id: string, afterMs: number): Promise<void>;
  /** It will never stand: refused, or its place is gone. */
  lost(id: string, why: string): Promise<void>;
}

/** What is known of a place. Only the ledger makes one `full`. */
export interface Channel {
  readonly place: Place;
  readonly phi: PhiMode;
  readonly listedBy?: string;
  readonly listedAt?: string;
  /** Whether it is told, now and then, what waits. */
  readonly digests: boolean;
  /** People of other organisations read there, so it is `none` whoever listed it. */
  readonly shared?: true;
  readonly reference?: unknown;
}

export interface Channels {
  /** A place that nobody listed is `none`. A listing that the ledger does not bear out, under seal, counts for nothing. */
  find(place: Place): Promise<Channel>;
  list(): Promise<readonly Channel[]>;
  /** Keeps what the surface needs to write there later. */
  refer(place: Place, reference: unknown): Promise<void>;
  /** Keeps whether people of other organisations read there; gives whether that is new. The caller MUST write the ledger entry then: `guardrails/channels.ts`. */
  setShared(place: Place, shared: boolean): Promise<boolean>;
  setDigests(place: Place, digests: boolean): Promise<void>;
  /** The caller MUST have written the ledger entry: `guardrails/channels.ts`. */
  setPhi(place: Place, phi: PhiMode, by: string): Promise<void>;
}

/** Opaque names for cases, for places that may hold no identifiers. `K-7QF3M2`; made at the first asking, and the same ever after. */
export interface CaseHandles {
  of(encounter: string): Promise<string>;
  encounter(handle: string): Promise<string | undefined>;
}

export interface Feedback {
  put(rating: { readonly message: string; readonly by: string; readonly good: boolean }): Promise<void>;
  list(limit: number): Promise<readonly { readonly message: string; readonly by: string; readonly good: boolean; readonly at: string }[]>;
}

/** What people and places were told without having asked, so that nothing is told twice and nobody too often. */
export interface Notices {
  /** Those that `to` was not told yet, in their order. */
  untold(to: string, what: readonly string[]): Promise<readonly string[]>;
  /** Proposals that wait and that `to` was not told of, oldest first. */
  untoldPending(to: string): Promise<readonly string[]>;
  /** Notes that `to` was told all of these, in one message. `at` is an ISO moment in UTC. */
  told(to: string, what: readonly string[], at: string): Promise<void>;
  /** How many messages told `to` something after that moment. */
  since(to: string, at: string): Promise<number>;
}

export interface Purged {
  readonly messages: number;
  readonly cards: number;
  readonly events: number;
}

export interface ChatPurge {
  /** Deletes at most so many messages, and as many events, that are older than so many days and that nothing waits on. */
  purge(days: number, most: number): Promise<Purged>;
}

/** What chat keeps, beside all else, in one transaction of one tenant. */
export interface ChatUnit extends Unit {
  readonly inbox: Inbox;
  readonly messages: Messages;
  readonly channels: Channels;
  readonly handles: CaseHandles;
  readonly feedback: Feedback;
  readonly notices: Notices;
  readonly chatPurge: ChatPurge;
}
