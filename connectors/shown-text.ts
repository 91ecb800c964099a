import { safeText } from '#core/answer/safe-text.ts';
import { wrap } from '#core/answer/wrap.ts';

const CHUNK = 1_500;

/** Text that a chat can show and send: no control characters, and no half of a letter. */
export function shown(text: string): string {
  return safeText(text).toWellFormed();
}

/** At most `most` characters. What is longer ends in an ellipsis. */
export function clip(text: string, most: number): string {
  const safe = shown(text);
  return safe.length <= most ? safe : `${safe.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

export function isClipped(text: string, most: number): boolean {
  return shown(text).length > most;
}

/** Text in parts that each fit, broken between words where there are some. Empty text has none. */
export function chunksOf(text: string, most = CHUNK): string[] {
  const safe = shown(text);
  if (safe.trim() === '') return [];
  if (safe.length <= most) return [safe];
  const chunks: string[] = [];
  for (const line of wrap(safe, most).flatMap((one) => pieces(one, most))) {
    const last = chunks.at(-1);
    if (last !== undefined && last.length + line.length < most) chunks[chunks.length - 1] = `${last}\n${line}`;
    else chunks.push(line);
  }
  return chunks.filter((chunk) => chunk.trim() !== '');
}

/** A word without end is broken where it must be, but not inside a letter. */
function pieces(line: string, most: number): string[] {
  if (line.length <= most) return [line];
  const out: string[] = [];
  let piece = '';
  for (const letter of line) {
    if (piece.length + letter.length > most) {
      out.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...out, piece];
}

/** Something to read where there is nothing. */
export function spoken(text: string): string {
  return text.trim() === '' ? '–' : text;
}

const MOST_FALLBACK = 300;

/** What notifications say; never nothing. */
export function fallbackText(fallback: string): string {
  const text = clip(fallback, MOST_FALLBACK).trim();
  return text === '' ? 'Countersign has an answer.' : text;
}

/** An address that a browser may be sent to; anything else is no link. */
export function webAddress(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  return (protocol === 'https:' || protocol === 'http:') && href.length <= 2_000 ? href : undefined;
}
