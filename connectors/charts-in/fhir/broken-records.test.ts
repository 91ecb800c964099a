import { expect, test } from 'vitest';
import { aBundle, aDocument, anEncounter, aPatient, whyRefused } from '../a-chart-file.ts';

/** Stands in the broken files; no reason may repeat it. */
const SECRET = 'Marguerite';

/** A sound patient and encounter with one more resource, which is entry 2. */
function chartWith(resource: Readonly<Record<string, unknown>>) {
  return aBundle(aPatient(), anEncounter(), resource);
}

test.each<[name: string, content: unknown, why: string]>([
  ['is empty', '', 'It is not whole JSON: it ends too early.'],
  ['ends in the middle', JSON.stringify(chartWith(aDocument())).slice(0, 300), 'It is not whole JSON: it ends too early.'],
  ['is a note', `${SECRET} is well.`, 'It is not JSON.'],
  ['has a comma too many', `{\n"resourceType": "Patient",\n"id": "P-1",,\n"name": [{"text": "${SECRET}"}]}`, 'It is not JSON (line 3).'],
  ['is a list', [aPatient()], 'It is JSON and not FHIR: it has no resourceType.'],
  ['is no FHIR', { patient: SECRET }, 'It is JSON and not FHIR: it has no resourceType.'],
  ['nests without end', '['.repeat(5000) + ']'.repeat(5000), 'It nests deeper than 100 levels, which FHIR never does.'],
  [
    'holds a NUL',
    aPatient({ name: [{ text: `${SECRET}\0` }] }),
    'A string in it holds a NUL character or half of a surrogate pair, which cannot be stored.',
  ],
  [
    'holds half a surrogate pair',
    `{"resourceType":"Patient","id":"P-1","name":[{"text":"${SECRET}\\ud800"}]}`,
    'A string in it holds a NUL character or half of a surrogate pair, which cannot be stored.',
  ],
  [
    'is a message',
    { resourceType: 'Bundle', type: 'message' },
    'Bundle: type should be one of collection, transaction, batch, document, searchset.',
  ],
  ['is an empty bundle', aBundle(), 'It holds no resource.'],
  ['has an entry that is a string', { ...aBundle(), entry: [SECRET] }, 'Bundle.entry[0]: should be an object.'],
  ['has an entry without a resource', { ...aBundle(), entry: [{}] }, 'Bundle.entry[0] has no resource.'],
  [
    'asks for a deletion',
    { ...aBundle(), entry: [{ request: { method: 'DELETE' } }] },
    'Bundle.entry[0] asks for a deletion. Import adds and replaces and never deletes.',
  ],
  [
    'holds only other resources',
    aBundle({ resourceType: 'Immunization', id: 'I-1' }),
    'It holds only Immunization. What is read: Patient, Encounter, Practitioner, PractitionerRole, Organization, DocumentReference, Condition, Procedure, Observation, Coverage, Claim.',
  ],
  ['has a resource without an id', aBundle(aPatient({ id: undefined })), 'Bundle.entry[0] Patient: id is missing.'],
  [
    'has an id with a space',
    aBundle(aPatient({ id: `${SECRET} Testa` })),
    'Bundle.entry[0] Patient: id should be letters, digits, dots and hyphens, at most 64.',
  ],
  ['has one resource twice', aBundle(aPatient(), aPatient()), 'Bundle.entry[1] Patient/P-1 occurs twice in the file.'],
  ['has a patient of no encounter', aPatient(), 'Nothing in it belongs to an encounter of this import.'],
  ['has a wrong gender', aPatient({ gender: SECRET }), 'Patient/P-1: gender should be one of male, female, other, unknown.'],
  ['has a birth date in words', aPatient({ birthDate: SECRET }), 'Patient/P-1: birthDate should be a FHIR date or dateTime.'],
  ['has a name that is a string', aPatient({ name: SECRET }), 'Patient/P-1: name should be a list.'],
  [
    'has an escape sequence in a name',
    aPatient({ name: [{ text: `\u001B]0;${SECRET}` }] }),
    'Patient/P-1: name[0].text holds control characters.',
  ],
])('refuses a file that %s', (_name, content, why) => {
  const reason = whyRefused(content);

  expect(reason).toBe(why);
  expect(reason).not.toContain(SECRET);
});

const E = 'Bundle.entry[1] Encounter/E-1:';
test.each<[name: string, encounter: Readonly<Record<string, unknown>>, why: string]>([
  ['no status', { status: undefined }, `${E} status is missing.`],
  ['no class', { class: undefined }, `${E} class is missing.`],
  ['a class of R5', { class: [{ coding: [{ code: 'IMP' }] }] }, `${E} class should be an object.`],
  ['an unknown class', { class: { code: 'PRENC' } }, `${E} its class should be one of IMP, ACUTE, NONAC, AMB, VR, HH, EMER, OBSENC.`],
  [
    'a class that is a property of every object',
    { class: { code: 'constructor' } },
    `${E} its class should be one of IMP, ACUTE, NONAC, AMB, VR, HH, EMER, OBSENC.`,
  ],
  ['no period', { period: undefined }, `${E} period.start gives no day.`],
  ['a start that is a month', { period: { start: '2026-03' } }, `${E} period.start gives no day.`],
  ['a start that never was', { period: { start: '2026-02-29' } }, `${E} period.start should be a FHIR date or dateTime.`],
  ['a time without its zone', { period: { start: '2026-03-09T06:52:00' } }, `${E} period.start should be a FHIR date or dateTime.`],
  ['an end that is a year', { period: { start: '2026-03-09', end: '2026' } }, `${E} period.end gives no day.`],
  ['an end before its start', { period: { start: '2026-03-09', end: '2026-03-08' } }, `${E} its period ends before it starts.`],
  ['no subject', { subject: undefined }, `${E} subject names no Patient.`],
  ['a search for a subject', { subject: { reference: 'Patient?identifier=1' } }, `${E} subject names no Patient.`],
  ['a group for a subject', { subject: { reference: 'Group/G-1' } }, `${E} subject names no Patient.`],
])('refuses an encounter with %s', (_name, members, why) => {
  expect(whyRefused(aBundle(aPatient(), anEncounter(members)))).toBe(why);
});
