import { describe, expect, test } from 'vitest';
import { aChart } from '#tests/support/a-chart.ts';
import { starterEdition } from '#tests/support/starter.ts';
import { codeChart } from '../code-chart.ts';

/** The codes of a stay whose discharge summary lists these diagnoses. */
const codesOf = (...diagnoses: string[]): string[] =>
  codeChart(aChart('inpatient', [`DISCHARGE DIAGNOSES:\n${diagnoses.join('\n')}`]), starterEdition())
    .suggestions.map(({ code }) => code as string)
    .toSorted();

describe('reports both codes where the classification takes two', () => {
  test.each([
    ['pneumonia due to COVID-19 (I.C.1.g.1.b)', 'COVID-19 pneumonia', 'J12.82 U07.1'],
    ['severe sepsis with its infection (I.C.1.d.1.b)', 'Severe sepsis', 'A41.9 R65.20'],
    ['septic shock, which is severe sepsis too (I.C.1.d.2)', 'Septic shock', 'A41.9 R65.21'],
    ['septic shock with its organism', 'Septic shock due to E. coli', 'A41.51 R65.21'],
    ['severe sepsis with its organism', 'Severe sepsis due to MRSA', 'A41.02 R65.20'],
    ['an infection due to a catheter (T83.5)', 'CAUTI', 'N39.0 T83.511A'],
    ['an infection due to a catheter, with its organism', 'CAUTI due to E. coli', 'B96.20 N39.0 T83.511A'],
    ['acute on chronic with an entry for each (I.B.8)', 'Acute on chronic pancreatitis', 'K85.90 K86.1'],
    ['acute on chronic of one entry (I.B.8)', 'Acute on chronic sinusitis', 'J01.90 J32.9'],
    ['acute on chronic of a term that says "chronic" itself', 'Acute on chronic kidney failure', 'N17.9 N18.9'],
    ['hypertensive kidney disease with its stage (I.C.9.a.2)', 'Hypertensive CKD stage 4', 'I12.9 N18.4'],
    ['hypertensive kidney disease of stage 5 (I.C.9.a.2)', 'Hypertensive CKD stage 5', 'I12.0 N18.5'],
    ['hypertensive heart disease with its failure (I.C.9.a.1)', 'Hypertensive heart disease with heart failure', 'I11.0 I50.9'],
    [
      'hypertensive heart and kidney disease with both (I.C.9.a.3)',
      'Hypertensive heart and chronic kidney disease with heart failure and stage 4 CKD',
      'I13.0 I50.9 N18.4',
    ],
    ['diabetic kidney disease with its stage (E11.22)', 'Diabetic CKD stage 3a', 'E11.22 N18.31'],
    ['a diabetic ulcer with its site (E11.621)', 'Diabetic foot ulcer, right heel, with fat layer exposed', 'E11.621 L97.412'],
    ['a diabetic ulcer of another place (E11.622)', 'Diabetic ulcer of left calf', 'E11.622 L97.229'],
    ['a diabetic ulcer by its short name', 'DFU', 'E11.621 L97.509'],
    ['diabetic gastroparesis (K31.84)', 'Diabetic gastroparesis', 'E11.43 K31.84'],
    ['anemia with its neoplasm (D63.0)', 'Anemia due to breast cancer', 'C50.919 D63.0'],
    ['an infection with its organism (I.C.1.b)', 'UTI due to Klebsiella', 'B96.1 N39.0'],
    ['an infection with an organism of another block', 'Acute pyelonephritis due to E. coli', 'B96.20 N10'],
    ['an infection of the skin with its organism', 'Cellulitis of left leg due to MRSA', 'B95.62 L03.116'],
  ])('%s', (_name, words, expected) => {
    expect(codesOf(words)).toEqual(expected.split(' '));
  });

  test('quotes the words of the second code', () => {
    const { suggestions } = codeChart(aChart('inpatient', ['DISCHARGE DIAGNOSES:\nDiabetic CKD stage 3a']), starterEdition());

    expect(suggestions.find(({ code }) => code === 'N18.31')?.evidence[0]?.text).toBe('CKD stage 3a');
  });
});

describe('reports one code where one says it all', () => {
  test.each([
    ['a complication that needs no second code', 'Diabetic neuropathy', 'E11.40'],
    ['an organism that the code names', 'Sepsis due to E. coli', 'A41.51'],
    ['the fluid overload of heart failure', 'Acute systolic heart failure with fluid overload', 'I50.21'],
    ['acute on chronic with a code of its own', 'Acute on chronic cholecystitis', 'K81.2'],
    ['a condition that is denied with its parts', 'Gout. No diabetic foot ulcer.', 'M10.9'],
  ])('%s', (_name, words, expected) => {
    expect(codesOf(words)).toEqual(expected.split(' '));
  });

  test('lets a named sepsis stand in the place of the one that the shock implies', () => {
    expect(codesOf('1. E. coli sepsis', '2. Septic shock')).toEqual(['A41.51', 'R65.21']);
    expect(codesOf('1. Candidal sepsis', '2. Septic shock')).toEqual(['B37.7', 'R65.21']);
  });
});

describe('organisms as the cause of diseases of other chapters (I.C.1.b)', () => {
  test.each([
    ['an organism alone', ['MRSA'], []],
    ['an organism of another statement', ['UTI. Blood cultures grew MRSA.'], ['N39.0']],
    ['an organism that is the cause of another condition', ['Pneumonia due to Klebsiella, UTI'], ['J15.0', 'N39.0']],
    ['the organism of both', ['Sepsis due to E. coli UTI'], ['A41.51', 'B96.20', 'N39.0']],
  ])('%s', (_name, words, expected) => {
    expect(codesOf(...words)).toEqual(expected);
  });
});

describe('organ dysfunction of sepsis (I.C.1.d.1.a.iii)', () => {
  test.each([
    ['linked by "with"', 'Sepsis with AKI', ['A41.9', 'N17.9', 'R65.20']],
    ['linked by its cause', 'Acute kidney injury due to sepsis', ['A41.9', 'N17.9', 'R65.20']],
    ['not linked', 'Sepsis and AKI', ['A41.9', 'N17.9']],
    ['with a cause of its own', 'Sepsis due to UTI, AKI due to dehydration', ['A41.9', 'E86.0', 'N17.9', 'N39.0']],
    ['after a comma that ends the cause', 'Sepsis due to UTI, AKI', ['A41.9', 'N17.9', 'N39.0']],
  ])('%s', (_name, words, expected) => {
    expect(codesOf(words)).toEqual(expected);
  });
});
