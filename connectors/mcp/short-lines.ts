import { Transform } from 'node:stream';
import { DEEPEST, nesting } from './nesting.ts';

export interface RefusedLine {
  /** The id of the request, or null where it does not stand in plain sight. */
  readonly id: number | string | null;
  readonly says: string;
}

interface Line {
  readonly parts: Buffer[];
  readonly outermost: number[];
  readonly nested: ReturnType<typeof nesting>;
  length: number;
  deepest: number;
}

const NEWLINE = 0x0a;
const ID = /"id"\s*:\s*(-?\d{1,15}|"[^"\\]{0,80}")\s*[,}]/;
/** Room for everything of a message but its params. */
const OUTERMOST = 1_024;

/**
 * Lets whole lines through. One that is longer than `longest` bytes or nests too deep is dropped as it comes, so that it never
 * stands in memory whole, and `refuse` is told of it once it has ended.
 */
export function shortLines(longest: number, refuse: (line: RefusedLine) => void): Transform {
  let line = newLine();
  const end = (): Buffer | undefined => {
    const { parts, outermost, length, deepest } = line;
    line = newLine();
    if (length <= longest && deepest <= DEEPEST) return Buffer.concat(parts);
    const says = length > longest ? `The message is longer than ${longest} bytes.` : `The message nests more than ${DEEPEST} levels deep.`;
    refuse({ id: idIn(outermost), says });
    return undefined;
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      let from = 0;
      for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
        take(line, chunk.subarray(from, at + 1), longest);
        const whole = end();
        if (whole !== undefined) this.push(whole);
        from = at + 1;
      }
      take(line, chunk.subarray(from), longest);
      done();
    },
  });
}

function newLine(): Line {
  return { parts: [], outermost: [], nested: nesting(), length: 0, deepest: 0 };
}

function take(line: Line, part: Buffer, longest: number): void {
  line.length += part.length;
  for (const byte of part) {
    const depth = line.nested.after(byte);
    if (depth > line.deepest) line.deepest = depth;
    if (depth <= 1 && line.outermost.length < OUTERMOST) line.outermost.push(byte);
  }
  if (line.length > longest || line.deepest > DEEPEST) line.parts.length = 0;
  else line.parts.push(part);
}

/** The params are not among the outermost bytes, so no id inside them is taken for the message's. */
function idIn(outermost: readonly number[]): RefusedLine['id'] {
  const [, id] = ID.exec(Buffer.from(outermost).toString('utf8')) ?? [];
  return id === undefined ? null : (JSON.parse(id) as number | string);
}
