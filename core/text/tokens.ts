import type { Range, Reading, Token } from './reading.ts';
import { keptWith } from './kept-with.ts';

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
    const kind = KIND[stretch.charCodeAt(at)];
    if (kind === SIGN || kind === JOINING) {
      at += 1;
      continue;
    }
    const plain = kind === LETTER ? plainEnd(stretch, at) : 0;
    const end = plain === 0 ? wordEnd(stretch, at) : plain;
    if (end > at) {
      const raw = stretch.slice(at, end);
      found.push({ start: range.start + at, end: range.start + end, raw, norm: plain === 0 ? folded(raw) : raw.toLowerCase() });
    }
    at = end > at ? end : at + 1;
  }
  return found;
}

/** Where a word of ASCII letters and digits ends; 0 where it may go on behind another character. */
function plainEnd(text: string, from: number): number {
  let at = from + 1;
  let kind = KIND[text.charCodeAt(at)];
  while (kind === LETTER) {
    at += 1;
    kind = KIND[text.charCodeAt(at)];
  }
  if (at === text.length || kind === SIGN) return at;
  if (kind !== JOINING) return 0;
  const next = KIND[text.charCodeAt(at + 1)];
  return at + 1 === text.length || next === SIGN || next === JOINING ? at : 0;
}

/** Where the word that begins at a place ends; the place itself where none begins. */
function wordEnd(text: string, from: number): number {
  WORD.lastIndex = from;
  return WORD.test(text) ? WORD.lastIndex : from;
}

/** `Crohn’s` and `CROHN'S` are `crohn`; `Ménière` is `meniere`. */
export function folded(word: string): string {
  if (PLAIN.test(word)) return withoutPossessive(word.toLowerCase());
  return withoutPossessive(word.normalize('NFKD').replace(MARKS, '').toLowerCase().replace('’', "'"));
}

function withoutPossessive(word: string): string {
  return word.endsWith("'s") ? word.slice(0, -2) : word;
}

const TOKENS = keptWith<Reading, readonly Token[]>();

/** The words of a text that was taken apart, found once. */
export function tokensOf(reading: Reading): readonly Token[] {
  const known = TOKENS.get(reading);
  if (known !== undefined) return known;
  const found = tokens(reading.text);
  TOKENS.set(reading, found);
  return found;
}

/** Those of a stretch of it; where the stretch cuts a word, what is left of the word is one. */
export function tokensWithin(reading: Reading, range: Range): readonly Token[] {
  const all = tokensOf(reading);
  const from = firstEndingAfter(all, range.start);
  const to = firstEndingAfter(all, range.end);
  const cut = isCut(all[from], range.start) || isCut(all[to], range.end);
  return cut ? tokens(reading.text, range) : all.slice(from, to);
}

function isCut(token: Token | undefined, place: number): boolean {
  return token !== undefined && token.start < place;
}

/** Place of the first word that ends behind a place in the text; their number where none does. */
function firstEndingAfter(all: readonly Token[], place: number): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.end ?? Infinity) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}
