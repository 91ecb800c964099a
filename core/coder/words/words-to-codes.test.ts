import { describe, expect, test } from 'vitest';
import { chartSaying, codesOf } from '#tests/support/chart-saying.ts';
import { starterEdition } from '#tests/support/starter.ts';

const codes = (note: string, setting: 'inpatient' | 'outpatient' | 'emergency' = 'outpatient'): string[] =>
  codesOf(chartSaying(`Assessment:\n${note}`, setting), starterEdition());

describe('what is left of an earlier stroke', () => {
  test.each([
    ['weakness of a side from it', 'Left hemiparesis from prior CVA.', ['I69.354']],
    ['weakness due to an old one', 'Right hemiparesis due to old stroke.', ['I69.351']],
    ['residual weakness beside its history', 'History of CVA with residual left-sided weakness.', ['I69.354']],
    ['dysphagia, with its own phase', 'Oropharyngeal dysphagia as sequela of prior cerebral infarction.', ['I69.391', 'R13.12']],
    ['a history that the weakness is not linked to', 'Left hemiparesis. Prior CVA.', ['G81.94', 'Z86.73']],
  ])('%s', (_name, note, expected) => {
    expect(codes(note)).toEqual(expected);
  });
});

describe('a drug and what it did, taken as prescribed', () => {
  test.each([
    ['a rash due to an antibiotic', 'Rash due to amoxicillin taken as prescribed.', ['R21', 'T36.0X5A']],
    ['anemia due to chemotherapy', 'Anemia due to chemotherapy.', ['D64.81', 'T45.1X5A']],
    ['neutropenia with fever, and both due to chemotherapy', 'Febrile neutropenia due to chemotherapy.', ['D70.1', 'R50.81', 'T45.1X5A']],
    ['fever beside neutropenia', 'Neutropenia. Fever.', ['D70.9', 'R50.81']],
  ])('%s', (_name, note, expected) => {
    expect(codes(note)).toEqual(expected);
  });

  test('an overdose is no adverse effect', () => {
    expect(codes('Rash due to amoxicillin overdose.')).not.toContain('T36.0X5A');
  });
});

describe('diabetes beside a disease of the nerves', () => {
  test.each([
    ['neuropathy of no kind', 'Type 2 diabetes. Neuropathy.', ['E11.40']],
    ['polyneuropathy', 'Type 2 diabetes. Polyneuropathy.', ['E11.42']],
    ['both words for it', 'Type 2 diabetes. Neuropathy. Polyneuropathy.', ['E11.42']],
    ['neuropathy in type 1', 'Type 1 diabetes. Neuropathy.', ['E10.40']],
  ])('%s', (_name, note, expected) => {
    expect(codes(note)).toEqual(expected);
  });
});

describe('one statement that is several codes, or one', () => {
  test.each([
    ['both gases', 'Acute hypoxemic and hypercarbic respiratory failure.', ['J96.01', 'J96.02']],
    ['both gases of both forms', 'Acute on chronic hypoxic and hypercapnic respiratory failure.', ['J96.21', 'J96.22']],
    ['low pressure inside septic shock', 'Sepsis with septic shock. Hypotension.', ['A41.9', 'R65.21']],
    ['a hypertensive crisis with kidney disease', 'Hypertensive emergency.\nCKD stage 3.', ['I16.1', 'I12.9', 'N18.30']],
    ['a suicide attempt of which the means is told', 'Suicide attempt by overdose of acetaminophen.', ['T39.1X2A']],
    ['a suicide attempt of which it is not', 'Suicide attempt.', ['T14.91XA']],
    ['a quadrant before its breast', 'Carcinoma of the upper-outer quadrant of the left breast.', ['C50.412']],
  ])('%s', (_name, note, expected) => {
    expect(codes(note, 'inpatient')).toEqual(expected);
  });
});

test.each([
  ['lupus of no kind', 'Lupus.'],
  ['a use disorder of no severity', 'Cocaine use disorder.'],
  ['doubt with a word inside it', 'Potentially, this could also be bilateral cubital tunnel syndrome.'],
  ['callus of a fracture', 'Interval callus formation on the radiograph of the fracture.'],
])('no code for %s', (_name, note) => {
  expect(codes(note)).toEqual([]);
});
