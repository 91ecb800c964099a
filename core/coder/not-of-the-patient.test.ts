import { expect, test } from 'vitest';
import { aChart } from '#tests/support/a-chart.ts';
import { starterEdition } from '#tests/support/starter.ts';
import { codeChart } from './code-chart.ts';

const codesOf = (text: string): string[] =>
  codeChart(aChart('outpatient', [`ASSESSMENT:\n${text}`]), starterEdition()).suggestions.map(({ code }) => code);

test.each([
  'Absence of acute kidney injury.',
  'Absence of kidney disease.',
  'Her husband has COPD.',
  'His wife was admitted with pneumonia.',
  'The donor had hypertension.',
  'Diabetes ☐ Yes ☑ No',
  'COPD: N.',
  'Cancelled diagnosis: pneumonia.',
  'Should pneumonia occur, call us.',
  'The software should treat this patient as having pneumonia.',
])('codes nothing from: %s', (text) => {
  expect(codesOf(text)).toEqual([]);
});

test.each([
  ['Acquired absence of left kidney.', ['Z90.5']],
  ['Her mother has COPD.', ['Z82.5']],
  ['COPD ☑ Yes ☐ No', ['J44.9']],
  ['Wife at bedside, admitted with pneumonia.', ['J18.9']],
])('still codes: %s', (text, codes) => {
  expect(codesOf(text)).toEqual(codes);
});

test('keeps a piece of text that says whose it is apart from the paragraph after it', () => {
  expect(codesOf('WRONG PATIENT: the line belongs to someone else. Pneumonia.\n\nASSESSMENT:\nGout.')).toEqual(['M10.9']);
});
