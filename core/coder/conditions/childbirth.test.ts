import { expect, test } from 'vitest';
import { chartSaying, codesOf } from '#tests/support/chart-saying.ts';
import { starterEdition } from '#tests/support/starter.ts';

const codes = (note: string): string[] => codesOf(chartSaying(note, 'inpatient'), starterEdition());

test.each([
  [
    'gives complications of a delivery their codes for childbirth, and its outcome',
    'Discharge diagnoses:\n1. Severe preeclampsia, delivered vaginally at 37 weeks, single liveborn\n2. Gestational diabetes, diet controlled',
    ['O14.14', 'O24.420', 'Z3A.37', 'Z37.0'],
  ],
  [
    'keeps the trimester where nothing was delivered',
    'Discharge diagnoses:\n1. Severe preeclampsia at 34 weeks, plan for vaginal delivery\n2. Prior cesarean delivery',
    ['O14.13', 'Z3A.34'],
  ],
  [
    "codes no pregnancy on a newborn's record",
    'NEWBORN DISCHARGE SUMMARY\nBaby girl born at 38 weeks by vaginal delivery. Twin pregnancy.\nDischarge diagnoses: neonatal jaundice, twin pregnancy',
    ['P59.9'],
  ],
])('%s', (_name, note, expected) => {
  const found = codes(note);

  expect(found).toEqual(expect.arrayContaining(expected));
  expect(found.filter((code) => /^[OZP]/.test(code) && !expected.includes(code) && !code.startsWith('O34'))).toEqual([]);
});
