import { expect, test } from 'vitest';
import { aChart } from '#tests/support/a-chart.ts';
import { starterEdition } from '#tests/support/starter.ts';
import { codeChart } from '../code-chart.ts';

const useOf = (text: string): string[] =>
  codeChart(aChart('outpatient', [text]), starterEdition())
    .suggestions.map(({ code }) => code)
    .filter((code) => code.startsWith('Z79'));

test.each([
  ['HPI:\nHe takes apixaban.', 'Z79.01'],
  ['HPI:\nUses semaglutide weekly.', 'Z79.85'],
  ['HPI:\nReports taking fish oil, Brilinta, metoprolol 50 mg once a day.', 'Z79.02'],
  ['PMH:\nType 2 diabetes, metformin only', 'Z79.84'],
  ['ASSESSMENT:\nType 2 diabetes. Glargine up to 30 units nightly.', 'Z79.4'],
  ['ASSESSMENT:\nOn insulin and an SGLT2 inhibitor.', 'Z79.4 Z79.84'],
  ['DISCHARGE MEDICATIONS:\n- empagliflozin 10 mg PO daily\n- Eliquis 5 mg BID', 'Z79.84 Z79.01'],
  ['HPI:\nSupposed to be on apixaban.\nASSESSMENT:\nAF, on apixaban 5 mg BID.', 'Z79.01'],
])('reads current use in "%s"', (note, codes) => {
  expect(useOf(note).toSorted()).toEqual(codes.split(' ').toSorted());
});

test.each([
  'HPI:\nSupposed to be on apixaban. Wife says he stopped it three weeks ago.',
  'HPI:\nShe is supposed to be on insulin but stopped it.',
  'HPI:\nHe was on warfarin but ran out.',
  'HPI:\nHe used to be on an insulin pump.',
  'PMH:\nType 2 diabetes. Metformin stopped in 2020.',
  'HPI:\nSemaglutide was ordered in July but never started.',
  'MEDICATIONS:\napixaban 5 mg BID (not taking)',
  'STOPPED MEDICATIONS:\napixaban 5 mg BID',
  'ASSESSMENT:\nType 2 diabetes: hold metformin.',
  'ASSESSMENT:\nStart apixaban next week.',
  'ASSESSMENT:\nAspirin 81 mg given in the ED.',
  'ASSESSMENT:\nNo tamoxifen ever.',
])('reads no current use in "%s"', (note) => {
  expect(useOf(note)).toEqual([]);
});
