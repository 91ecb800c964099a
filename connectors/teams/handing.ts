import type { ChatEvent, Place } from '#agent/chat/event.ts';
import type { FormAnswer, FormAsked } from '#agent/chat/forms.ts';
import type { ChatView } from '#agent/chat/view.ts';

export interface RefreshAsked {
  readonly card: string;
  readonly place: Place;
  readonly user: string;
}

/** The message that a card stands on as it is now, for whoever looks at it, or why they are not shown it. */
export type RefreshAnswer = ChatView | { readonly why: string };

/** What the handlers of Teams' activities work with. */
export interface Handing {
  readonly tenantId: string;
  readonly clock: () => Date;
  /** Keeps events whose key is new. */
  readonly inbox: (events: readonly ChatEvent[]) => Promise<unknown>;
  readonly form: (asked: FormAsked) => Promise<FormAnswer>;
  readonly refresh: (asked: RefreshAsked) => Promise<RefreshAnswer>;
  readonly noted: (thrown: unknown, during: string) => unknown;
  /** Passes the time after which no answer is waited for. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** With what an activity is read. */
export interface Seeing {
  readonly tenantId: string;
  readonly now: Date;
}
