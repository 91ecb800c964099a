import { MEASURED, shortensGenus, TITLES, UNITS } from './abbreviations.ts';
import type { Range } from './reading.ts';

const STOP = /[.!?]["'”’)\]]{0,4}(?=\s)/gu;
const INITIAL = /(?:^|[\s(])(?:Drs?|Mr|Mrs|Ms|Prof)\.?\s+\p{Lu}$/u;
const NUMBERED = /(?<=^|\s)(?:\(?(\d{1,2})[.)]|#(\d{1,2})[.:)]?)\s+(?=\?{0,3}\s*\p{L})/gu;
/** What stands before a question mark that opens a doubt, as `Hypertension, ? pneumonia`, and ends no question. */
const OPENS_DOUBT = /(?:(?:^|[,;:(]|\s[-–—]|^\(?\d{1,2}[.)])\s*\?{0,2}|\s\?{1,2})$/u;
const COUNTED = /\b(?:stage|type|grade|class|day|week|weeks|number|no|level|phase|category|and|of|is|was|to|step|score|group)\s*$/iu;

/** Splits a stretch in which line breaks no longer matter. White space at either end of a sentence is left out. */
export function splitSentences(text: string, range: Range): Range[] {
  const found: Range[] = [];
  let start = range.start;
  const stretch = text.slice(range.start, range.end);
  for (const match of stretch.matchAll(STOP)) {
    const end = range.start + match.index + match[0].length;
    if (!endsSentence(text, range.start + match.index, end, range, start)) continue;
    push(found, text, start, end);
    start = end;
  }
  push(found, text, start, range.end);
  return found;
}

function endsSentence(text: string, stop: number, end: number, range: Range, start: number): boolean {
  if (text[stop] === '?' && end === stop + 1 && OPENS_DOUBT.test(text.slice(Math.max(start, stop - 8), stop))) {
    return !/^[^\S\n]+\p{L}/u.test(text.slice(end, Math.min(range.end, end + 8)));
  }
  if (text[stop] !== '.' || end - stop > 1) return true;
  const word = /[\p{L}\p{N}.]+$/u.exec(text.slice(Math.max(start, stop - 12), stop))?.[0] ?? '';
  const before = word.toLowerCase();
  const following = text.slice(end, Math.min(range.end, end + 40));
  const next = /^\s*(\S)/u.exec(following)?.[1] ?? '';
  if (shortensGenus(word, following) || (/^\p{Lu}$/u.test(word) && /\p{Ll}/u.test(next))) return false;
  if (TITLES.has(before) && !(before === 'no' && !/\d/u.test(next))) return false;
  if (INITIAL.test(text.slice(Math.max(start, stop - 12), stop))) return false;
  if (/^\d{1,2}$/u.test(before) && stop - before.length === start) return false;
  if (MEASURED.has(before) && /\d/u.test(next)) return false;
  if (before === 'deg' && /^\s*[CF]\b/u.test(following)) return false;
  return !(UNITS.has(before) && !/[\p{Lu}\d"“(•-]/u.test(next));
}

function push(found: Range[], text: string, from: number, to: number): void {
  const raw = text.slice(from, to);
  const end = from + raw.trimEnd().length;
  const start = from + (/^\s*(?:[-–—•*]\s+)?/u.exec(raw)?.[0].length ?? 0);
  if (start < end && /[\p{L}\p{N}]/u.test(text.slice(start, end))) found.push({ start, end });
}

/**
 * The items of a list written in one line: `1. Sepsis 2. Pneumonia 3. Diabetes`. The numbers must count up from one
 * and not belong to the words before them (`stage 3. Diabetes`). Empty when it is no such list.
 */
export function numberedItems(text: string, range: Range): Range[] {
  const stretch = text.slice(range.start, range.end);
  if (!stretch.includes('2')) return [];
  const opened = /(?:^|\s)(?:\(?1[.)]|#1[.:)]?)\s+$/u.test(text.slice(Math.max(0, range.start - 6), range.start));
  const marks: { at: number; from: number }[] = opened ? [{ at: 0, from: 0 }] : [];
  for (const match of stretch.matchAll(NUMBERED)) {
    if (Number(match[1] ?? match[2]) !== marks.length + 1) continue;
    if (COUNTED.test(stretch.slice(Math.max(0, match.index - 12), match.index))) continue;
    marks.push({ at: match.index, from: match.index + match[0].length });
  }
  if (marks.length < 2) return [];
  const items: Range[] = [];
  push(items, text, range.start, range.start + (marks[0]?.at ?? 0));
  marks.forEach(({ from }, index) => {
    const to = marks[index + 1]?.at ?? stretch.length;
    push(items, text, range.start + from, range.start + to);
  });
  return items;
}
