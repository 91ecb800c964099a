import { isAscii, isUtf8 } from 'node:buffer';

const LONGEST_CHARACTER = 4;

/**
 * Bytes as text, chunk by chunk: UTF-8, and from the first byte that is none Latin-1, which X12 files of older systems are in. A
 * character that a chunk cuts is kept for the next.
 */
export async function* decodeText(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  let isLatin1 = false;
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? asBuffer(chunk) : Buffer.concat([rest, chunk]);
    rest = Buffer.alloc(0);
    if (isLatin1 || isAscii(bytes)) {
      yield bytes.toString('latin1');
      continue;
    }
    const whole = bytes.subarray(0, bytes.length - cutOff(bytes));
    isLatin1 = !isUtf8(whole);
    if (!isLatin1) rest = bytes.subarray(whole.length);
    yield isLatin1 ? bytes.toString('latin1') : whole.toString('utf8');
  }
  if (rest.length > 0) yield rest.toString('latin1');
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** How many bytes at the end begin a character of UTF-8 that has not all come. */
function cutOff(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(LONGEST_CHARACTER, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0b1100_0000) === 0b1000_0000) continue;
    const length = byte >= 0b1111_0000 ? 4 : byte >= 0b1110_0000 ? 3 : byte >= 0b1100_0000 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}
