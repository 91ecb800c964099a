import { Failure } from '../errors.ts';
import type { Delimiters } from './segment.ts';

/** Characters of an ISA segment with its end. */
export const HEADER_LENGTH = 106;

/** How far a header that is not of its length is looked for. */
const LONGEST_HEADER = 400;
const ELEMENTS = 16;

export interface Header {
  readonly marks: readonly number[];
  readonly delimiters: Delimiters;
}

/**
 * Reads the ISA at `from`, which names the delimiters of what follows; `undefined` while too little of it has come. An ISA of another
 * length than the standard's is read by its sixteen separators. Throws Failure `bad-file` where it has not that shape.
 */
export function readHeader(text: string, from: number, number: number, isAll: boolean): Header | undefined {
  const element = text[from + 3];
  if (element === undefined) return isAll ? refused(number) : undefined;
  const marks = [from];
  for (let at = from + 3; at !== -1 && marks.length <= ELEMENTS; at = text.indexOf(element, at + 1)) marks.push(at + 1);
  const last = marks[ELEMENTS];
  const [component, segment] = last === undefined ? [] : [text[last], text[last + 1]];
  if (last === undefined || component === undefined || segment === undefined) {
    return isAll || text.length - from > LONGEST_HEADER ? refused(number) : undefined;
  }
  const isMarked = [element, component, segment].every(isMark) && new Set([element, component, segment]).size === 3;
  if (!isMarked || last - from > LONGEST_HEADER || text.slice(from, last).includes(segment)) return refused(number);
  marks.push(last + 2);
  return { marks, delimiters: { element, component, ...repetitionOf(text.slice(marks[11], (marks[12] ?? 0) - 1)), segment } };
}

/** ISA11 is the repetition separator from version 5010 on; before, `U` for the standards used. */
function repetitionOf(repetition: string): { repetition?: string } {
  return repetition.length === 1 && isMark(repetition) ? { repetition } : {};
}

function isMark(character: string): boolean {
  return !/[A-Za-z0-9 ]/.test(character);
}

function refused(number: number): never {
  throw new Failure(
    'bad-file',
    `The interchange header at segment ${number} is not whole: an ISA has 16 elements in ${HEADER_LENGTH} characters. Ask the sender for the file again.`,
  );
}
