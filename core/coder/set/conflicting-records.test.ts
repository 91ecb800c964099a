import { expect, test } from 'vitest';
import { aChart, type DocumentParts } from '#tests/support/a-chart.ts';
import { starterEdition } from '#tests/support/starter.ts';
import type { Icd10Cm } from '../../codes.ts';
import { codeChart } from '../code-chart.ts';
import { explainCode } from '../explain-code.ts';
import type { Suggestion, Trace } from '../trace.ts';

const note = (author: string, text: string): DocumentParts => ({ type: 'progress-note', author, text: `ASSESSMENT:\n${text}` });
const stay = (...notes: (string | DocumentParts)[]): Trace => codeChart(aChart('inpatient', notes), starterEdition());
const find = ({ suggestions }: Trace, code: string): Suggestion | undefined => suggestions.find((one) => one.code === code);

const RESIDENT = note('A. Resident', '1. AKI, creatinine rising.\n2. Hypertension.');
const SUMMARY = 'DISCHARGE DIAGNOSES:\n1. Hypertension';

test.each([
  'Creatinine as before, which I read as expected variation and not as a new kidney injury.',
  'This is not an acute kidney injury.',
  'No acute kidney injury.',
])('marks as contested what one provider states and another denies: %s', (denial) => {
  const found = find(stay(RESIDENT, note('B. Nephrologist', denial), SUMMARY), 'N17.9');

  expect(found?.tier).toBe('senior');
  expect(found?.against).toEqual([
    expect.objectContaining({ document: 'D-1-2', text: expect.stringMatching(/\bnot?\b.*kidney injury$/i) as string }),
  ]);
  expect(found?.flags).toContain('D-1-2 denies it, by another provider. Ask the attending provider which holds (I.B.14).');
  expect(found?.confidence).toBeLessThan(0.55);
});

test('says so where it explains the code', () => {
  const trace = stay(RESIDENT, note('B. Nephrologist', 'No acute kidney injury.'), SUMMARY);

  expect(explainCode(trace, starterEdition(), 'N17.9' as Icd10Cm).says).toContain('It is contested: D-1-2 denies it');
});

test('drops what its own author takes back, and what the closing document denies', () => {
  expect(find(stay(RESIDENT, note('A. Resident', 'No acute kidney injury.'), SUMMARY), 'N17.9')).toBeUndefined();
  expect(find(stay(RESIDENT, `${SUMMARY}\n2. No acute kidney injury`), 'N17.9')).toBeUndefined();
});

test('does not contest what is stated after the denial', () => {
  const found = find(stay(note('B. Consultant', 'No acute kidney injury.'), RESIDENT, `${SUMMARY}\n2. Acute kidney injury`), 'N17.9');

  expect(found).toMatchObject({ against: [], flags: [] });
});

test('says of a diagnosis of one document that the discharge summary leaves it out', () => {
  expect(find(stay(RESIDENT, SUMMARY), 'N17.9')?.flags).toEqual(['Named in D-1-1 only; the discharge summary D-1-2 does not carry it.']);
  expect(find(stay(RESIDENT, SUMMARY), 'I10')?.flags).toEqual([]);
});

test('finds no disease in the name of an equation', () => {
  expect(stay('ASSESSMENT:\neGFR by CKD-EPI is 90.').mentions).toEqual([]);
});

test("does not hold a denial of the patient's own condition against a relative's, or against one that is over", () => {
  const early = 'FAMILY HISTORY: brother ischemic stroke.\n\nPMH: History of pulmonary embolism.';
  const codes = stay({ type: 'history-and-physical', text: early }, `${SUMMARY}\n2. No stroke. No pulmonary embolism.`).suggestions;

  expect(codes.map(({ code }) => code)).toEqual(expect.arrayContaining(['Z82.3', 'Z86.711']));
});

test.each([
  ['FAMILY HISTORY:\nBrother died of lung cancer.', 'Lung cancer not diagnosed.', 'Z80.1'],
  ['FAMILY HISTORY:\nMother had a DVT after surgery.', 'Duplex negative for DVT.', 'Z82.49'],
])("keeps a relative's condition uncontested beside a denial of the patient's: %s", (family, denial, code) => {
  const early = { type: 'history-and-physical', text: `${family}\n\nASSESSMENT:\n${denial}` };

  expect(find(stay(early, `${SUMMARY}\n2. ${denial}`), code)).toMatchObject({ against: [], assertion: 'family' });
});
