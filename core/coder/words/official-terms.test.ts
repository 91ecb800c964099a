import { describe, expect, test } from 'vitest';
import { chartSaying, codesOf } from '#tests/support/chart-saying.ts';
import { officialSample } from '#tests/support/official-sample.ts';
import { codeChart } from '../code-chart.ts';

const codes = (note: string): string[] => codesOf(chartSaying(`Assessment: ${note}`), officialSample());

describe('what the publications print is found in a note', () => {
  test.each([
    ['a path of the index', 'Systolic heart failure.', ['I50.20']],
    ['with what makes it more specific', 'Acute systolic heart failure.', ['I50.21']],
    ['a term of the tabular list', 'Congestive heart failure.', ['I50.9']],
    ['a title to the letter', 'Primary open-angle glaucoma, right eye, severe stage', ['H40.1113']],
    ['a title whose side the note says', 'Displaced intertrochanteric fracture of right femur.', ['S72.141A']],
    ['a fracture that is displaced where nothing else is said (I.C.19.c)', 'Intertrochanteric fracture of right femur.', ['S72.141A']],
    ['a cancer of the table of neoplasms', 'Cancer of pancreas.', ['C25.9']],
    ['a metastatic cancer as a cancer of its site', 'Metastatic pancreatic cancer.', ['C25.9']],
    ['both codes where the index gives two', "Dementia in Alzheimer's disease.", ['G30.9', 'F02.80']],
    ['an underdosing of the table of drugs', 'Underdosing of nifedipine.', ['T46.1X6A']],
  ])('%s', (_name, note, expected) => {
    expect(codes(note).toSorted()).toEqual(expected.toSorted());
  });
});

test.each([
  ['an open fracture', 'Open intertrochanteric fracture of right femur.', 'S72.141B'],
  ['a later visit', 'Displaced intertrochanteric fracture of right femur, subsequent encounter.', 'S72.141D'],
])('the words for the episode choose the seventh character: %s', (_name, note, code) => {
  expect(codes(note)).toEqual([code]);
});

describe('and nothing that the note does not say', () => {
  test.each([
    ['a main term of everyday sense alone', 'Lesion noted, and the patient was told.', []],
    ['what is denied behind a statement', 'Moderate dementia without agitation', ['F03.B0']],
    ['a denied condition', 'No systolic heart failure.', []],
  ])('%s', (_name, note, expected) => {
    expect(codes(note)).toEqual(expected);
  });
});

test('names the publication and the path in it', () => {
  const { suggestions } = codeChart(chartSaying('Assessment: Systolic heart failure.'), officialSample());

  expect(suggestions[0]?.path).toBe('Alphabetic index > Failure, failed, heart, systolic');
});

test('the words that support the code are those of the statement', () => {
  const { suggestions } = codeChart(chartSaying('Assessment: Acute systolic heart failure, better.'), officialSample());

  expect(suggestions[0]?.evidence[0]?.text).toBe('Acute systolic heart failure');
});
