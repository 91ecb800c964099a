import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { readMigrations } from './read-migrations.ts';

async function aFolder(...files: string[]): Promise<URL> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-migrations-'));
  for (const file of files) await writeFile(join(folder, file), 'select 1;\r\n');
  return pathToFileURL(`${folder}/`);
}

test('a migration that was released keeps its checksum for ever', async () => {
  const released = (await readMigrations()).map(({ number, name, sha256 }) => `${number} ${name} ${sha256.slice(0, 16)}`);

  expect(released).toMatchInlineSnapshot(`
    [
      "1 guardrails 8f1ee8a20da012ba",
      "2 charts 7327f1d94d8cd7b9",
      "3 coding fae732ba8b73a6a3",
      "4 withdrawn c5da7f7c421bd2b6",
      "5 decisions f9fd8c9cf9a77081",
      "6 effects 685ad44c2d0f6994",
      "7 retention f62dc4ed9a0c814b",
      "8 seals bd4d73126e788487",
      "9 chat 809283175f56828a",
      "10 console ee16c42b0432bfb4",
      "11 chat-worked 1e4df2b417651ff8",
      "12 billing 9f11f21cf1288a57",
      "13 claims-in-talk ac9c409d1311c548",
      "14 chat-purged fbabc093413855bf",
      "15 found-by-content 3aecd8b0e1e4b85a",
      "16 denials-told fe6e5ac9baa1e8b6",
      "17 posted-stays bb41452ee2b8a39a",
    ]
  `);
});

test('reads a migration the same whatever the line ends of the checkout', async () => {
  expect(await readMigrations(await aFolder('0001-one.sql'))).toMatchObject([{ number: 1, name: 'one', sql: 'select 1;\n' }]);
});

test.each([
  ['a gap', ['0001-one.sql', '0003-three.sql']],
  ['two of one number', ['0001-one.sql', '0001-uno.sql']],
  ['a file that is no migration', ['0001-one.sql', 'notes.txt']],
])('refuses a folder with %s', async (_name, files) => {
  await expect(readMigrations(await aFolder(...files))).rejects.toMatchObject({ code: 'bad-config' });
});
