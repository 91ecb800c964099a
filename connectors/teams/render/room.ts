import type { Element } from './elements.ts';

/**
 * What Teams takes: 28 KB by one page of its documentation, and 40 KB counted as UTF-16 by another. The stricter one of both counts,
 * less what the message around the card takes.
 */
const ROOM = 26_500;
const UTF16_SHARE = 28 / 20;

/** How much of what Teams takes this card is: 1 is all of it. */
export function takesOf(card: Element): number {
  const json = JSON.stringify(card);
  return Math.max(Buffer.byteLength(json), json.length * UTF16_SHARE) / ROOM;
}
