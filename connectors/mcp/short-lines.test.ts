import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { shortLines, type RefusedLine } from './short-lines.ts';

const LONGEST = 400;

async function heard(chunks: readonly (string | Buffer)[]): Promise<{ readonly passed: string; readonly refused: readonly RefusedLine[] }> {
  const refused: RefusedLine[] = [];
  const input = Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
  const passed = await text(input.pipe(shortLines(LONGEST, (line) => void refused.push(line))));
  return { passed, refused };
}

const called = (id: unknown, value: string): string => `{"jsonrpc":"2.0","method":"m","params":${value},"id":${JSON.stringify(id)}}\n`;
const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;

test('passes short lines on as they are, however they are cut', async () => {
  const lines = `${called(1, '{"word":"ödem ["}')}not json\n\n${called(2, deep(60))}`;
  const bytes = Buffer.from(lines);

  expect(await heard([bytes])).toEqual({ passed: lines, refused: [] });
  expect(await heard([...bytes].map((byte) => Buffer.of(byte)))).toEqual({ passed: lines, refused: [] });
});

test.each([
  ['a long line', called(7, `"${'x'.repeat(LONGEST)}"`), { id: 7, says: 'The message is longer than 400 bytes.' }],
  ['a deep line', called('seven', deep(70)), { id: 'seven', says: 'The message nests more than 64 levels deep.' }],
  ['a line that never closes', `{"id":3,"params":${'['.repeat(80)}\n`, { id: 3, says: 'The message nests more than 64 levels deep.' }],
  ['a long line with an id in its params alone', `{"params":{"id":9,"x":"${'x'.repeat(LONGEST)}"}}\n`, { id: null }],
  ['a long line whose id is no id', called({ id: 4 }, `"${'x'.repeat(LONGEST)}"`), { id: null }],
  ['a long line that quotes an id', `{"method":"\\"id\\":5,${'x'.repeat(LONGEST)}"}\n`, { id: null }],
])('drops %s, says so with its id, and passes the next one on', async (_name, line, says) => {
  const next = called(8, '{}');
  const cut = Buffer.from(line + next);

  for (const chunks of [[cut], [cut.subarray(0, 100), cut.subarray(100)], [...cut].map((byte) => Buffer.of(byte))]) {
    const { passed, refused } = await heard(chunks);
    expect(passed).toBe(next);
    expect(refused).toMatchObject([says]);
  }
});
