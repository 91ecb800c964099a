import type { Range, Token } from './reading.ts';

/** Letters, digits and marks; a decimal point stays inside a number, an apostrophe inside a word. */
const WORD = /[\p{L}\p{N}\p{M}]+(?:(?<=\p{N})\.\p{N}+)*(?:['’][\p{L}\p{M}]+)*/gu;
/** Words without accents, which are nearly all, need no decomposition. */
const PLAIN = /^[\x20-\x7e]*$/;
const MARKS = /\p{M}+/gu;

/**
 * The words of a text, or of a stretch of it, with offsets into the whole text. Hyphens and slashes split; plurals
 * are left as they stand.
 */
export function tokens(text: string, range: Range = { start: 0, end: text.length }): Token[] {
  const stretch = text.slice(range.start, range.end);
  const found: Token[] = [];
  for (const match of stretch.matchAll(WORD)) {
    const raw = match[0];
    const start = range.start + match.index;
    found.push({ start, end: start + raw.length, raw, norm: folded(raw) });
  }
  return found;
}

/** `Crohn’s` and `CROHN'S` are `crohn`; `Ménière` is `meniere`. */
export function folded(word: string): string {
  if (PLAIN.test(word)) return withoutPossessive(word.toLowerCase());
  return withoutPossessive(word.normalize('NFKD').replace(MARKS, '').toLowerCase().replace('’', "'"));
}

function withoutPossessive(word: string): string {
  return word.endsWith("'s") ? word.slice(0, -2) : word;
}
