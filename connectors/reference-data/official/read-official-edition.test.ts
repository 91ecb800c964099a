import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { SMALL_LIST, anIndex, anOrderFile, aTabular, aZip } from '#tests/support/official-files.ts';
import { smallEditionSource } from '#tests/support/small-edition.ts';
import { readOfficialEdition, readOfficialRelease } from './read-official-edition.ts';

const starter = smallEditionSource();
const ORDER = anOrderFile(SMALL_LIST);
const INDEX = anIndex('<mainTerm><title>Cholera</title><code>A00.9</code></mainTerm>');
const CATEGORY = '<diag><name>A00</name><desc>Cholera</desc><diag><name>A00.9</name><desc>Cholera, unspecified</desc></diag></diag>';
const TABULAR = aTabular(CATEGORY);

/** A new folder with these files. */
function folderOf(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'official-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

const read = (files: Readonly<Record<string, string | Buffer>>, year?: string) =>
  readOfficialEdition(folderOf(files), { starter, ...(year !== undefined && { year }) });

const RELEASE = { 'icd10cm-order-2026.txt': ORDER, 'index.xml': INDEX, 'tabular.xml': TABULAR };

test('makes one edition of a folder, each part told by its content', async () => {
  const { head, codes, official, modifiers } = await read(RELEASE);

  expect(head).toMatchObject({ id: 'icd10cm-2026', from: '2025-10-01', to: '2026-09-30', starter: false });
  expect(codes).toHaveLength(SMALL_LIST.length);
  expect(official?.index).toEqual([{ table: 'index', path: ['Cholera'], code: 'A00.9' }]);
  expect(official?.tabular.map(({ code }) => code)).toEqual(['A00-B99', 'A00-A09', 'A00', 'A00.9']);
  expect(modifiers).toEqual(starter.modifiers);
});

test('reads the same from a folder, a zip archive, gzip files and a list', async () => {
  const whole = await read(RELEASE);
  const named = (source: typeof whole) => ({ ...source, head: { ...source.head, source: '' } });
  const zip = folderOf({
    'release.zip': aZip(Object.entries(RELEASE).map(([name, text]) => ({ name: `2026/${name}`, text }))),
  });
  const packed = folderOf(Object.fromEntries(Object.entries(RELEASE).map(([name, text]) => [`${name}.gz`, gzipSync(text)])));
  const folder = folderOf(RELEASE);

  for (const paths of [join(zip, 'release.zip'), zip, packed, Object.keys(RELEASE).map((name) => join(folder, name))]) {
    expect(named(await readOfficialEdition(paths, { starter }))).toEqual(named(whole));
  }
});

test('goes into a folder that holds nothing but one folder', async () => {
  expect((await read({ '2026/icd10cm-order-2026.txt': ORDER })).codes).toHaveLength(SMALL_LIST.length);
});

test('names what stands beside the release, and folders beneath it', async () => {
  const folder = folderOf({ ...RELEASE, 'notes.md': 'x', 'old/icd10cm-order-2025.txt': ORDER });

  expect((await readOfficialRelease(folder, { starter })).unread).toEqual(['notes.md', 'old/']);
});

test('says which parts were not given', async () => {
  expect((await read({ 'icd10cm-order-2026.txt': ORDER })).head.source).toMatch(
    /^icd10cm-order-2026.txt; not given: tabular list, alphabetic index,/,
  );
});

test('follows codes, titles and billable flags from a tabular list alone, and says so', async () => {
  const { head, codes } = await read({ 'tabular.xml': aTabular(CATEGORY, '2021') });

  expect(head).toMatchObject({ id: 'icd10cm-2021-tabular', from: '2020-10-01' });
  expect(head.source).toContain('titles and which codes are billable follow from the tabular list');
  expect(codes.map(({ code, billable }) => [code, billable])).toEqual([
    ['A00', false],
    ['A00.9', true],
  ]);
});

test('takes an index alone as an edition without a code list, and says so', async () => {
  const { head, codes } = await read({ 'index.xml': anIndex('<mainTerm><title>Cholera</title><code>A00.9</code></mainTerm>', '2017') });

  expect(head.id).toBe('icd10cm-2017-index');
  expect(head.source).toContain('no code can be suggested from it');
  expect(codes).toEqual([]);
});

test.each([
  ['icd10cm-order-2026.txt', '2025-10-01', 'icd10cm-2026'],
  ['icd10cm-order-April-2026.txt', '2026-04-01', 'icd10cm-2026-apr'],
  ['icd10cm_order_2021_jan.txt', '2021-01-01', 'icd10cm-2021-jan'],
])('takes %s to be in force from %s', async (name, from, id) => {
  expect((await read({ [name]: ORDER })).head).toMatchObject({ from, id });
});

test('takes the year that is asked for where several stand side by side', async () => {
  const files = { 'a.xml': aTabular(CATEGORY, '2021'), 'b.xml': aTabular(CATEGORY, '2022') };

  expect((await read(files, '2022')).head.id).toBe('icd10cm-2022-tabular');
  await expect(read(files)).rejects.toThrow(/different years: a.xml \(2021\), b.xml \(2022\). Choose one with --year/);
  await expect(read(files, '2030')).rejects.toThrow(/no file of FY2030/);
});

describe('refuses, with the reason,', () => {
  const PCS = anOrderFile(['001 0 Bypass', '0016070 1 Bypass Cerebral Ventricle']);
  const INDEX_2025 = anIndex('<mainTerm><title>Cholera</title><code>A00.9</code></mainTerm>', '2025');
  const ELSEWHERE = anIndex('<mainTerm><title>Gout</title><code>M10.9</code></mainTerm>');

  test.each<[string, Readonly<Record<string, string | Buffer>>, RegExp]>([
    ['an XML file that was cut short', { ...RELEASE, 'index.xml': INDEX.slice(0, -60) }, /index.xml.*cut short/],
    ['a gzip file that was cut short', { 'order-2026.txt.gz': gzipSync(ORDER).subarray(0, 60) }, /damaged or truncated gzip/],
    ['an order file cut at the end of a line', { 'order-2026.txt': anOrderFile(SMALL_LIST.slice(0, 6)) }, /never reaches Z99/],
    ['an order file without its beginning', { 'order-2026.txt': anOrderFile(SMALL_LIST.slice(2)) }, /begins at I50, where A00/],
    ['a file of another year beside the order file', { ...RELEASE, 'index.xml': INDEX_2025 }, /different years/],
    [
      'an index of another year under the right number',
      { ...RELEASE, 'index.xml': ELSEWHERE },
      /1 are not in the code list, or not complete there \(M10.9/,
    ],
    ['an order file that does not say its year', { 'codes.txt': ORDER }, /does not say the fiscal year/],
    [
      'two order files of one year',
      { 'a-2026.txt': ORDER, 'b-2026.txt': anOrderFile([...SMALL_LIST, 'Z999 1 Other']) },
      /the same part of FY2026/,
    ],
    ['an order file of ICD-10-PCS', { 'icd10pcs_order_2026.txt': PCS }, /order file of ICD-10-PCS. Load it with/],
    ['a file that is nothing of a release', { 'readme.txt': 'Hello.' }, /No part of an ICD-10-CM release was found in readme.txt/],
    ['a file that is no text', { 'a.bin': Buffer.from([0, 1, 2]) }, /No part/],
    [
      'a part under its published name that cannot be read as one',
      { ...RELEASE, 'icd10cm-index-2026.xml': Buffer.from(INDEX, 'utf16le') },
      /icd10cm-index-2026.xml has the name of a part of a release and not its form/,
    ],
    ['an index that is empty', { ...RELEASE, 'index.xml': anIndex('') }, /holds no line of the alphabetic index/],
  ])('%s', async (_says, files, why) => {
    await expect(read(files)).rejects.toThrow(why);
  });

  test('a table without a code list', async () => {
    const table = anIndex('<mainTerm><title>Bite</title><code>W50.3</code></mainTerm>').replace('INDEX TO DISEASES', 'EXTERNAL CAUSE');

    await expect(read({ 'e.xml': table })).rejects.toThrow(/a table alone makes no edition/);
  });

  test('a path that is not there', async () => {
    await expect(readOfficialEdition('/nowhere/at-all', { starter })).rejects.toMatchObject({ code: 'not-found' });
  });
});
