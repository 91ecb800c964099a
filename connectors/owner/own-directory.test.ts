import { chmod, mkdir, mkdtemp, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readHolder } from './holder.ts';
import { ownDirectory, type Ownership } from './own-directory.ts';

if (userInfo().uid === 0) process.stderr.write('The test of a directory that cannot be written is skipped: root may write everywhere.\n');

async function aDirectory(...below: string[]): Promise<string> {
  return join(await realpath(await mkdtemp(join(tmpdir(), 'countersign-own-'))), 'data', ...below);
}

async function owned(directory: string): Promise<Ownership> {
  const ownership = await ownDirectory(directory);
  onTestFinished(() => ownership.release());
  return ownership;
}

async function listen(path: string): Promise<void> {
  const server = createServer();
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve));
}

test('makes a directory that only its user can read', async () => {
  const directory = await aDirectory();
  await owned(directory);

  expect((await stat(directory)).mode & 0o777).toBe(0o700);
  expect((await stat(join(directory, 'holder.json'))).mode & 0o777).toBe(0o600);
});

test('leaves the mode of a directory that was there alone', async () => {
  const directory = await aDirectory();
  await mkdir(directory, { recursive: true });
  await chmod(directory, 0o750);
  await owned(directory);

  expect((await stat(directory)).mode & 0o777).toBe(0o750);
});

test('refuses a second owner with a sentence that names the first', async () => {
  const directory = await aDirectory();
  const first = await owned(directory);
  await first.writeHolder({ command: 'countersign start', http: 'http://127.0.0.1:4010/' });

  await expect(ownDirectory(directory)).rejects.toMatchObject({
    code: 'data-dir-held',
    says: expect.stringMatching(
      new RegExp(
        `^Another Countersign \\(pid ${process.pid}, started \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC, \`countersign start\`\\) holds ${directory}\\. `,
      ),
    ),
  });
});

test('says where the owner answers, and forgets it when the directory is given up', async () => {
  const directory = await aDirectory();
  const ownership = await ownDirectory(directory);
  await ownership.writeHolder({ command: 'countersign start', http: 'http://127.0.0.1:4010/' });
  const holder = await readHolder(directory);
  await ownership.release();

  expect(holder).toMatchObject({ pid: process.pid, socket: join(directory, 'daemon.sock'), http: 'http://127.0.0.1:4010/' });
  expect(await readHolder(directory)).toBeUndefined();
  await owned(directory);
});

test('gives a directory whose path is too long for a socket one elsewhere, in a private folder, and always the same', async () => {
  const directory = await aDirectory('a'.repeat(90));
  const first = await ownDirectory(directory);
  await first.release();
  const { socketPath } = await owned(directory);
  await listen(socketPath);

  expect(socketPath).toBe(first.socketPath);
  expect(Buffer.byteLength(socketPath)).toBeLessThanOrEqual(100);
  expect((await stat(join(socketPath, '..'))).mode & 0o777).toBe(0o700);
});

test('refuses a private folder that others may enter', async () => {
  const directory = await aDirectory('b'.repeat(90));
  const first = await ownDirectory(directory);
  await first.release();
  await chmod(join(first.socketPath, '..'), 0o777);

  await expect(ownDirectory(directory)).rejects.toMatchObject({ code: 'bad-config', says: expect.stringContaining('private folder') });
});

test('removes the socket that a dead owner left, so that the next can listen', async () => {
  const directory = await aDirectory();
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'daemon.sock'), '');
  const { socketPath } = await owned(directory);

  await expect(listen(socketPath)).resolves.toBeUndefined();
});

test('takes no holder from a file that is half written or not its own', async () => {
  const directory = await aDirectory();
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'holder.json'), '{"pid": 12');

  expect(await readHolder(directory)).toBeUndefined();
});

test('refuses a path that is no directory', async () => {
  const directory = await aDirectory();
  await mkdir(join(directory, '..'), { recursive: true });
  await writeFile(directory, 'a file');

  await expect(ownDirectory(directory)).rejects.toMatchObject({ code: 'bad-config', says: expect.stringContaining(directory) });
  expect(await readFile(directory, 'utf8')).toBe('a file');
});

test.skipIf(userInfo().uid === 0)('refuses a directory that its user may not write to', async () => {
  const directory = await aDirectory();
  await mkdir(directory, { recursive: true });
  await chmod(directory, 0o500);

  for (const path of [directory, join(directory, 'below')])
    await expect(ownDirectory(path)).rejects.toMatchObject({
      code: 'bad-config',
      says: expect.stringContaining('you may not write there'),
    });
});
