import type { Range } from './reading.ts';

/** One line of a text; `start` to `end` is without white space at either side. */
export interface Line extends Range {
  /** Offset of the line's first character, white space included. */
  readonly from: number;
  /** Where the next line begins. */
  readonly next: number;
  readonly text: string;
}

const BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/gu;

export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let from = 0;
  for (const match of text.matchAll(BREAK)) {
    const next = match.index + match[0].length;
    lines.push(lineOf(text, from, match.index, next));
    from = next;
  }
  if (from < text.length) lines.push(lineOf(text, from, text.length, text.length));
  return lines;
}

function lineOf(text: string, from: number, to: number, next: number): Line {
  const raw = text.slice(from, to);
  const start = to - raw.trimStart().length;
  const trimmed = raw.trim();
  return trimmed === ''
    ? { from, start: from, end: from, next, text: '' }
    : { from, start, end: start + trimmed.length, next, text: trimmed };
}

/** `=====` or `-----` beneath a heading. */
export function isRule(line: Line): boolean {
  return /^(?:={3,}|-{3,}|_{3,}|~{3,}|\*{3,})$/u.test(line.text);
}
