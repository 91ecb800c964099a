import { INSTRUCTION_PATTERNS } from './instruction-patterns.ts';
import { mayMatch, wordsSaid } from './instruction-words.ts';
import type { Range } from './reading.ts';
import { undisguised } from './undisguised.ts';

/** Characters without width, which can hide a word from a pattern. */
const INVISIBLE = /[\u00AD\u200B-\u200D\u2060\uFEFF]/gu;
/** `I.g.n.o.r.e`: five letters and more with a sign between each; `q.i.d.` and `S.O.A.P.` are shorter. */
const SPELLED_OUT = /(?<![\p{L}\p{N}])(?:[A-Za-z][._*·-]){4,}[A-Za-z](?![\p{L}\p{N}])/gu;
/** What every word spelled out has, for a quick look. */
const SPELLED = /[._*·-][A-Za-z][._*·-][A-Za-z][._*·-]/;
/** How far a passage is widened to the ends of its sentence. */
const WIDEST = 240;

/** Passages that speak to a program, not to a clinician, each widened to its sentence; in order, none over another. */
export function instructionLike(text: string): Range[] {
  const { seen, at } = visible(text);
  const found: Range[] = [];
  const look = (words: string, said: ReadonlySet<string>): void => {
    for (const { pattern } of INSTRUCTION_PATTERNS.filter((one) => mayMatch(one, said))) {
      for (const match of words.matchAll(pattern)) {
        const lead = /^[\s.!?;>"(*[]*/u.exec(match[0])?.[0].length ?? 0;
        found.push(widened(seen, match.index + lead, match.index + match[0].length));
      }
    }
  };
  const said = wordsSaid(seen);
  look(seen, said);
  const { text: spelled, changed } = undisguised(seen);
  if (changed.length > 0) look(spelled, new Set([...said, ...wordsSaid(changed.join(' '))]));
  return merged(found).map(({ start, end }) => ({ start: at(start), end: at(end - 1) + 1 }));
}

/** The text without invisible characters, and where each of its characters stands in the original. */
function visible(text: string): { seen: string; at: (index: number) => number } {
  const hidden = Array.from(text.matchAll(INVISIBLE), ({ index }) => index);
  if (SPELLED.test(text)) {
    for (const { 0: word, index } of text.matchAll(SPELLED_OUT)) {
      for (let place = 1; place < word.length; place += 2) hidden.push(index + place);
    }
  }
  if (hidden.length === 0) return { seen: text, at: (index) => index };
  const skip = new Set(hidden);
  const places: number[] = [];
  for (let index = 0; index < text.length; index += 1) if (!skip.has(index)) places.push(index);
  return { seen: places.map((place) => text[place]).join(''), at: (index) => places[index] ?? text.length };
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
