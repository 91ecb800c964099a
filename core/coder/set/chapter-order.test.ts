import { expect, test } from 'vitest';
import { aChart } from '#tests/support/a-chart.ts';
import { starterEdition } from '#tests/support/starter.ts';
import { codeChart } from '../code-chart.ts';
import type { Trace } from '../trace.ts';

const coded = (setting: 'inpatient' | 'outpatient', ...diagnoses: string[]): Trace => {
  const heading = setting === 'inpatient' ? 'DISCHARGE DIAGNOSES' : 'ASSESSMENT';
  const list = diagnoses.map((one, at) => `${at + 1}. ${one}`).join('\n');
  return codeChart(aChart(setting, [`${heading}:\n${list}`]), starterEdition());
};
const firstTwo = ({ suggestions }: Trace): string[] => suggestions.slice(0, 2).map(({ code }) => code);

test.each([
  ['sepsis before the pneumonia that it came from (I.C.1.d.4)', ['Pneumonia', 'Sepsis due to pneumonia'], ['A41.9', 'J18.9']],
  ['the pneumonia first where sepsis came later', ['Pneumonia', 'Sepsis, developed on hospital day 4'], ['J18.9', 'A41.9']],
  ['pregnancy before everything else (I.C.15.a.1)', ['Asthma', 'Severe preeclampsia, third trimester'], ['O14.13', 'J45.909']],
  [
    'a poisoning before what it did (I.C.19.e.5.b)',
    ['Acute respiratory failure with hypoxia', 'Heroin overdose, accidental'],
    ['T40.1X1A', 'J96.01'],
  ],
  ['HIV before thrush (I.C.1.a.2.a)', ['Oral candidiasis', 'HIV disease'], ['B20', 'B37.0']],
  ['the neoplasm before its anaemia (I.C.2.c.1)', ['Anemia in neoplastic disease', 'Lung cancer'], ['C34.90', 'D63.0']],
  ['the anaemia of the treatment before the neoplasm (I.C.2.c.2)', ['Lung cancer', 'Anemia due to chemotherapy'], ['D64.81', 'C34.90']],
])('puts %s', (_name, diagnoses, codes) => {
  expect(firstTwo(coded('inpatient', ...diagnoses))).toEqual(codes);
});

test('an encounter for chemotherapy lists the service first, at a visit and in a stay (I.C.2.e.2)', () => {
  for (const setting of ['inpatient', 'outpatient'] as const) {
    expect(firstTwo(coded(setting, 'Breast cancer', 'Encounter for chemotherapy'))).toEqual(['Z51.11', 'C50.919']);
  }
});

test('the trace says which rule moved a code, and which section of the guidelines chose the first', () => {
  const { steps } = coded('inpatient', 'Pneumonia', 'Sepsis due to pneumonia');

  expect(steps).toContainEqual(expect.objectContaining({ rule: 'sequence.sepsis', code: 'A41.9', other: 'J18.9', outcome: 'noted' }));
  expect(steps.at(-1)).toMatchObject({ rule: 'sequence.principal', cites: 'II; I.C.1.d.4' });
  expect(coded('outpatient', 'Pneumonia').steps.at(-1)).toMatchObject({ rule: 'sequence.first-listed', cites: 'IV.G' });
});
