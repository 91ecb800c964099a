import { expect, test } from 'vitest';
import { chartSaying, codesOf } from '#tests/support/chart-saying.ts';
import { starterEdition } from '#tests/support/starter.ts';

const codes = (history: string): string[] => codesOf(chartSaying(`PMH: ${history}\nAssessment: Essential hypertension.`), starterEdition());

test.each([
  ['a cancer that was treated to the end (I.C.2.m)', 'colon cancer, resected 2016, treatment complete, no evidence of disease.', 'Z85.038'],
  ['a stroke that left nothing (I.C.9.d.3)', 'stroke 2019, no residual deficit.', 'Z86.73'],
])('a past history states the history of %s', (_name, history, code) => {
  expect(codes(history)).toEqual(['I10', code]);
});

test.each([
  ['a cancer of which nothing says that it is gone', 'colon cancer, resected 2016.'],
  ['a cancer that is treated', 'colon cancer, resected 2016, currently receiving FOLFOX.'],
  ['a stroke of which nothing says what it left', 'stroke 2019.'],
])('it states none of %s', (_name, history) => {
  expect(codes(history)).toEqual(['I10']);
});

test.each(['which has since resolved', 'which has resolved', 'that has since resolved'])('a condition "%s" is over', (words) => {
  expect(codesOf(chartSaying(`Assessment: Sinusitis, ${words}. Essential hypertension.`), starterEdition())).toEqual(['I10']);
});
