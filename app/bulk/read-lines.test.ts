import { expect, test } from 'vitest';
import { readLines, type InputLine } from './read-lines.ts';

async function* chunked(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function linesOf(bytes: Uint8Array, size: number, longest?: number): Promise<InputLine[]> {
  const lines: InputLine[] = [];
  for await (const some of readLines(chunked(bytes, size), longest)) lines.push(...some);
  return lines;
}

test.each([1, 2, 3, 7, 100])('reads the same lines from chunks of %i bytes, whole characters and blank lines counted', async (size) => {
  const bytes = Buffer.from('\uFEFFone\r\n\n  \n\u00E9\u{1F600}\nlast');

  expect(await linesOf(bytes, size)).toEqual([
    { number: 1, text: 'one\r' },
    { number: 4, text: '\u00E9\u{1F600}' },
    { number: 5, text: 'last' },
  ]);
});

test.each([1, 4, 100])('gives a line that is too long as wrong and reads on, from chunks of %i bytes', async (size) => {
  const found = await linesOf(Buffer.from('short\nmuch too long\nshort'), size, 5);

  expect(found.map(({ number, text, wrong }) => [number, text, wrong])).toEqual([
    [1, 'short', undefined],
    [2, undefined, 'The line is longer than 5 bytes.'],
    [3, 'short', undefined],
  ]);
});

test('gives a line that is not UTF-8 as wrong', async () => {
  expect(await linesOf(Buffer.from([0x41, 0x0a, 0xff, 0x0a, 0x42]), 100)).toEqual([
    { number: 1, text: 'A' },
    { number: 2, wrong: 'The line is not UTF-8.' },
    { number: 3, text: 'B' },
  ]);
});
