import { describe, expect, test } from 'vitest';
import { aChart } from '#tests/support/a-chart.ts';
import { starterEdition } from '#tests/support/starter.ts';
import { codeChart } from '../code-chart.ts';

const codesOf = (assessment: string): string[] =>
  codeChart(aChart('outpatient', [`ASSESSMENT:\n${assessment}`]), starterEdition()).suggestions.map(({ code }) => code);

describe('finds a phrase over the words that may stand in it', () => {
  test.each([
    ['goes back where the side also begins a longer phrase', 'Fracture of the right distal radius.', 'S52.501A'],
    ['takes the side as part of the phrase', 'Right bundle branch block.', 'I45.10'],
    ['takes the side as part of a longer phrase', 'Right upper quadrant pain.', 'R10.11'],
    ['passes over the article and the side', 'Primary osteoarthritis of the right knee.', 'M17.11'],
  ])('%s', (_name, words, expected) => {
    expect(codesOf(words)).toEqual([expected]);
  });
});

describe('reads a prefix as part of its word', () => {
  test.each([
    ['non-healing', 'Non-healing ulcer of left foot.', ['L97.529']],
    ['non healing in front of another word', 'Non healing left foot ulcer.', ['L97.529']],
    ['non-alcoholic', 'Non-alcoholic fatty liver disease.', ['K76.0']],
    ['nonalcoholic', 'Nonalcoholic fatty liver disease.', ['K76.0']],
    ['non-small cell', 'Non-small cell lung cancer.', ['C34.90']],
    ['non-ST elevation', 'Non-ST elevation myocardial infarction.', ['I21.4']],
    ['non-toxic', 'Non-toxic multinodular goiter.', ['E04.2']],
    ['non-rheumatic', 'Non-rheumatic aortic stenosis.', ['I35.0']],
    ['non-compliant', 'Non-compliant with medication.', ['Z91.148']],
    ['non-diabetic, which denies', 'Non-diabetic, non-hypertensive.', []],
  ])('%s', (_name, words, expected) => {
    expect(codesOf(words)).toEqual(expected);
  });
});

describe('gives an adjective to its own term', () => {
  test.each([
    ['where the term is also a modifier of others', 'Chronic osteomyelitis / gout.', ['M86.60', 'M10.9']],
    ['where an adjective between them is a term too', 'Severe nonproliferative diabetic retinopathy.', ['E11.3499']],
    ['where a term stands between it and the next', 'Left hemiplegia stroke.', ['G81.94', 'I63.9']],
  ])('%s', (_name, words, expected) => {
    expect(codesOf(words)).toEqual(expected);
  });
});

describe('keeps a residual code beside another condition of its category', () => {
  test.each([
    ['two items of a list', '1. Perioral dermatitis\n2. Rosacea', ['L71.0', 'L71.9']],
    ['two statements', 'Perioral dermatitis. Rosacea.', ['L71.0', 'L71.9']],
    ['two conditions joined by "and"', 'Perioral dermatitis and rosacea.', ['L71.0', 'L71.9']],
    ['and drops it where it is the same condition', 'Chronic systolic heart failure. Heart failure stable.', ['I50.22']],
  ])('%s', (_name, words, expected) => {
    expect(codesOf(words)).toEqual(expected);
  });
});

describe('tells a short name in capitals from another', () => {
  test.each([
    ['the name itself', 'CRPS of the right arm.', ['G90.511']],
    ['another name without its last letter', 'CRP of 49 in the arm. Gout.', ['M10.9']],
  ])('%s', (_name, words, expected) => {
    expect(codesOf(words)).toEqual(expected);
  });
});

test('keeps an unspecified code of one condition beside another condition of its category', () => {
  expect(codesOf('Dyspnea. Snoring.')).toEqual(['R06.00', 'R06.83']);
});

test('lets a symptom give way to the disease that excludes it (I.A.12.a)', () => {
  expect(codesOf('Right flank pain. Renal colic.')).toEqual(['N23']);
});
