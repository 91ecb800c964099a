import { expect, test } from 'vitest';
import { officialSampleSource } from '#tests/support/official-sample.ts';
import { statementsOf } from './statements.ts';

const STATEMENTS = statementsOf(officialSampleSource());

const saying = (...words: string[]): (typeof STATEMENTS)[number] | undefined =>
  STATEMENTS.find((statement) => statement.words.toSorted().join(' ') === words.toSorted().join(' '));

test.each([
  ['a path of the index', ['failure', 'heart', 'systolic'], 'I50.20', 'index'],
  ['a term of the tabular list', ['congestive', 'heart', 'failure'], 'I50.9', 'inclusion'],
  ['a title', ['pain', 'right', 'knee'], 'M25.561', 'title'],
  ['a reference to another term', ['nephrolith'], 'N20.0', 'see'],
  ['a cancer of the table of neoplasms', ['pancreas', 'cancer'], 'C25.9', 'neoplasm'],
  ['a metastasis of the table of neoplasms', ['pancreas', 'metastasis'], 'C78.89', 'neoplasm'],
  ['a poisoning of the table of drugs', ['poisoning', 'nifedipine'], 'T46.1X1', 'drug'],
  ['an underdosing of the table of drugs', ['underdosing', 'nifedipine'], 'T46.1X6', 'drug'],
  ['a cause of the external cause index', ['fall', 'stair'], 'W10.9', 'external-cause'],
])('states %s', (_name, words, target, origin) => {
  expect(saying(...words)).toMatchObject({ target, origin });
});

test('names the manifestation that the index gives in square brackets', () => {
  expect(STATEMENTS.find(({ manifestation }) => manifestation !== undefined)).toMatchObject({
    target: 'G30.9',
    manifestation: 'F02.80',
  });
});

test('states no title of what is left over', () => {
  expect(STATEMENTS.filter(({ origin, target }) => origin === 'title' && target === 'N28')).toEqual([]);
});

test('states a fracture without its episode', () => {
  expect(STATEMENTS.filter(({ target }) => target.endsWith('A'))).toEqual([]);
  expect(saying('intertrochanteric', 'fracture', 'femur')?.target).toBe('S72.14');
});

test('lets the index decide where it and a title say the same words', () => {
  const index = saying('fracture', 'femur');

  expect(index).toMatchObject({ origin: 'index', target: 'S72.9' });
});
