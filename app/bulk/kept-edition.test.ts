import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { smallEdition } from '#tests/support/small-edition.ts';
import { opened } from './edition-bytes.ts';
import { keptEditions } from './kept-edition.ts';

const folder = mkdtempSync(join(tmpdir(), 'countersign-kept-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

function shelf(name: string) {
  let compiled = 0;
  const kept = keptEditions(join(folder, name), resolve(import.meta.dirname, '..', '..'));
  const get = (digest: string) =>
    kept.get('place', digest, () => {
      compiled += 1;
      return Promise.resolve(smallEdition());
    });
  const file = (): string => join(folder, name, readdirSync(join(folder, name))[0] ?? '');
  return { get, file, compiled: () => compiled };
}

test('compiles once, and opens from the file to the same edition', async () => {
  const { get, compiled, file } = shelf('once');
  const [first, second] = [await get('a'), await get('a')];

  expect(compiled()).toBe(1);
  expect(Buffer.from(second.bytes).equals(Buffer.from(first.bytes))).toBe(true);
  expect(second.sha256).toBe(first.sha256);
  expect(opened(second).code('I10')).toEqual(smallEdition().code('I10'));
  expect(statSync(file()).mode & 0o77).toBe(0);
});

test('compiles again when what it was made of has changed, and keeps the newest alone', async () => {
  const { get, compiled } = shelf('changed');
  await get('a');
  await get('b');

  expect(compiled()).toBe(2);
  expect(readdirSync(join(folder, 'changed'))).toHaveLength(1);
});

test.each([0, 31, 40, 500])('compiles again when byte %i of the file is another', async (at) => {
  const { get, file, compiled } = shelf(`damaged-${at}`);
  await get('a');
  const bytes = readFileSync(file());
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  writeFileSync(file(), bytes);
  await get('a');

  expect(compiled()).toBe(2);
});

test('compiles again when the file is cut short, and works where none can be written', async () => {
  const { get, file, compiled } = shelf('cut');
  await get('a');
  writeFileSync(file(), readFileSync(file()).subarray(0, 20));
  await get('a');
  writeFileSync(join(folder, 'no-folder'), '');
  const { sha256 } = await keptEditions(join(folder, 'no-folder'), resolve(import.meta.dirname, '..', '..')).get('p', 'd', () =>
    Promise.resolve(smallEdition()),
  );

  expect(compiled()).toBe(2);
  expect(sha256).toBe(smallEdition().sha256);
});
