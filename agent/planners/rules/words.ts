import { correctWord } from './command-words.ts';
import { fold, quotedRanges } from './fold.ts';
import { findReferences, type ReferenceKind } from './references.ts';

/** One word, mark or reference of a message. */
export interface Word {
  readonly kind: 'word' | 'mark' | ReferenceKind;
  /** What is compared: lower case, contractions written out, slips in command words mended. `<code>` for a code, and so on. */
  readonly norm: string;
  /** The written form of a reference; for others what was typed. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** It stands in quotation marks, in a fence, or on a quoted line. */
  readonly quoted: boolean;
}

const SHORT_FORMS: Readonly<Record<string, string>> = {
  "what's": 'what is',
  whats: 'what is',
  "who's": 'who is',
  "where's": 'where is',
  "how's": 'how is',
  "why's": 'why is',
  "that's": 'that is',
  "it's": 'it is',
  "there's": 'there is',
  "let's": 'let us',
  "why'd": 'why did',
  "what'd": 'what did',
  hows: 'how is',
  'w/': 'with',
  "i'd": 'i would',
  "i'm": 'i am',
  "i'll": 'i will',
  "i've": 'i have',
  "can't": 'can not',
  cannot: 'can not',
  "won't": 'will not',
  "shan't": 'shall not',
  "don't": 'do not',
  dont: 'do not',
  "doesn't": 'does not',
  doesnt: 'does not',
  "didn't": 'did not',
  didnt: 'did not',
  "isn't": 'is not',
  isnt: 'is not',
  "aren't": 'are not',
  "wasn't": 'was not',
  wasnt: 'was not',
  "weren't": 'were not',
  "shouldn't": 'should not',
  "couldn't": 'could not',
  "wouldn't": 'would not',
  pls: 'please',
  plz: 'please',
  u: 'you',
  y: 'why',
  pt: 'patient',
  docs: 'documents',
  doc: 'document',
  'h&p': 'history and physical',
  'h+p': 'history and physical',
  hnp: 'history and physical',
};

const PIECE = /h[&+]p\b|(?:\d+[.,:/-])*\d*[\p{L}\p{N}]+(?:['./-][\p{L}\p{N}]+)*(?:'s)?%?|\.{2,}|\n+|[^\s\p{L}\p{N}]/gu;

/** Takes a message apart. Offsets count in the message as it was typed. */
export function readWords(text: string): readonly Word[] {
  const folded = fold(text);
  const quoted = quotedRanges(folded);
  const references = findReferences(text);
  const words: Word[] = [];
  let at = 0;
  const plain = (from: number, to: number) => {
    for (const piece of folded.slice(from, to).matchAll(PIECE)) words.push(...written(piece[0], from + piece.index, text, quoted));
  };
  for (const { kind, value, start, end } of references) {
    plain(at, start);
    words.push({ kind, norm: `<${kind}>`, value, start, end, quoted: within(quoted, start) });
    at = folded.startsWith("'s", end) ? end + 2 : end;
  }
  plain(at, folded.length);
  return words;
}

function written(piece: string, start: number, text: string, quoted: readonly (readonly [number, number])[]): readonly Word[] {
  const at = { value: text.slice(start, start + piece.length), start, end: start + piece.length, quoted: within(quoted, start) };
  if (!/[\p{L}\p{N}]/u.test(piece)) return [{ kind: 'mark', norm: piece.startsWith('\n') ? '\n' : piece, ...at }];
  const long = Object.hasOwn(SHORT_FORMS, piece) ? (SHORT_FORMS[piece] ?? piece) : piece.replace(/'s$/, '');
  return long.split(' ').map((norm) => ({ kind: 'word' as const, norm: correctWord(norm), ...at }));
}

function within(ranges: readonly (readonly [number, number])[], at: number): boolean {
  return ranges.some(([from, to]) => from <= at && at < to);
}
