import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeFolder } from './make-folder.ts';

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-make-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

test('makes a folder and those above it for its user alone, and leaves one that is there as it is', async () => {
  const folder = await aFolder();
  await mkdir(join(folder, 'open'), { mode: 0o755 });
  await Promise.all([1, 2, 3].map(() => makeFolder(join(folder, 'open', 'a', 'b'))));

  expect(await modeOf(join(folder, 'open'))).toBe(0o755);
  expect(await modeOf(join(folder, 'open', 'a'))).toBe(0o700);
  expect(await modeOf(join(folder, 'open', 'a', 'b'))).toBe(0o700);
});

test('refuses a path that is a file, or lies in one', async () => {
  const file = join(await aFolder(), 'file');
  await writeFile(file, '');

  await expect(makeFolder(file)).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeFolder(join(file, 'below', 'it'))).rejects.toMatchObject({ code: 'EEXIST' });
});

test.runIf(process.platform === 'linux')('refuses at once a place where nothing can be made', async () => {
  await expect(makeFolder('/proc/countersign/below')).rejects.toMatchObject({ code: 'ENOENT' });
});
