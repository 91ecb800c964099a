import { expect, test } from 'vitest';
import { allOf } from '#tests/support/x12-file.ts';
import { decodeText } from './decode-text.ts';

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const decoded = async (bytes: Buffer, size: number) => (await allOf(decodeText(pieces(bytes, size)))).join('');

test.each([1, 2, 3, 4, 5, 100])('keeps characters that pieces of %i bytes cut', async (size) => {
  const text = 'DUFFER’S*Núñez*李*😀~';

  expect(await decoded(Buffer.from(text), size)).toBe(text);
});

test.each([1, 2, 3, 100])('reads what is no UTF-8 as Latin-1, in pieces of %i bytes', async (size) => {
  expect(await decoded(Buffer.from('NM1*QC*1*MÜLLER~', 'latin1'), size)).toBe('NM1*QC*1*MÜLLER~');
  expect(await decoded(Buffer.from('MÜ', 'latin1'), size)).toBe('MÜ');
});
