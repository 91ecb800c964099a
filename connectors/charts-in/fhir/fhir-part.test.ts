import { expect, test } from 'vitest';
import { aBundle, aClaim, aDiagnosis, aDocument, anEncounter, anObservation, aPatient, partOf, readFiles } from '../a-chart-file.ts';

test('reads a chart from one bundle', () => {
  const part = partOf(aBundle(aPatient(), anEncounter({ reasonCode: [{ text: 'Breathless' }] }), aDocument(), anObservation(), aClaim()));

  expect(part.encounters).toEqual([
    {
      id: 'E-1',
      by: 'record',
      setting: 'inpatient',
      start: '2026-03-09',
      end: '2026-03-13',
      reason: 'Breathless',
      patient: { id: 'P-1', name: 'Marguerite Testa', sex: 'female', birthDate: '1954-06-18' },
    },
  ]);
  expect(part.documents).toMatchObject([{ id: 'D-1', encounter: 'E-1', text: 'No chest pain.' }]);
  expect(part.observations).toMatchObject([{ encounter: 'E-1', observation: { id: 'O-1', value: '2.1' } }]);
  expect(part.claims).toMatchObject([{ encounter: 'E-1', claim: { id: 'C-1' } }]);
});

test('takes the day as the hospital wrote it, whatever the zone', () => {
  const { encounters } = partOf(aBundle(aPatient(), anEncounter({ period: { start: '2026-03-09T23:30:00-05:00' } })));

  expect(encounters[0]?.start).toBe('2026-03-09');
});

test.each([
  ['IMP', 'inpatient'],
  ['ACUTE', 'inpatient'],
  ['NONAC', 'inpatient'],
  ['AMB', 'outpatient'],
  ['VR', 'outpatient'],
  ['HH', 'outpatient'],
  ['EMER', 'emergency'],
  ['OBSENC', 'observation'],
])('reads class %s as %s', (code, setting) => {
  expect(partOf(aBundle(aPatient(), anEncounter({ class: { code } }))).encounters[0]?.setting).toBe(setting);
});

test.each([
  ['an ambulatory psychotherapy visit', { class: { code: 'AMB' }, type: [{ text: 'Psychotherapy, individual' }] }, 'behavioural'],
  ['a virtual visit to psychiatry', { class: { code: 'VR' }, serviceType: { coding: [{ display: 'Psychiatry' }] } }, 'behavioural'],
  ['a visit to behavioral health', { class: { code: 'AMB' }, serviceType: { text: 'Behavioral health' } }, 'behavioural'],
  ['an inpatient on a psychiatric ward', { class: { code: 'IMP' }, serviceType: { text: 'Psychiatry' } }, 'inpatient'],
])('reads the setting of %s', (_name, members, setting) => {
  expect(partOf(aBundle(aPatient(), anEncounter(members))).encounters[0]?.setting).toBe(setting);
});

test('follows addresses within a transaction, resources without an id among them', () => {
  const [patient, encounter, document] = ['0c3151bd', '1d3151bd', '2e3151bd'].map((id) => `urn:uuid:${id}`);
  const bundle = {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      { fullUrl: patient, resource: aPatient({ id: undefined }), request: { method: 'POST', url: 'Patient' } },
      { fullUrl: encounter, resource: anEncounter({ id: undefined, subject: { reference: patient } }) },
      {
        fullUrl: document,
        resource: aDocument({ id: undefined, subject: { reference: patient }, context: { encounter: [{ reference: encounter }] } }),
      },
    ],
  };

  const part = partOf(bundle);

  expect(part.encounters).toMatchObject([{ id: '1d3151bd', patient: { id: '0c3151bd', name: 'Marguerite Testa' } }]);
  expect(part.documents).toMatchObject([{ id: '2e3151bd', encounter: '1d3151bd' }]);
});

