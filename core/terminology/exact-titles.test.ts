import { expect, test } from 'vitest';
import { codeTable } from './code-table.ts';
import { exactTitles, findExactTitle, titleKey, titleOpeners } from './exact-titles.ts';
import type { CodeRow } from './edition-source.ts';

const row = (code: string, title: string, billable = true): CodeRow => ({ code: code as CodeRow['code'], billable, title });
const TABLE = codeTable([
  row('I50', 'Heart failure', false),
  row('I50.9', 'Heart failure, unspecified'),
  row('J18.9', 'Pneumonia, unspecified organism'),
  row('L89.00', 'Non-pressure ulcer'),
  row('H81.0', "Ménière's disease"),
  row('Q00.0', 'Said twice'),
  row('Q00.1', 'Said twice'),
]);
const TITLES = exactTitles(TABLE);
const find = (text: string): string | undefined => findExactTitle(titleKey(text), TITLES, TABLE);

test.each([
  ['a title to the letter', 'Heart failure, unspecified', 'I50.9'],
  ['whatever its case and commas', 'heart failure unspecified', 'I50.9'],
  ['never a header', 'Heart failure', undefined],
  ['never a title with a word less', 'Pneumonia organism', undefined],
  ['never a title that two codes have', 'Said twice', undefined],
])('finds %s', (_name, text, code) => {
  expect(find(text)).toBe(code);
});

test('tells the first word of every billable title as sentences have it', () => {
  const opens = titleOpeners(TABLE);
  const first = (title: string): string => titleKey(title).split(' ')[0] ?? '';

  expect(['Heart failure', 'pneumonia', 'Non-pressure', 'Menière’s', 'SAID'].map((word) => opens(first(word)))).toEqual(
    Array(5).fill(true),
  );
  expect(['failure', 'non', 'organism'].map(opens)).toEqual([false, false, false]);
});
