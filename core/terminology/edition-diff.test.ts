import { expect, test } from 'vitest';
import { smallEditionSource } from '#tests/support/small-edition.ts';
import { Icd10Cm } from '../codes.ts';
import { countRows, readContent } from './any-source.ts';
import { diffEditions } from './edition-diff.ts';
import type { EditionSource } from './edition-source.ts';
import type { MceSource } from './facts/fact-source.ts';

const SMALL = smallEditionSource();
const row = (code: string, title: string, billable = true) => ({ code: Icd10Cm.parse(code), title, billable });
const anEdition = (changes: Partial<EditionSource>): EditionSource => ({ ...SMALL, codes: [row('I10', 'Hypertension')], ...changes });

test('names codes that were added, that are gone, and that have another title or became headers', () => {
  const before = anEdition({ codes: [row('A00', 'Cholera'), row('B88.0', 'Acariasis'), row('I10', 'Hypertension')] });
  const now = anEdition({ codes: [row('B88.0', 'Acariasis', false), row('B88.01', 'Demodex'), row('I10', 'High blood pressure')] });

  expect(diffEditions(before, now)).toEqual([
    {
      part: 'Codes',
      added: ['B88.01'],
      gone: ['A00'],
      changed: [
        { key: 'B88.0', from: 'Acariasis', to: 'Acariasis (header)' },
        { key: 'I10', from: 'Hypertension', to: 'High blood pressure' },
      ],
    },
  ]);
});

test('compares each index table and each kind of note apart', () => {
  const before = anEdition({
    official: {
      index: [{ table: 'index', path: ['Gout'], code: 'M10.9' }],
      tabular: [{ code: 'I50', excludes1: ['a'], seventh: { A: 'initial' } }],
    },
  });
  const now = anEdition({
    official: {
      index: [
        { table: 'index', path: ['Gout'], code: 'M10.90', seeAlso: 'Arthritis' },
        { table: 'drug', path: ['Aspirin'], columns: ['T39.011', '', '', '', '', ''] },
      ],
      tabular: [{ code: 'I50', excludes1: ['a', 'b'], seventh: { A: 'initial' } }],
    },
  });

  expect(diffEditions(before, now).slice(1)).toEqual([
    { part: 'Index lines', added: [], gone: [], changed: [{ key: 'Gout', from: 'M10.9', to: 'M10.90 see also Arthritis' }] },
    { part: 'Tabular notes', added: [], gone: [], changed: [{ key: 'I50 excludes1', from: 'a', to: 'a | b' }] },
  ]);
});

test('leaves out a part that only one of the two was loaded with', () => {
  const withIndex = anEdition({ official: { index: [{ table: 'index', path: ['Gout'] }], tabular: [] } });

  expect(diffEditions(anEdition({}), withIndex).map(({ part }) => part)).toEqual(['Codes']);
  expect(diffEditions(withIndex, anEdition({})).map(({ part }) => part)).toEqual(['Codes']);
});

const MCE: MceSource = {
  head: { ...SMALL.head, id: 'mce-v41', system: 'mce' },
  edits: [
    { code: Icd10Cm.parse('A34'), edit: { kind: 'sex', only: 'female' } },
    { code: Icd10Cm.parse('A34'), edit: { kind: 'age', from: 9, to: 64, group: 'Maternity' } },
  ],
};

test('compares all edits of a code together', () => {
  const [edits] = diffEditions(MCE, { ...MCE, edits: MCE.edits.slice(0, 1) });

  expect(edits?.changed.map(({ key }) => key)).toEqual(['A34']);
});

test('reads the content of any edition back, counts its rows, and refuses what this program did not write', () => {
  expect(readContent(JSON.stringify(MCE))).toEqual(MCE);
  expect(countRows(MCE)).toEqual({ codes: 2, billable: undefined });
  expect(countRows(anEdition({ codes: [row('A00', 'Cholera', false), row('A00.9', 'Cholera')] }))).toEqual({ codes: 2, billable: 1 });
  expect(() => readContent(JSON.stringify({ ...MCE, edits: 'none' }))).toThrow(/not what this version writes/);
});
