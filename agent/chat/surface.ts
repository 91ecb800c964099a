import type { ChatFile, ChatSurfaceName, Place } from './event.ts';
import type { ChatView } from './view.ts';

/** A message on a surface, by the surface's own id. */
export interface Posted {
  readonly message: string;
}

/**
 * One chat service as the rest of the program sees it. Every method throws `ChatTrouble` for what may pass or will not, so that the
 * sender knows whether to try again.
 */
export interface ChatSurface {
  readonly name: ChatSurfaceName;
  /** `key` is the same whenever the same message is tried again; a surface that can tell uses it. `reference` is what the place left. */
  post(to: Destination, view: ChatView, key: string): Promise<Posted>;
  /** Shows something in a place to one user alone, where the surface can do that. It cannot be changed later: `update` throws `gone`. */
  aside?(to: Destination & { readonly only: string }, view: ChatView, key: string): Promise<Posted>;
  update(at: Destination & Posted, view: ChatView): Promise<void>;
  /** Says for a moment that something is under way; best effort. */
  status(to: Destination, says: string): Promise<void>;
  /** The personal page, where the surface has one. */
  home?(to: { readonly workspace: string; readonly user: string }, view: ChatView): Promise<void>;
  /** A place where one person alone is talked to. `reference` is what a place left where they were met. */
  direct(to: { readonly workspace: string; readonly user: string; readonly reference?: unknown }): Promise<Place>;
  /** Content of a dropped file. Throws Failure `bad-file` for one larger than `mostBytes`. */
  fetch(file: ChatFile, mostBytes: number): Promise<Uint8Array>;
  /** Puts a file into a conversation, where the surface can, and takes it back. */
  share?(to: Destination, file: { readonly name: string; readonly content: Uint8Array; readonly says: string }): Promise<Posted>;
  unshare?(at: Posted): Promise<void>;
}

export interface Destination {
  readonly place: Place;
  readonly reference?: unknown;
}

/** `wait`: try again after `afterMs`. `gone`: the place or the message is no more. `refused`: this content will never be taken. */
export class ChatTrouble extends Error {
  readonly kind: 'wait' | 'gone' | 'refused';
  readonly afterMs: number;

  /** `says` names the service's own error code and nothing of the message. */
  constructor(kind: ChatTrouble['kind'], says: string, afterMs = 0) {
    super(says);
    this.name = 'ChatTrouble';
    this.kind = kind;
    this.afterMs = afterMs;
  }
}
