import { expect, test } from 'vitest';
import type { CodeEntry } from './edition.ts';
import { titlePhrases } from './title-phrases.ts';

const said = (...titles: [code: string, title: string][]): string[] =>
  titlePhrases(titles.map(([code, title]) => ({ code, billable: true, title }) as CodeEntry)).map(({ words }) => words.join(' '));

test.each([
  [
    'says a title with and without its brackets',
    'I50.22',
    'Chronic systolic (congestive) heart failure',
    ['chronic systolic heart failure', 'chronic systolic congestive heart failure'],
  ],
  ['never says "unspecified"', 'J44.9', 'Chronic obstructive pulmonary disease, unspecified', ['chronic obstructive pulmonary disease']],
  ['says nothing of a residual class', 'J18.8', 'Other pneumonia, unspecified organism', []],
  ['says no single word', 'R55.0', 'Syncope', []],
  ['says no circumstance', 'Z00.00', 'Encounter for general adult medical examination', []],
  [
    'leaves the episode of care out of an injury',
    'S72.141A',
    'Displaced intertrochanteric fracture of right femur, initial encounter for closed fracture',
    ['displaced intertrochanteric fracture of right femur'],
  ],
])('%s', (_name, code, title, expected) => {
  expect(said([code, title])).toEqual(expected);
});

test('says neither of two codes that share a phrase', () => {
  expect(said(['J15.0', 'Lobar pneumonia, unspecified'], ['J15.1', 'Unspecified lobar pneumonia'])).toEqual([]);
});
