import { z } from 'zod';
import { CardId, Place } from '#agent/chat/event.ts';

/** What a form carries with it, so that its answer finds back: ids of Slack and the card's own. Nobody sees or changes it but Slack. */
const FormOrigin = z.strictObject({
  card: CardId,
  button: z.enum(['reject', 'change']),
  place: Place.pick({ channel: true, thread: true, kind: true }),
});
export type FormOrigin = z.infer<typeof FormOrigin>;

export function originText({ card, button, place: { channel, thread, kind } }: FormOrigin): string {
  return JSON.stringify({ card, button, place: { channel, ...(thread !== undefined && { thread }), kind } });
}

export function originIn(text: string): FormOrigin | undefined {
  try {
    return FormOrigin.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
