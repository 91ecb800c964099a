import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { smallEdition } from '#tests/support/small-edition.ts';
import { compiledEditions, type EditionImage } from './compiled-editions.ts';
import { editionImage } from './edition-image.ts';

const EDITION = smallEdition();
const imageOf = (version: string): EditionImage => ({
  version,
  pack: ({ sha256 }) => Buffer.from(sha256),
  open: (bytes) => ({ ...EDITION, sha256: Buffer.from(bytes).toString('utf8') }),
});

function aShelf(version = '1', folder = join(mkdtempSync(join(tmpdir(), 'compiled-')), 'compiled')) {
  return { folder, shelf: compiledEditions(folder, imageOf(version)) };
}

test('gives back what it kept, under its digest', async () => {
  const { shelf } = aShelf();
  expect(await shelf.read(EDITION.sha256)).toBeUndefined();

  await shelf.keep(EDITION);

  expect((await shelf.read(EDITION.sha256))?.sha256).toBe(EDITION.sha256);
  expect(await shelf.read('e'.repeat(64))).toBeUndefined();
});

test.each([
  ['a byte was changed', (bytes: Buffer) => bytes.fill(bytes.readUInt8(40) ^ 1, 40, 41)],
  ['it was cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length - 1)],
  ['it is empty', () => Buffer.alloc(0)],
])('gives nothing where %s, and keeps it anew', async (_says, change) => {
  const { folder, shelf } = aShelf();
  await shelf.keep(EDITION);
  const file = join(folder, readdirSync(folder)[0] ?? '');
  writeFileSync(file, change(readFileSync(file)));
  expect(await shelf.read(EDITION.sha256)).toBeUndefined();

  await shelf.keep(EDITION);

  expect(await shelf.read(EDITION.sha256)).toBeDefined();
});

test('gives nothing of a file under the name of another edition', async () => {
  const { folder, shelf } = aShelf();
  await shelf.keep(EDITION);
  const [name = ''] = readdirSync(folder);
  const other = 'f'.repeat(64);
  writeFileSync(join(folder, name.replace(EDITION.sha256, other)), readFileSync(join(folder, name)));

  expect(await shelf.read(other)).toBeUndefined();
});

test('removes what another version kept of the same edition, and leaves no draft', async () => {
  const { folder, shelf } = aShelf('1');
  await shelf.keep(EDITION);

  await aShelf('2', folder).shelf.keep(EDITION);

  expect(readdirSync(folder)).toEqual([`${EDITION.sha256}-2.bin`]);
});

test('goes on without a file that it cannot write', async () => {
  const { folder } = aShelf();
  rmSync(folder, { recursive: true, force: true });
  writeFileSync(folder, 'a file where the folder should be');
  const { shelf } = aShelf('1', folder);

  await expect(shelf.keep(EDITION)).resolves.toBeUndefined();
  expect(await shelf.read(EDITION.sha256)).toBeUndefined();
});

test('the image of this program opens as the edition that was packed, with the same statements', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'compiled-')), 'compiled');
  const shelf = compiledEditions(folder, editionImage(join(import.meta.dirname, '..', '..')));
  await shelf.keep(EDITION);

  const opened = await shelf.read(EDITION.sha256);

  expect(opened?.head).toEqual(EDITION.head);
  expect(opened?.counts).toEqual(EDITION.counts);
  expect(opened?.code('I50.23')).toEqual(EDITION.code('I50.23'));
});
