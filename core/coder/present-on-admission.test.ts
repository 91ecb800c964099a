import { expect, test } from 'vitest';
import type { PoaExempt } from '#core/terminology/code-facts.ts';
import { aChart, type DocumentParts } from '#tests/support/a-chart.ts';
import { starterEdition } from '#tests/support/starter.ts';
import { codeChart } from './code-chart.ts';
import { presentOnAdmission } from './present-on-admission.ts';

const ADMISSION = { type: 'history-and-physical', text: 'ASSESSMENT:\n1. Pneumonia' };
const NO_LIST = undefined;
const listOf = (...codes: string[]): PoaExempt => ({ edition: 'poa-exempt-2026@0', has: (code) => codes.includes(code) });

function indicators(
  setting: 'inpatient' | 'outpatient',
  notes: readonly (string | DocumentParts)[],
  exempt: PoaExempt | undefined = NO_LIST,
) {
  const chart = aChart(setting, notes);
  const trace = codeChart(chart, starterEdition());
  return Object.fromEntries(trace.suggestions.map((one) => [one.code, presentOnAdmission(one, trace, chart, exempt)]));
}

const summary = (...diagnoses: string[]): string => `DISCHARGE DIAGNOSES:\n${diagnoses.map((one, at) => `${at + 1}. ${one}`).join('\n')}`;
const late = (text: string): DocumentParts => ({ type: 'progress-note', date: '2026-03-12', text });

test.each([
  ['what the admission names', [ADMISSION, summary('Pneumonia')], 'J18.9', 'Y'],
  ['a chronic disease that only the summary names', [ADMISSION, summary('Pneumonia', 'Hypothyroidism')], 'E03.9', 'Y'],
  ['what a provider says was there', [ADMISSION, summary('Pneumonia', 'Acute kidney injury, present on admission')], 'N17.9', 'Y'],
  ['what developed in the stay', [ADMISSION, summary('Pneumonia', 'Acute kidney injury, developed on hospital day 3')], 'N17.9', 'N'],
  ['what was acquired in hospital', [summary('COPD', 'Hospital-acquired pneumonia')], 'J18.9', 'N'],
  ['what is named only later', [ADMISSION, late('ASSESSMENT:\nHypokalemia'), summary('Pneumonia', 'Hypokalemia')], 'E87.6', 'U'],
  [
    'what a provider cannot tell',
    [ADMISSION, summary('Pneumonia', 'Acute kidney injury, unable to determine whether present on admission')],
    'N17.9',
    'W',
  ],
])('%s: the indicator says so', (_name, notes, code, indicator) => {
  expect(indicators('inpatient', notes)[code]?.indicator).toBe(indicator);
});

test.each([
  ['Acute hypoxic respiratory failure', 'Respiratory failure', 'J96.01'],
  ['Acute blood loss anemia', 'Anemia', 'D62'],
  ['Paroxysmal atrial fibrillation', 'Atrial fibrillation', 'I48.0'],
])('%s of the admission stays present when a later note only says %s', (named, later, code) => {
  const notes = [{ ...ADMISSION, text: `ASSESSMENT:\n1. ${named}` }, late(`ASSESSMENT:\n${later}`), summary(named)];

  expect(indicators('inpatient', notes)[code]?.indicator).toBe('Y');
});

test('what the admission names less specifically is asked about, and is not said to be named only later', () => {
  const notes = [{ ...ADMISSION, text: 'ASSESSMENT:\n1. Anemia' }, summary('Acute blood loss anemia')];

  expect(indicators('inpatient', notes)['D62']).toEqual({
    indicator: 'U',
    says: 'The admission names it less specifically, and nothing says whether it was there as it is named later.',
    ask: true,
  });
});

test('the provider is asked where the record does not tell, and nowhere else', () => {
  const found = indicators('inpatient', [ADMISSION, late('ASSESSMENT:\nHypokalemia'), summary('Pneumonia', 'Hypokalemia')]);

  expect(found['E87.6']).toMatchObject({ ask: true });
  expect(found['J18.9']).toEqual({ indicator: 'Y', says: 'D-1-1 names it at the admission.', ask: false });
});

test('a joint code is present only where each of its parts is', () => {
  const admission = { type: 'history-and-physical', text: 'ASSESSMENT:\n1. Hypertension' };
  const stay = indicators('inpatient', [admission, summary('Hypertension', 'Acute systolic heart failure, developed on hospital day 3')]);

  expect(stay['I11.0']?.indicator).toBe('N');
});

test('only a list that is loaded makes a code exempt', () => {
  const notes = [ADMISSION, summary('Pneumonia', 'Long term use of aspirin')];

  expect(indicators('inpatient', notes, listOf('Z79.82'))['Z79.82']).toMatchObject({ indicator: '1' });
  expect(indicators('inpatient', notes)['Z79.82']?.indicator).not.toBe('1');
});

test('a visit has no indicators', () => {
  expect(indicators('outpatient', ['ASSESSMENT:\nPneumonia'])['J18.9']).toBeUndefined();
});
