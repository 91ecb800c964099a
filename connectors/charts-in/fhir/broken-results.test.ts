import { expect, test } from 'vitest';
import { aBundle, aClaim, aDiagnosis, anEncounter, anObservation, aPatient, whyRefused } from '../a-chart-file.ts';

/** Stands in the broken files; no reason may repeat it. */
const SECRET = 'Marguerite';

/** A sound patient and encounter with one more resource, which is entry 2. */
function chartWith(resource: Readonly<Record<string, unknown>>) {
  return aBundle(aPatient(), anEncounter(), resource);
}

const O = 'Bundle.entry[2] Observation/O-1:';
const C = 'Bundle.entry[2] Claim/C-1:';
test.each<[name: string, resource: Readonly<Record<string, unknown>>, why: string]>([
  ['a result that is a string', anObservation({ valueQuantity: { value: '2.1' } }), `${O} valueQuantity.value should be a number.`],
  ['a result without a code', anObservation({ code: undefined }), `${O} code is missing.`],
  [
    'a result on a day that never was',
    anObservation({ effectiveDateTime: '2026-13-01' }),
    `${O} effectiveDateTime should be a FHIR date or dateTime.`,
  ],
  [
    'a comparator that is none',
    anObservation({ valueQuantity: { value: 1, comparator: '~' } }),
    `${O} valueQuantity.comparator should be one of <, <=, >=, >, ad.`,
  ],
  ['a claim without a use', aClaim({ use: undefined }), `${C} use is missing.`],
  [
    'a diagnosis that is no code',
    aClaim({ diagnosis: [aDiagnosis(1, SECRET)] }),
    `${C} diagnosis 1 has not the shape of an ICD-10-CM code.`,
  ],
  [
    'a diagnosis sequence in words',
    aClaim({ diagnosis: [{ ...aDiagnosis(1, 'I10'), sequence: 'one' }] }),
    `${C} diagnosis[0].sequence should be a number.`,
  ],
  ['a sequence twice', aClaim({ diagnosis: [aDiagnosis(1, 'I10'), aDiagnosis(1, 'E78.5')] }), `${C} diagnosis sequence 1 occurs twice.`],
  [
    'a procedure code in words',
    aClaim({ item: [{ sequence: 4, productOrService: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: SECRET }] } }] }),
    `${C} item 4 has not the shape of a CPT or HCPCS code.`,
  ],
  [
    'a problem that is no code',
    { resourceType: 'Condition', id: 'X-1', code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: SECRET }] } },
    'Bundle.entry[2] Condition/X-1: code has not the shape of an ICD-10-CM code.',
  ],
])('refuses %s', (_name, resource, why) => {
  const reason = whyRefused(chartWith(resource));

  expect(reason).toBe(why);
  expect(reason).not.toContain(SECRET);
});

test.each<[name: string, lines: string, why: string]>([
  ['is cut', `${JSON.stringify(aPatient())}\n{"resourceType":"Pat`, 'Line 2: It is not whole JSON: it ends too early.'],
  ['is no resource', `${JSON.stringify(aPatient())}\n\n"${SECRET}"`, 'Line 3: It is JSON and not FHIR: it has no resourceType.'],
  [
    'has a wrong member',
    JSON.stringify(anEncounter({ status: 'over' })),
    'Line 1: Encounter/E-1: status should be one of planned, arrived, triaged, in-progress, onleave, finished, cancelled, entered-in-error, unknown.',
  ],
])('refuses an ndjson file with a line that %s', (_name, lines, why) => {
  expect(whyRefused(lines, 'all.ndjson')).toBe(why);
});
