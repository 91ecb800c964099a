import { expect, test } from 'vitest';
import { aChart } from '#tests/support/a-chart.ts';
import { smallEdition } from '#tests/support/small-edition.ts';
import { codeChart } from '../code-chart.ts';

const firstOf = (setting: 'inpatient' | 'outpatient', ...notes: Parameters<typeof aChart>[1]): string | undefined =>
  codeChart(aChart(setting, notes), smallEdition()).suggestions.find(({ rank }) => rank === 'principal')?.code;

test('takes the first discharge diagnosis as principal, whatever came first in the chart (II)', () => {
  const admission = { type: 'history-and-physical', text: 'ASSESSMENT:\n1. COPD\n2. Hypertension' };

  expect(firstOf('inpatient', admission, 'DISCHARGE DIAGNOSES:\n1. Pneumonia\n2. COPD')).toBe('J18.9');
});

test('lists first what an office visit assesses first (IV.G)', () => {
  expect(firstOf('outpatient', 'ASSESSMENT:\n1. COPD\n2. Hypertension')).toBe('J44.9');
});

test('does not put a symptom before an established diagnosis (II.A)', () => {
  expect(firstOf('inpatient', 'DISCHARGE DIAGNOSES:\n1. Syncope\n2. COPD')).toBe('J44.9');
});

test('does not put an external cause first (I.C.20.a.6)', () => {
  expect(firstOf('outpatient', 'ASSESSMENT:\nPatient fell down the stairs. Right femoral neck fracture.')).toBe('S72.001A');
});

test('puts a code before the one that says "code first" (I.A.13)', () => {
  expect(firstOf('inpatient', 'DISCHARGE DIAGNOSES:\n1. Heart failure\n2. Hypertension')).toBe('I11.0');
});

test('gives the reason for the first code as a step', () => {
  const { steps } = codeChart(aChart('inpatient', ['DISCHARGE DIAGNOSES:\n1. Pneumonia']), smallEdition());

  expect(steps.at(-1)).toMatchObject({ stage: 'sequence', rule: 'sequence.principal', code: 'J18.9', cites: 'II' });
});
