import { Failure } from '../errors.ts';
import type { Delimiters } from './segment.ts';

/** Elements before the data of a segment that names its length; the last of them is the length. */
const HEADS: ReadonlyMap<string, number> = new Map([
  ['BIN', 1],
  ['BDS', 2],
]);
const LONGEST_HEAD = 100;
const LONGEST_BINARY = 67_108_864;

/**
 * Where the elements of a BIN or BDS at `at` begin, and one past its end, which its data, of any characters, may be far from. `cut` while
 * its length has not come; `undefined` where another segment stands. Throws Failure `bad-file` where it names no length that may be.
 */
export function binaryMarks(text: string, at: number, { element }: Delimiters, number: number): readonly number[] | 'cut' | undefined {
  const elements = text[at + 3] === element ? HEADS.get(text.slice(at, at + 3)) : undefined;
  if (elements === undefined) return undefined;
  const marks = [at, at + 4];
  while (marks.length < elements + 2) {
    const mark = text.indexOf(element, marks.at(-1));
    if (mark === -1) return text.length - at > LONGEST_HEAD ? badBinary(number) : 'cut';
    marks.push(mark + 1);
  }
  const [length, data] = marks.slice(-2) as [number, number];
  const said = text.slice(length, data - 1);
  if (!/^\d{1,9}$/.test(said) || Number(said) > LONGEST_BINARY) return badBinary(number);
  return [...marks, data + Number(said) + 1];
}

/** Throws Failure `bad-file` where a segment that names its length does not end there. */
export function checkBinaryEnd(end: string, { segment }: Delimiters, number: number): void {
  if (end !== segment) badBinary(number);
}

function badBinary(number: number): never {
  throw new Failure(
    'bad-file',
    `Segment ${number} (BIN or BDS) does not end where its own length says, or is longer than ${LONGEST_BINARY} characters. Ask the sender for the file again.`,
  );
}
