import { expect, test } from 'vitest';
import { LocalDate, type Icd10Cm } from '../codes.ts';
import type { CodeEdit } from '../terminology/code-facts.ts';
import { aChart } from '#tests/support/a-chart.ts';
import { editorFindings } from './editor-findings.ts';

const DAY = LocalDate.parse('2026-03-14');
const chart = aChart('inpatient', ['ASSESSMENT:\nPneumonia'], { sex: 'male' });
const found = (edit: CodeEdit, { rank = 'other', birthDate = undefined as string | undefined, setting = 'inpatient' } = {}): string[] => {
  const patient = { ...chart.patient, ...(birthDate !== undefined && { birthDate: LocalDate.parse(birthDate) }) };
  const encounter = { ...chart.encounter, setting: setting as 'inpatient' };
  const suggestion = { code: 'J18.9' as Icd10Cm, rank: rank as 'other' };
  return editorFindings(suggestion, { patient, encounter }, DAY, { edition: 'mce-41@0', edits: () => [edit] });
};
const PAEDIATRIC: CodeEdit = { kind: 'age', from: 0, to: 17, group: 'paediatric' };
const UNACCEPTABLE: CodeEdit = { kind: 'unacceptable-principal', name: '' };

test('a code of the other sex is told, and none where the sex is the one or is not known', () => {
  expect(found({ kind: 'sex', only: 'female' })).toEqual(['It is a code for female patients.']);
  expect(found({ kind: 'sex', only: 'male' })).toEqual([]);
});

test('the age is that on the coding date, and nothing is told without a birth date', () => {
  expect(found(PAEDIATRIC, { birthDate: '2008-03-15' })).toEqual([]);
  expect(found(PAEDIATRIC, { birthDate: '2008-03-14' })).toEqual(['It is a code for ages 0 to 17 (paediatric), and the patient is 18.']);
  expect(found(PAEDIATRIC)).toEqual([]);
});

test('what may not be the principal diagnosis is told of that one alone, and of a stay alone', () => {
  expect(found(UNACCEPTABLE, { rank: 'principal' })).toHaveLength(1);
  expect(found(UNACCEPTABLE)).toEqual([]);
  expect(found(UNACCEPTABLE, { rank: 'principal', setting: 'outpatient' })).toEqual([]);
});
