import { Failure } from '../errors.ts';
import { checkBinaryEnd } from './binary-segment.ts';
import { scanSegment } from './scan-segment.ts';
import type { Delimiters } from './segment.ts';

/** A segment whose end has not come: the pieces of it, each looked through once. */
export interface UnendedSegment {
  readonly number: number;
  readonly delimiters: Delimiters;
  readonly pieces: string[];
  length: number;
  /** From its own beginning. Of a segment that names its length all are known. */
  readonly marks: number[];
  readonly isBinary: boolean;
}

const LONGEST_SEGMENT = 1_048_576;

/** Takes what is of it at the beginning of `chunk`, and gives how much that is: `undefined` where all of it is, and its end has not come. */
export function takePiece(open: UnendedSegment, chunk: string): number | undefined {
  const { number, delimiters, pieces, marks, isBinary } = open;
  const before = open.length;
  const hasEnded = isBinary ? (marks.at(-1) ?? 0) - before <= chunk.length : scanSegment(chunk, 0, delimiters, marks, before);
  const end = hasEnded ? (marks.at(-1) ?? 0) - before : chunk.length;
  pieces.push(chunk.slice(0, end));
  open.length += end;
  if (hasEnded && isBinary) checkBinaryEnd(chunk.charAt(end - 1), delimiters, number);
  if (!isBinary && open.length > LONGEST_SEGMENT) throw tooLong(number);
  return hasEnded ? end : undefined;
}

/** What there is of it, as if it ended there. */
export function asItStands({ pieces, marks: known, isBinary, delimiters }: UnendedSegment): { text: string; marks: readonly number[] } {
  const text = pieces.join('').trimEnd();
  if (isBinary) return { text, marks: [...known.slice(0, -1), text.length + 1] };
  const marks = [0];
  scanSegment(`${text}${delimiters.segment}`, 0, delimiters, marks, 0);
  return { text, marks };
}

function tooLong(number: number): Failure {
  return new Failure(
    'bad-file',
    `Segment ${number} does not end within ${LONGEST_SEGMENT} characters. The file is no X12, or names another segment end in its ISA. Nothing after it was read.`,
  );
}