test('follows whole addresses and versions', () => {
  const subject = { reference: 'https://ehr.invalid/fhir/Patient/P-1/_history/3' };

  expect(partOf(aBundle(aPatient(), anEncounter({ subject }))).encounters[0]?.patient.name).toBe('Marguerite Testa');
});

test('follows references into the other files of an import, one type a file', () => {
  const practitioner = { resourceType: 'Practitioner', id: 'PR-1', name: [{ family: 'Raman', given: ['Priya'], suffix: ['MD'] }] };
  const { parts, refused } = readFiles({
    'DocumentReference.ndjson': `${JSON.stringify(aDocument({ author: [{ reference: 'Practitioner/PR-1' }] }))}\r\n\r\n`,
    'Encounter.ndjson': JSON.stringify(anEncounter()),
    'Patient.ndjson': JSON.stringify(aPatient()),
    'Practitioner.ndjson': JSON.stringify(practitioner),
  });

  expect(refused).toEqual([]);
  expect(parts.flatMap(({ documents }) => documents)).toMatchObject([{ author: 'Priya Raman, MD' }]);
  expect(parts.flatMap(({ encounters }) => encounters)).toMatchObject([{ patient: { sex: 'female' } }]);
});

test('gives what names no encounter to the only encounter of its file, while it was going on', () => {
  const loose = { encounter: undefined };
  const part = partOf(
    aBundle(
      aPatient(),
      anEncounter(),
      anObservation({ ...loose, id: 'during' }),
      anObservation({ ...loose, id: 'years-before', effectiveDateTime: '2015-03-10' }),
      anObservation({ ...loose, id: 'of-another', subject: { reference: 'Patient/P-2' } }),
    ),
  );

  expect(part.observations.map(({ observation }) => observation.id)).toEqual(['during']);
  expect(part.setAside).toEqual([
    { resource: 'Bundle.entry[3] Observation/years-before', why: 'It names no encounter.' },
    { resource: 'Bundle.entry[4] Observation/of-another', why: 'It names no encounter.' },
  ]);
});

test.each([
  ['a cancelled encounter with all that belongs to it', anEncounter({ status: 'cancelled' }), 'It is cancelled.'],
  ['an encounter that is planned', anEncounter({ status: 'planned' }), 'It is planned.'],
])('sets aside %s', (_name, encounter, why) => {
  const later = anEncounter({ id: 'E-2' });
  const part = partOf(aBundle(aPatient(), encounter, aDocument(), anObservation(), aClaim(), later));

  expect(part.encounters).toMatchObject([{ id: 'E-2' }]);
  expect(part.documents.length + part.observations.length + part.claims.length).toBe(0);
  expect(part.setAside.map(({ resource, why: said }) => `${resource} ${said}`)).toEqual([
    `Bundle.entry[1] Encounter/E-1 ${why}`,
    `Bundle.entry[2] DocumentReference/D-1 ${why.replace('It', 'Its encounter')}`,
    `Bundle.entry[3] Observation/O-1 ${why.replace('It', 'Its encounter')}`,
    `Bundle.entry[4] Claim/C-1 ${why.replace('It', 'Its encounter')}`,
  ]);
});

test('checks problem lists, procedures and other resources and says that it keeps none', () => {
  const problem = { resourceType: 'Condition', id: 'X-1', code: aDiagnosis(1, 'I10')['diagnosisCodeableConcept'] };
  const procedure = { resourceType: 'Procedure', id: 'X-2', status: 'completed', code: { text: 'Echocardiogram' } };
  const allergy = { resourceType: 'AllergyIntolerance', id: 'X-3', anything: 1 };

  expect(partOf(aBundle(aPatient(), anEncounter(), problem, procedure, allergy)).setAside).toEqual([
    { resource: 'Bundle.entry[4] AllergyIntolerance/X-3', why: 'It is not part of a chart.' },
    { resource: 'Bundle.entry[2] Condition/X-1', why: 'Problem lists are not kept.' },
    { resource: 'Bundle.entry[3] Procedure/X-2', why: 'Procedures are not kept.' },
  ]);
});
