import { z } from 'zod';

/** Control, format and no characters: what nobody sees, or what turns the words after it round. A joiner is fine in a script that joins. */
const UNSEEN =
  /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\u2028\u2029]|(?![\u200C\u200D])\p{Cf}|(?<![\p{M}\p{Script=Arabic}\p{Extended_Pictographic}])[\u200C\u200D]/u;
const EVERY_UNSEEN = new RegExp(UNSEEN, 'gu');
const BREAKS = /[\n\t]/g;

/** One line that may stand in a message field: nothing in it is unseen, and no line breaks. */
export const plainLine = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine((text) => !UNSEEN.test(text), { error: 'has a character that nobody sees, or a line break' });

/** Text for people to read: line breaks and tabs alone are unseen. */
export const plainProse = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine((text) => !UNSEEN.test(text.replaceAll(BREAKS, ' ')), { error: 'has a character that nobody sees' });

/** A text of a file without what nobody sees; `undefined` where nothing else is in it. */
export function withoutUnseen(text: string | undefined): string | undefined {
  if (text === undefined || !UNSEEN.test(text)) return text;
  return text.replaceAll(EVERY_UNSEEN, '').trim() || undefined;
}
