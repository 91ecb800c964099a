import { wrap } from '#core/answer/wrap.ts';

/** The columns to print in: those of the terminal, and never more than a person reads with ease. */
export function columnsOf({ columns = 80 }: { readonly columns?: number }): number {
  return Math.max(20, Math.min(80, columns));
}

/** The name of a file may hold an escape sequence, and no file may steer a terminal. */
// oxlint-disable-next-line no-control-regex -- the point is to find control characters
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** `Database   `, or nothing but spaces. */
const HEAD = /^ *(?:[\w.!-]+(?: [\w.!-]+)? {2,})?/;
const WIDEST_HEAD = 16;

/**
 * What the program says of itself, in at most so many columns. Lines break between words and go on under what stands beside a
 * label; a path or a hash that is longer stays whole on a line of its own.
 */
export function layLines(text: string, columns: number): string {
  return text
    .replaceAll(CONTROL, '\uFFFD')
    .split('\n')
    .map((line) => layLine(line, columns))
    .join('\n');
}

function layLine(line: string, columns: number): string {
  const [head = ''] = HEAD.exec(line) ?? [];
  const hang = head.length <= WIDEST_HEAD ? head.length : 0;
  const [first = '', ...more] = wrap(line.slice(hang), columns - hang);
  const under = more.map((part) => (part.length > columns - hang ? part : ' '.repeat(hang) + part));
  return [line.slice(0, hang) + first, ...under].join('\n').trimEnd();
}
