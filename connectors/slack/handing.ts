import type { ChatEvent } from '#agent/chat/event.ts';
import type { FormAnswer, FormAsked } from '#agent/chat/forms.ts';

export type AskForm = (asked: FormAsked) => Promise<FormAnswer>;

/** What a handler may do with an event. */
export interface Handing {
  /**
   * Resolves when it is kept, to be worked later, where no process that dies loses it; only then may it be acknowledged. Throws where it could not be kept
   * in the time that Slack waits. `undefined`: nothing that concerns us.
   */
  take(event: ChatEvent | undefined): Promise<void>;
  /** Opens the form of a card, as Slack lets that be done for three seconds after the click. It never throws. */
  openForm(trigger: string | undefined, origin: ChatEvent, asked: Pick<FormAsked, 'card' | 'button'>): Promise<void>;
  clock(): Date;
}
