/** One line of the input, numbered from 1. `text` is absent where it is longer than a line may be, or not UTF-8; `wrong` says which. */
export interface InputLine {
  readonly number: number;
  readonly text?: string;
  readonly wrong?: string;
}

export const LONGEST_LINE = 10 * 1024 * 1024;
const NEWLINE = 0x0a;

/**
 * The lines of a stream of bytes, as many at once as a chunk of it ends, blank ones left out but counted. A line longer than `longest`
 * bytes is not kept in memory: it comes as one that is wrong, and the next goes on.
 */
export async function* readLines(chunks: AsyncIterable<Uint8Array>, longest: number = LONGEST_LINE): AsyncGenerator<readonly InputLine[]> {
  let parts: Uint8Array[] = [];
  let size = 0;
  let number = 1;
  for await (const chunk of chunks) {
    const lines: InputLine[] = [];
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      size += at - from;
      if (size <= longest) parts.push(chunk.subarray(from, at));
      const line = lineOf(parts, size, number, longest);
      if (line !== undefined) lines.push(line);
      parts = [];
      size = 0;
      number += 1;
      from = at + 1;
    }
    size += chunk.length - from;
    if (size <= longest) parts.push(chunk.subarray(from));
    else parts = [];
    if (lines.length > 0) yield lines;
  }
  const last = lineOf(parts, size, number, longest);
  if (last !== undefined) yield [last];
}

function lineOf(parts: readonly Uint8Array[], size: number, number: number, longest: number): InputLine | undefined {
  if (size > longest) return { number, wrong: `The line is longer than ${longest} bytes.` };
  try {
    // A byte order mark before the first line is dropped by the decoder.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts));
    return text.trim() === '' ? undefined : { number, text };
  } catch {
    return { number, wrong: 'The line is not UTF-8.' };
  }
}
