import { INSTRUCTION_PATTERNS } from './instruction-patterns.ts';
import type { Range } from './reading.ts';

/** Characters without width, which can hide a word from a pattern. */
const INVISIBLE = /[\u00AD\u200B-\u200D\u2060\uFEFF]/gu;
/** How far a passage is widened to the ends of its sentence. */
const WIDEST = 240;

/** Passages that speak to a program, not to a clinician, each widened to its sentence; in order, none over another. */
export function instructionLike(text: string): Range[] {
  const { seen, at } = visible(text);
  const found: Range[] = [];
  for (const pattern of INSTRUCTION_PATTERNS) {
    for (const match of seen.matchAll(pattern)) {
      const lead = /^[\s.!?;>"(*[]*/u.exec(match[0])?.[0].length ?? 0;
      found.push(widened(seen, match.index + lead, match.index + match[0].length));
    }
  }
  return merged(found).map(({ start, end }) => ({ start: at(start), end: at(end - 1) + 1 }));
}

/** The text without invisible characters, and where each of its characters stands in the original. */
function visible(text: string): { seen: string; at: (index: number) => number } {
  const hidden = [...text.matchAll(INVISIBLE)].map(({ index }) => index);
  if (hidden.length === 0) return { seen: text, at: (index) => index };
  const skip = new Set(hidden);
  const places: number[] = [];
  for (let index = 0; index < text.length; index += 1) if (!skip.has(index)) places.push(index);
  return { seen: text.replace(INVISIBLE, ''), at: (index) => places[index] ?? text.length };
}

function widened(text: string, from: number, to: number): Range {
  const floor = Math.max(0, from - WIDEST);
  const ends = [...text.slice(floor, from).matchAll(/[.!?]\s|\n/gu)].at(-1);
  const opening = ends === undefined ? (floor === 0 ? 0 : from) : floor + ends.index + ends[0].length;
  const start = from - text.slice(opening, from).trimStart().length;
  const ceiling = text.slice(to, to + WIDEST);
  const close = /[.!?](?=\s)|\n/u.exec(ceiling);
  const length = close === null ? (ceiling.length < WIDEST ? ceiling.length : 0) : close.index + (close[0] === '\n' ? 0 : 1);
  const closed = /[.!?\n]$/u.test(text.slice(from, to)) ? 0 : length;
  return { start, end: to + ceiling.slice(0, closed).trimEnd().length };
}

function merged(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const range of ranges.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = result.at(-1);
    if (last === undefined || range.start > last.end) result.push(range);
    else if (range.end > last.end) result[result.length - 1] = { start: last.start, end: range.end };
  }
  return result;
}
