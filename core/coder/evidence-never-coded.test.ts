import { expect, test } from 'vitest';
import { aChart } from '#tests/support/a-chart.ts';
import { starterEdition } from '#tests/support/starter.ts';
import { codeChart } from './code-chart.ts';

const codesOf = (note: string): string[] => codeChart(aChart('outpatient', [note]), starterEdition()).suggestions.map(({ code }) => code);

test.each([
  ['a glucose of 400', 'RESULTS:\nGlucose 400\n'],
  ['a hemoglobin A1c of 11', 'LABS:\nHemoglobin A1c 11.2%\n'],
  ['metformin in a list', 'MEDICATIONS:\nMetformin 1000 mg BID\n'],
  ['metformin in a plan', 'PLAN:\nContinue metformin 1000 mg BID.\n'],
  ['a glucose in an assessment', 'ASSESSMENT:\nGlucose 400.\n'],
  ['a creatinine of 4', 'LABS:\nCreatinine 4.0 H, BUN 60\n'],
  ['a sodium of 120', 'RESULTS:\nNa 120 L\n'],
  ['a potassium of 6.5', 'RESULTS:\nPotassium 6.5\n'],
  ['a hemoglobin of 6', 'RESULTS:\nHemoglobin 6.0\n'],
  ['an ejection fraction of 20', 'RESULTS:\nEF 20%\n'],
  ['a blood pressure of 190', 'VITALS:\nBP 190/110\n'],
  ['a saturation of 80', 'VITALS:\nSpO2 80% RA\n'],
  ['levothyroxine', 'MEDICATIONS:\nLevothyroxine 50 mcg daily\n'],
  ['lisinopril', 'MEDICATIONS:\nLisinopril 20 mg daily\n'],
  ['atorvastatin', 'PLAN:\nContinue atorvastatin 40 mg.\n'],
  ['sertraline', 'MEDICATIONS:\nSertraline 100 mg daily\n'],
  ['an inhaler', 'PLAN:\nContinue albuterol inhaler as needed.\n'],
  ['furosemide', 'HPI:\nHe takes furosemide 40 mg daily.\n'],
  ['a culture with a germ', 'RESULTS:\nUrine culture grew E. coli.\n'],
  ['a troponin', 'RESULTS:\nTroponin 2.4 H\n'],
])('%s alone gives no code of a disease', (_name, note) => {
  expect(codesOf(note).filter((code) => !code.startsWith('Z'))).toEqual([]);
});

test('the statement of the provider does, with the evidence beside it', () => {
  expect(codesOf('RESULTS:\nGlucose 400\n\nASSESSMENT:\nType 2 diabetes with hyperglycemia\n')).toEqual(['E11.65']);
});
