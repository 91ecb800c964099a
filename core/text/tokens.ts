import type { Range, Token } from './reading.ts';

/** Letters, digits and marks; a decimal point stays inside a number, an apostrophe inside a word. */
const WORD = /[\p{L}\p{N}\p{M}]+(?:(?<=\p{N})\.\p{N}+)*(?:['’][\p{L}\p{M}]+)*/uy;
/** Words without accents, which are nearly all, need no decomposition. */
const PLAIN = /^[\x20-\x7e]*$/;
const MARKS = /\p{M}+/gu;

const SIGN = 0;
const LETTER = 1;
/** Signs that a word may go on after. */
const JOINING = 2;
/** What each character of ASCII is: words are nearly all of its letters and digits, and need no pattern. */
const KIND = new Uint8Array(128);
for (const char of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789') KIND[char.charCodeAt(0)] = LETTER;
for (const char of ".'") KIND[char.charCodeAt(0)] = JOINING;

/**
 * The words of a text, or of a stretch of it, with offsets into the whole text. Hyphens and slashes split; plurals
 * are left as they stand.
 */
export function tokens(text: string, range: Range = { start: 0, end: text.length }): Token[] {
  const stretch = text.slice(range.start, range.end);
  const found: Token[] = [];
  let at = 0;
  while (at < stretch.length) {
    const end = wordEnd(stretch, at);
    if (end === at) {
      at += 1;
      continue;
    }
    const raw = stretch.slice(at, end);
    found.push({ start: range.start + at, end: range.start + end, raw, norm: folded(raw) });
    at = end;
  }
  return found;
}

/** Where the word that begins at a place ends; the place itself where none begins. */
function wordEnd(text: string, from: number): number {
  const kind = KIND[text.charCodeAt(from)];
  if (kind === SIGN || kind === JOINING) return from;
  const plain = kind === LETTER ? plainEnd(text, from) : undefined;
  if (plain !== undefined) return plain;
  WORD.lastIndex = from;
  return WORD.test(text) ? WORD.lastIndex : from;
}

/** Where a word of ASCII letters and digits ends; `undefined` where it may go on behind another character. */
function plainEnd(text: string, from: number): number | undefined {
  let at = from + 1;
  while (KIND[text.charCodeAt(at)] === LETTER) at += 1;
  if (at >= text.length) return at;
  const kind = KIND[text.charCodeAt(at)];
  if (kind !== JOINING) return kind === SIGN ? at : undefined;
  const next = KIND[text.charCodeAt(at + 1)];
  return at + 1 >= text.length || next === SIGN || next === JOINING ? at : undefined;
}

const FOLDED = new Map<string, string>();
const MOST_FOLDED = 50_000;
const LONGEST_KEPT = 40;

/** `Crohn’s` and `CROHN'S` are `crohn`; `Ménière` is `meniere`. Notes say the same words again and again. */
export function folded(word: string): string {
  const known = FOLDED.get(word);
  if (known !== undefined) return known;
  const made = PLAIN.test(word)
    ? withoutPossessive(word.toLowerCase())
    : withoutPossessive(word.normalize('NFKD').replace(MARKS, '').toLowerCase().replace('’', "'"));
  if (FOLDED.size < MOST_FOLDED && word.length <= LONGEST_KEPT) FOLDED.set(word, made);
  return made;
}

function withoutPossessive(word: string): string {
  return word.endsWith("'s") ? word.slice(0, -2) : word;
}
