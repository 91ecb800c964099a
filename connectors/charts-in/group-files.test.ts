import { expect, test } from 'vitest';
import { aBundle, aNote, anEncounter, aPatient, readFiles } from './a-chart-file.ts';
import { groupFiles } from './group-files.ts';

const note = (document: string, encounter: string): string => aNote('Text.', { document, encounter });
const both = (...ids: string[]) => aBundle(aPatient(), ...ids.map((id) => anEncounter({ id })));
const grouped = (files: Readonly<Record<string, unknown>>) =>
  groupFiles(readFiles(files).parts).map((group) => group.map(({ file }) => file));

test('keeps the files of one encounter together and apart from those of others', () => {
  expect(grouped({ 'a.txt': note('D-1', 'E-1'), 'b.txt': note('D-2', 'E-2'), 'c.txt': note('D-3', 'E-1') })).toEqual([
    ['a.txt', 'c.txt'],
    ['b.txt'],
  ]);
});

test('joins encounters that one file, or a chain of files, speaks of', () => {
  expect(
    grouped({
      'a.txt': note('D-1', 'E-1'),
      'b.txt': note('D-4', 'E-4'),
      'c.txt': note('D-5', 'E-5'),
      'd.json': both('E-3', 'E-4'),
      'e.json': both('E-1', 'E-3'),
    }),
  ).toEqual([['a.txt', 'b.txt', 'd.json', 'e.json'], ['c.txt']]);
});

test('loses no file and takes none twice', () => {
  const files = Object.fromEntries(
    Array.from({ length: 40 }, (_, at) => [`${at}.json`, both(`E-${at % 7}`, `F-${(at * 5) % 23}`)] as const),
  );

  expect(grouped(files).flat().toSorted()).toEqual(Object.keys(files).toSorted());
});
