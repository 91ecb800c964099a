import { expect, test } from 'vitest';
import { aChart } from '#tests/support/a-chart.ts';
import { starterEdition } from '#tests/support/starter.ts';
import { codeChart } from '../code-chart.ts';

const codesOf = (diagnoses: string, birthDate?: string): string[] => {
  const chart = aChart('inpatient', [`DISCHARGE DIAGNOSES:\n${diagnoses}`]);
  const patient = birthDate === undefined ? chart.patient : { ...chart.patient, birthDate };
  return codeChart({ ...chart, patient } as typeof chart, starterEdition()).suggestions.map(({ code }) => code);
};

test.each([
  ['a newborn code beside the pregnancy', 'Severe pre-eclampsia at 34 weeks\nTerm newborn', 'Z38.00', 'O14.13'],
  [
    'an uncomplicated delivery beside a complication',
    'Normal spontaneous vaginal delivery\nGestational diabetes, diet controlled',
    'O80',
    'O24.420',
  ],
  [
    'a normal pregnancy beside a complication',
    'Prenatal care, third trimester\nGestational diabetes, diet controlled',
    'Z34.93',
    'O24.410',
  ],
  [
    'osteoporosis without a fracture beside one with it',
    'Osteoporosis\nPathological fracture of vertebra due to age-related osteoporosis',
    'M81.0',
    'M80.08XA',
  ],
])('never gives %s', (_name, diagnoses, gone, stays) => {
  const codes = codesOf(diagnoses);

  expect(codes).not.toContain(gone);
  expect(codes).toContain(stays);
});

test.each([
  ['Term newborn, delivered by C-section', 'Z38.01'],
  ['Term newborn female, delivered by cesarean section', 'Z38.01'],
  ['Single liveborn infant born in this hospital by cesarean delivery', 'Z38.01'],
  ['Term newborn, delivered vaginally', 'Z38.00'],
])('gives a newborn the code of %s', (words, code) => {
  expect(codesOf(words, '2026-03-10')).toEqual([code]);
});

test("keeps a newborn's own code beside the weeks and the illness of the mother, which are none of the newborn's", () => {
  expect(codesOf('Term newborn at 39 weeks gestation, delivered by C-section\nMaternal severe pre-eclampsia', '2026-03-10')).toEqual([
    'Z38.01',
  ]);
});

test('gives no grown patient the code of a newborn', () => {
  expect(codesOf('Term newborn, delivered by C-section', '1990-01-01')).toEqual([]);
});

test('still gives what each of them stands for alone', () => {
  expect(codesOf('Normal spontaneous vaginal delivery')).toEqual(['O80']);
  expect(codesOf('Osteoporosis')).toEqual(['M81.0']);
});
