import { expect, test } from 'vitest';
import { aBundle, anEncounter, anObservation, aPatient, partOf } from '../a-chart-file.ts';

type Members = Readonly<Record<string, unknown>>;

function read(...resources: readonly Members[]) {
  return partOf(aBundle(aPatient(), anEncounter(), ...resources));
}

function observationsWith(members: Members) {
  return read(anObservation({ valueQuantity: undefined, ...members })).observations.map(({ observation }) => observation);
}

test.each<[name: string, members: Members, expected: Members]>([
  ['a quantity', { valueQuantity: { value: 2.1, unit: 'mg/dL' } }, { value: '2.1', unit: 'mg/dL' }],
  ['a limit', { valueQuantity: { value: 0.01, comparator: '<', code: 'ng/mL' } }, { value: '<0.01', unit: 'ng/mL' }],
  ['words', { valueString: 'No growth\nat 48 hours' }, { value: 'No growth at 48 hours' }],
  ['a concept', { valueCodeableConcept: { coding: [{ code: '260385009', display: 'Negative' }] } }, { value: 'Negative' }],
  ['a count', { valueInteger: 3 }, { value: '3' }],
  ['yes or no', { valueBoolean: false }, { value: 'no' }],
  ['a flag', { valueInteger: 3, interpretation: [{ coding: [{ code: 'HH' }] }] }, { flag: 'HH' }],
  ['a code without a text', { valueInteger: 3, code: { coding: [{ display: 'Potassium' }] } }, { name: 'Potassium' }],
  ['a period', { valueInteger: 3, effectiveDateTime: undefined, effectivePeriod: { start: '2026-03-11' } }, { date: '2026-03-11' }],
])('reads a result with %s', (_name, members, expected) => {
  expect(observationsWith(members)).toMatchObject([expected]);
});

test('keeps a number as the laboratory wrote it', () => {
  const bundle = JSON.stringify(aBundle(aPatient(), anEncounter(), anObservation())).replace('"value":2.1', '"value":7.40');

  expect(partOf(bundle).observations[0]?.observation.value).toBe('7.40');
});

test('reads the components of a blood pressure, each with its own flag', () => {
  const component = [
    { code: { text: 'Systolic' }, valueQuantity: { value: 182, unit: 'mm[Hg]' }, interpretation: [{ text: 'H' }] },
    { code: { text: 'Diastolic' }, valueQuantity: { value: 88, unit: 'mm[Hg]' } },
  ];

  expect(observationsWith({ code: { text: 'Blood pressure' }, component })).toMatchObject([
    { id: 'O-1-1', name: 'Blood pressure, Systolic', value: '182', flag: 'H' },
    { id: 'O-1-2', name: 'Blood pressure, Diastolic', value: '88' },
  ]);
});

test.each<[name: string, members: Members, why: string]>([
  ['entered in error', { status: 'entered-in-error' }, 'It is entered-in-error.'],
  ['without a value', { valueQuantity: undefined, dataAbsentReason: { text: 'hemolysed' } }, 'It has no value.'],
  ['without a day', { effectiveDateTime: '2026' }, 'It has no day.'],
])('sets aside a result that is %s', (_name, members, why) => {
  expect(read(anObservation(members)).setAside).toEqual([{ resource: 'Bundle.entry[2] Observation/O-1', why }]);
});
