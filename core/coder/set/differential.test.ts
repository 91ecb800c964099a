import { expect, test } from 'vitest';
import { chartSaying, codesOf } from '#tests/support/chart-saying.ts';
import { starterEdition } from '#tests/support/starter.ts';

test.each([
  ['in the course', 'Hospital course: Chest pain. Differential: PE, pneumonia, GERD.\nDischarge diagnosis: Chest pain.', ['R07.9']],
  ['under its short name', 'Hospital course: DDx: pneumonia, PE, CHF\nDischarge diagnosis: Dyspnea.', ['R06.00']],
  ['beneath its heading', 'Differential diagnosis:\n1. Asthma\n2. COPD\n\nDischarge diagnosis: Cough', ['R05.9']],
  ['named behind it', 'Hospital course: PE is in the differential.\nDischarge diagnosis: Chest pain', ['R07.9']],
])('codes no differential of a stay that the final statement does not keep: %s', (_name, note, expected) => {
  expect(codesOf(chartSaying(note, 'inpatient'), starterEdition())).toEqual(expected);
});

test('codes the alternatives that the final statement gives, and what is still to be ruled out there', () => {
  const note = 'Discharge diagnoses:\n1. Differential: pneumonia, heart failure\n2. Rule out PE';

  expect(codesOf(chartSaying(note, 'inpatient'), starterEdition())).toEqual(['J18.9', 'I50.9', 'I26.99']);
});

test('codes none of it at a visit', () => {
  expect(codesOf(chartSaying('Assessment: Dyspnea. Rule-outs: asthma, COPD.'), starterEdition())).toEqual(['R06.00']);
});
