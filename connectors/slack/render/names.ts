import { z } from 'zod';

/** What Slack is told to call things, and calls them when something is pressed or sent. */
export const OPEN = 'open';
export const RATE = 'rate';
export const FORM_FIELDS = { reason: 'reason', note: 'note', to: 'to' } as const;

/**
 * The two feedback buttons are one element with one action id, so their values say which: `good:<message>` or `bad:<message>`. Every other
 * button holds a card's id alone, and its action id is what was pressed.
 */
export function ratingValue(message: string, good: boolean): string {
  return `${good ? 'good' : 'bad'}:${message}`;
}

export function readRating(value: string): { readonly message: string; readonly good: boolean } | undefined {
  const [word = '', id] = value.split(':');
  const message = z.uuid().safeParse(id);
  return message.success && (word === 'good' || word === 'bad') ? { message: message.data, good: word === 'good' } : undefined;
}
