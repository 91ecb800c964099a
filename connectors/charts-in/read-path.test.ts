import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aBundle, aNote, anEncounter, aPatient } from './a-chart-file.ts';
import { assembleCharts } from './assemble-charts.ts';
import { readPath } from './read-path.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'charts-in-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [file, content] of Object.entries(files)) {
    await mkdir(join(folder, file, '..'), { recursive: true });
    await writeFile(join(folder, file), content);
  }
}

function reasons(refused: readonly { readonly file: string; readonly why: string }[]) {
  return Object.fromEntries(refused.map(({ file, why }) => [file, why]));
}

test('takes the rest of a folder without its one bad file, and counts both', async () => {
  await write({
    'E-1/record.json': JSON.stringify(aBundle(aPatient(), anEncounter())),
    'E-1/01.txt': aNote('One.'),
    'E-1/02.txt': aNote('Two.', { date: 'yesterday' }),
    'E-2/01.md': aNote('Three.', { encounter: 'E-2' }),
  });

  const { files, parts, refused } = await readPath(folder);

  expect(files).toBe(4);
  expect(parts.map(({ file }) => file)).toEqual(['E-1/01.txt', 'E-1/record.json', 'E-2/01.md']);
  expect(reasons(refused)).toEqual({ 'E-1/02.txt': 'Its front matter is wrong: date should be a day such as 2026-03-09.' });
});

test('reads in the order of the paths by code unit and passes over names that begin with a dot', async () => {
  const names = ['b.txt', 'a/z.txt', 'B.txt', 'ä.txt', 'a.txt'];
  await write(Object.fromEntries([...names, '.hidden.txt', '.git/x.txt'].map((name) => [name, aNote(name)])));

  const { parts } = await readPath(folder);

  expect(parts.map(({ file }) => file)).toEqual(['B.txt', 'a.txt', 'a/z.txt', 'b.txt', 'ä.txt']);
});

test('refuses every file of an unknown kind', async () => {
  await write({ 'scan.pdf': '', 'README.md': '# Charts', LICENSE: '', 'a.json.gz': '' });

  const unknown = 'It is of no known kind. What is read: .json, .ndjson, .txt, .md.';
  expect(reasons((await readPath(folder)).refused)).toEqual({
    'README.md': expect.stringMatching(/^It has no front matter\./),
    LICENSE: unknown,
    'a.json.gz': unknown,
    'scan.pdf': unknown,
  });
});

test('refuses a file of more than 20 MB unread', async () => {
  await write({ 'a.txt': '' });
  await truncate(join(folder, 'a.txt'), 20 * 1024 * 1024 + 1);

  expect(reasons((await readPath(folder)).refused)).toEqual({ 'a.txt': 'It has 20971521 bytes; the most that is read is 20971520.' });
});

test('follows a link to a file of the folder and no other', async () => {
  await write({ 'in/a.txt': aNote('One.'), 'out/secret.txt': aNote('Two.') });
  const inside = join(folder, 'in');
  await symlink('a.txt', join(inside, 'again.txt'));
  await symlink(join('..', 'out', 'secret.txt'), join(inside, 'out.txt'));
  await symlink('nowhere.txt', join(inside, 'dead.txt'));
  await symlink('.', join(inside, 'loop.txt'));

  const { parts, refused } = await readPath(inside);

  expect(parts.map(({ file }) => file)).toEqual(['a.txt', 'again.txt']);
  expect(reasons(refused)).toEqual({
    'dead.txt': 'It is a link that leads to nothing.',
    'loop.txt': 'It is a link to a folder, which is read where it stands.',
    'out.txt': 'It is a link that leaves the folder.',
  });
});

test('reads one file by its own name', async () => {
  await write({ 'deep/a.txt': aNote('One.') });

  expect((await readPath(join(folder, 'deep', 'a.txt'))).parts.map(({ file }) => file)).toEqual(['a.txt']);
});

test('says that nothing is there', async () => {
  const path = join(folder, 'nowhere');

  await expect(readPath(path)).rejects.toMatchObject({ code: 'not-found', says: `There is no file or folder ${path}.` });
});

test('takes the whole demo hospital, and finds nothing changed the second time', async () => {
  const { parts, refused, files } = await readPath(join(import.meta.dirname, '../../demo/hospital'));
  const first = await assembleCharts(parts, async () => undefined);
  const second = await assembleCharts(parts, async (id) => first.charts.find(({ encounter }) => encounter.id === id));

  expect([...refused, ...first.refused, ...second.refused]).toEqual([]);
  expect(parts).toHaveLength(files);
  expect(first.charts.length).toBeGreaterThanOrEqual(14);
  expect(first.charts.find(({ encounter }) => encounter.id === 'E-1042')?.claims).toMatchObject([{ id: 'C-88' }]);
  expect(second.charts).toEqual([]);
  expect(second.unchanged).toEqual(first.charts.map(({ encounter }) => encounter.id));
});
