import { Failure } from '../errors.ts';
import { readHeader } from './read-header.ts';
import type { Delimiters, Segment } from './segment.ts';
import { segmentNames } from './segment-names.ts';

export interface SegmentSplitter {
  /** Gives each segment that ends in what has come so far. */
  readonly push: (chunk: string) => void;
  /** Gives the last one where the file ends without its mark, and says so; `undefined` where nothing was left. */
  readonly end: () => 'unended' | undefined;
}

const LONGEST_SEGMENT = 1_048_576;
const LONGEST_BINARY = 8_388_608;
const [LETTER_I, LETTER_B, BYTE_ORDER] = [0x49, 0x42, 0xfeff];

/**
 * Takes a file apart as it comes, in text of any length, and keeps no more of it than a segment that has not ended. Delimiters are those
 * of each ISA. Throws Failure `bad-file` where there is no ISA, where one is broken, and where a segment does not end.
 */
export function segmentSplitter(give: (segment: Segment) => void): SegmentSplitter {
  const nameAt = segmentNames();
  let rest = '';
  let number = 0;
  let delimiters: Delimiters | undefined;

  const emit = (text: string, marks: readonly number[], under: Delimiters): void => {
    number += 1;
    give({ number, name: nameAt(text, marks[0] ?? 0, (marks[1] ?? 0) - 1), text, marks, delimiters: under });
  };

  /** Where what follows the segment at `at` begins, or -1 while its end has not come. */
  const next = (text: string, at: number, isAll: boolean): number => {
    const first = text.charCodeAt(at);
    if (first === LETTER_I && text.startsWith('ISA', at)) {
      const header = readHeader(text, at, number + 1, isAll);
      if (header === undefined) return -1;
      delimiters = header.delimiters;
      emit(text, header.marks, header.delimiters);
      return header.marks.at(-1) ?? 0;
    }
    if (delimiters === undefined) return text.length - at < 4 && !isAll ? -1 : noHeader(text.slice(at, at + 4));
    const isBinary = first === LETTER_B && text.startsWith(`BIN${delimiters.element}`, at);
    const marks = isBinary ? marksOfBinary(text, at, delimiters, number + 1) : marksOf(text, at, delimiters);
    if (marks === undefined) return -1;
    emit(text, marks, delimiters);
    return marks.at(-1) ?? 0;
  };

  const run = (text: string, isAll: boolean): string => {
    let at = 0;
    for (;;) {
      at = skipBlank(text, at, delimiters);
      if (at === text.length) return '';
      const end = next(text, at, isAll);
      if (end === -1) return text.slice(at);
      at = end;
    }
  };

  return {
    push(chunk) {
      rest = run(rest === '' ? chunk : rest + chunk, false);
      if (rest.length > LONGEST_SEGMENT && !rest.startsWith('BIN')) throw unended(number + 1);
    },
    end() {
      rest = run(rest, true).trimEnd();
      if (rest === '' || delimiters === undefined) return undefined;
      const marks = marksOf(`${rest}${delimiters.segment}`, 0, delimiters);
      if (marks !== undefined) emit(rest, marks, delimiters);
      rest = '';
      return 'unended';
    },
  };
}

/** Where the elements of the segment at `from` begin, and one past its end; `undefined` while that has not come. */
function marksOf(text: string, from: number, delimiters: Delimiters): readonly number[] | undefined {
  const [element, segment] = [delimiters.element.charCodeAt(0), delimiters.segment.charCodeAt(0)];
  const marks = [from];
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === element) marks.push(at + 1);
    else if (code === segment) {
      marks.push(at + 1);
      return marks;
    }
  }
  return undefined;
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

/** A BIN segment names its length, for its data may hold any character. */
function marksOfBinary(text: string, at: number, { element, segment }: Delimiters, number: number): readonly number[] | undefined {
  const second = text.indexOf(element, at + 4);
  if (second === -1) return text.length - at > 100 ? badBinary(number) : undefined;
  const said = text.slice(at + 4, second);
  const length = Number(said);
  if (!/^\d{1,9}$/.test(said) || length > LONGEST_BINARY) return badBinary(number);
  const end = second + 1 + length;
  if (end >= text.length) return undefined;
  return text[end] === segment ? [at, at + 4, second + 1, end + 1] : badBinary(number);
}

function badBinary(number: number): never {
  throw new Failure(
    'bad-file',
    `Segment ${number} (BIN) does not end where the length in BIN01 says, or is longer than ${LONGEST_BINARY} characters. Ask the sender for the file again.`,
  );
}

function noHeader(beginning: string): never {
  const name = /^([A-Z][A-Z0-9]{1,2})[^A-Za-z0-9]/.exec(beginning)?.[1];
  const instead = name === undefined ? 'text that is no X12' : `segment ${name}`;
  throw new Failure(
    'bad-file',
    `no interchange header: the file begins with ${instead}, and an X12 file begins with ISA. Ask the sender for the whole file.`,
  );
}

function unended(number: number): Failure {
  return new Failure(
    'bad-file',
    `Segment ${number} does not end within ${LONGEST_SEGMENT} characters. The file is no X12, or names another segment end in its ISA. Nothing after it was read.`,
  );
}
