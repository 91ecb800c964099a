import { Failure } from '../errors.ts';
import { binaryMarks, checkBinaryEnd } from './binary-segment.ts';
import { readHeader } from './read-header.ts';
import { scanSegment } from './scan-segment.ts';
import type { Delimiters, Segment } from './segment.ts';
import { segmentNames } from './segment-names.ts';
import { asItStands, takePiece, type UnendedSegment } from './unended-segment.ts';

export interface SegmentSplitter {
  /** Gives each segment that ends in what has come so far. */
  readonly push: (chunk: string) => void;
  /** Gives the last one where the file ends without its mark, and says so; `undefined` where nothing was left. */
  readonly end: () => 'unended' | undefined;
}

/** Where the taking apart of one file stands. */
interface Splitting {
  readonly emit: (text: string, marks: readonly number[], under: Delimiters) => void;
  /** Segments given so far. */
  number: number;
  delimiters: Delimiters | undefined;
  /** The beginning of a segment, too short to tell what it is. */
  rest: string;
  unended: UnendedSegment | undefined;
  /** Characters that say nothing since the last segment. */
  blanks: number;
}

const LONGEST_BLANK = 65_536;
const NAME_LENGTH = 4;
const [LETTER_I, LETTER_B, BYTE_ORDER] = [0x49, 0x42, 0xfeff];

/**
 * Takes a file apart as it comes, in text of any length, looks each character through once, and keeps no more of it than a segment that has
 * not ended. Delimiters are those of each ISA. Throws Failure `bad-file` where there is no ISA, where one is broken, and where a segment does
 * not end.
 */
export function segmentSplitter(give: (segment: Segment) => void): SegmentSplitter {
  const nameAt = segmentNames();
  const splitting: Splitting = {
    emit(text, marks, delimiters) {
      splitting.number += 1;
      const name = nameAt(text, marks[0] ?? 0, (marks[1] ?? 0) - 1);
      give({ number: splitting.number, name, text, marks, delimiters });
    },
    number: 0,
    delimiters: undefined,
    rest: '',
    unended: undefined,
    blanks: 0,
  };
  return {
    push(chunk) {
      const from = goOn(splitting, chunk);
      if (from !== undefined) run(splitting, splitting.rest + chunk, from, false);
    },
    end() {
      if (splitting.unended === undefined) run(splitting, splitting.rest, 0, true);
      const { unended } = splitting;
      if (unended === undefined) return undefined;
      splitting.unended = undefined;
      const { text, marks } = asItStands(unended);
      if (text === '') return undefined;
      splitting.emit(text, marks, unended.delimiters);
      return 'unended';
    },
  };
}

/** Goes on with the segment that has not ended, and gives where what follows it in `chunk` begins. */
function goOn(splitting: Splitting, chunk: string): number | undefined {
  const { unended } = splitting;
  if (unended === undefined) return 0;
  const end = takePiece(unended, chunk);
  if (end === undefined) return undefined;
  splitting.unended = undefined;
  splitting.emit(unended.pieces.join(''), unended.marks, unended.delimiters);
  return end;
}

function run(splitting: Splitting, text: string, from: number, isAll: boolean): void {
  splitting.rest = '';
  let at: number | undefined = from;
  while (at !== undefined) {
    const begin = skipBlank(text, at, splitting.delimiters);
    splitting.blanks += begin - at;
    if (splitting.blanks > LONGEST_BLANK) throw blank(splitting);
    if (begin === text.length) return;
    splitting.blanks = 0;
    at = next(splitting, text, begin, isAll);
  }
}

/** Where what follows the segment at `at` begins; `undefined` where its end has not come, and what there is was kept. */
function next(splitting: Splitting, text: string, at: number, isAll: boolean): number | undefined {
  const { number, emit } = splitting;
  const first = text.charCodeAt(at);
  const isShort = !isAll && text.length - at < NAME_LENGTH;
  if (!isShort && first === LETTER_I && text.startsWith('ISA', at)) {
    const header = readHeader(text, at, number + 1, isAll);
    if (header === undefined) return keep(splitting, text, at);
    splitting.delimiters = header.delimiters;
    emit(text, header.marks, header.delimiters);
    return header.marks.at(-1);
  }
  if (isShort) return keep(splitting, text, at);
  const { delimiters } = splitting;
  if (delimiters === undefined) return noHeader(text.slice(at, at + NAME_LENGTH));
  const binary = first === LETTER_B ? binaryMarks(text, at, delimiters, number + 1) : undefined;
  if (binary === 'cut' && !isAll) return keep(splitting, text, at);
  const isBinary = typeof binary === 'object';
  const marks = isBinary ? [...binary] : [at];
  const hasEnded = isBinary ? (marks.at(-1) ?? 0) <= text.length : scanSegment(text, at, delimiters, marks, 0);
  if (!hasEnded) {
    const own = marks.map((mark) => mark - at);
    const length = text.length - at;
    splitting.unended = { number: number + 1, delimiters, pieces: [text.slice(at)], length, marks: own, isBinary };
    return undefined;
  }
  if (isBinary) checkBinaryEnd(text.charAt((marks.at(-1) ?? 0) - 1), delimiters, number + 1);
  emit(text, marks, delimiters);
  return marks.at(-1);
}

function keep(splitting: Splitting, text: string, at: number): undefined {
  splitting.rest = text.slice(at);
}

/** Blanks and line ends between segments, the marks of byte order and of a file's end: they say nothing. */
function skipBlank(text: string, from: number, delimiters: Delimiters | undefined): number {
  let at = from;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 0x20 && code !== BYTE_ORDER) break;
    if (delimiters !== undefined && text[at] === delimiters.element) break;
  }
  return at;
}

function blank({ delimiters, number }: Splitting): Failure {
  const where = delimiters === undefined ? 'no interchange header: the file begins with' : `After segment ${number} stand`;
  return new Failure('bad-file', `${where} more than ${LONGEST_BLANK} blanks or zeros. Ask the sender for the file again.`);
}

function noHeader(beginning: string): never {
  const name = /^([A-Z][A-Z0-9]{1,2})[^A-Za-z0-9]/.exec(beginning)?.[1];
  const instead = name === undefined ? 'text that is no X12' : `segment ${name}`;
  throw new Failure(
    'bad-file',
    `no interchange header: the file begins with ${instead}, and an X12 file begins with ISA. Ask the sender for the whole file.`,
  );
}
