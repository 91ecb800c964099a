import { expect, test } from 'vitest';
import { chartSaying, codesOf } from '#tests/support/chart-saying.ts';
import { starterEdition } from '#tests/support/starter.ts';

test.each([
  ['with the earlier one dated', 'Discharge diagnoses:\n1. NSTEMI\n2. STEMI of the anterior wall 2 weeks ago', ['I22.2', 'I21.09']],
  ['told as days after it', 'Discharge diagnoses:\n1. Inferior wall STEMI\n2. NSTEMI, 5 days after the STEMI', ['I21.19', 'I22.2']],
  ['of more than four weeks', 'Discharge diagnoses:\n1. NSTEMI\n2. STEMI of the anterior wall 6 weeks ago', ['I21.4']],
  ['and one of which no time is told', 'Discharge diagnoses:\n1. NSTEMI\n2. STEMI of the anterior wall', ['I21.4', 'I21.09']],
])('reads an NSTEMI beside a STEMI, %s', (_name, note, expected) => {
  expect(codesOf(chartSaying(note, 'inpatient'), starterEdition())).toEqual(expect.arrayContaining(expected));
});
