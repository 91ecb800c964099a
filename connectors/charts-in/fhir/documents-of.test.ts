import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { aBundle, aDocument, anAttachment, anEncounter, aPatient, partOf, sha256 } from '../a-chart-file.ts';

type Members = Readonly<Record<string, unknown>>;

function documentsWith(members: Members, ...others: readonly Members[]) {
  return partOf(aBundle(aPatient(), anEncounter(), aDocument(members), ...others)).documents;
}

test('keeps the text and the hash of the bytes that were sent', () => {
  const text = 'Ménière’s disease.\r\n\tStable — 2 µg 😀\n';
  const bytes = Buffer.from(text, 'utf8');

  const [document] = documentsWith({ content: [anAttachment(bytes, { hash: createHash('sha1').update(bytes).digest('base64') })] });

  expect(document).toMatchObject({ text, sha256: sha256(bytes) });
  expect(Buffer.from(document?.text ?? '', 'utf8')).toEqual(bytes);
});

test.each([
  ['text/plain; charset=UTF-8', Buffer.from('\uFEFFMénière', 'utf8')],
  ['text/plain;charset="iso-8859-1"', Buffer.from('Ménière', 'latin1')],
  ['TEXT/PLAIN; charset=windows-1252', Buffer.from('Ménière', 'latin1')],
])('reads %s', (contentType, bytes) => {
  expect(documentsWith({ content: [anAttachment(bytes, { contentType })] })).toMatchObject([{ text: 'Ménière', sha256: sha256(bytes) }]);
});

test('takes base64 in lines', () => {
  const data = 'U3Rh\r\nYmxl\n';

  expect(documentsWith({ content: [{ attachment: { contentType: 'text/plain', data } }] })).toMatchObject([{ text: 'Stable' }]);
});

test('takes the plain text of a document that comes in several formats', () => {
  const content = [anAttachment('<p>', { contentType: 'text/html' }), anAttachment('Stable.'), anAttachment('Stable.')];

  expect(documentsWith({ content })).toMatchObject([{ id: 'D-1', text: 'Stable.' }]);
});

test('numbers the texts of a document that has several', () => {
  const content = [anAttachment('Stable.', { title: 'Note' }), anAttachment('Still stable.', { title: 'Addendum' })];

  expect(documentsWith({ content })).toMatchObject([
    { id: 'D-1-1', title: 'Note', text: 'Stable.' },
    { id: 'D-1-2', title: 'Addendum', text: 'Still stable.' },
  ]);
});

test.each([
  ['current', 'final', 'final'],
  ['current', 'preliminary', 'preliminary'],
  ['current', 'amended', 'amended'],
  ['current', undefined, 'final'],
  ['current', 'entered-in-error', 'entered-in-error'],
  ['superseded', 'final', 'superseded'],
  ['entered-in-error', 'final', 'entered-in-error'],
])('reads status %s with docStatus %s as %s', (status, docStatus, expected) => {
  expect(documentsWith({ status, docStatus })).toMatchObject([{ status: expected }]);
});

test.each([
  ['34117-2', 'history-and-physical'],
  ['11506-3', 'progress-note'],
  ['11488-4', 'consultation'],
  ['18842-5', 'discharge-summary'],
  ['11504-8', 'operative-note'],
  ['34111-5', 'emergency-note'],
  ['34131-3', 'office-visit'],
  ['34746-8', 'nursing-note'],
  ['18748-4', 'radiology-report'],
  ['11526-1', 'pathology-report'],
  ['11502-2', 'laboratory-report'],
  ['10160-0', 'medication-list'],
  ['57133-1', 'other'],
])('reads LOINC %s as %s', (code, type) => {
  expect(documentsWith({ type: { coding: [{ system: 'http://loinc.org', code }] } })).toMatchObject([{ type }]);
});

test.each([
  ['Hospital Medicine Progress Note', 'progress-note'],
  ['Psychiatry consultation', 'consultation'],
  ['Psychotherapy progress note', 'behavioural-health-note'],
  ['Nursing progress note', 'nursing-note'],
  ['ED Provider Note', 'emergency-note'],
  ['H&P', 'history-and-physical'],
  ['Chest X-ray, two views', 'radiology-report'],
  ['Surgical pathology', 'pathology-report'],
  ['Office visit, established', 'office-visit'],
  ['Consent form', 'other'],
])('reads a type that is only called "%s" as %s', (text, type) => {
  expect(documentsWith({ type: { text } })).toMatchObject([{ type, title: text }]);
});

const person = (code: string) => ({
  resourceType: 'Practitioner',
  id: 'PR-1',
  name: [{ family: 'Raman', given: ['Priya'], suffix: ['MD'] }],
  qualification: [{ code: { text: code } }],
});
const signed = { author: [{ reference: 'Practitioner/PR-1' }] };

test.each([
  ['hospitalist', 'provider'],
  ['family nurse practitioner', 'provider'],
  ['clinical psychologist', 'provider'],
  ['registered nurse', 'other-clinician'],
  ['registered dietitian', 'other-clinician'],
  ['physical therapist', 'other-clinician'],
  ['drug counselor', 'other-clinician'],
  ['medical student', 'other-clinician'],
])('takes the words of a %s as those of a %s', (code, role) => {
  expect(documentsWith(signed, person(code))).toMatchObject([{ author: 'Priya Raman, MD', authorTitle: code, role }]);
});

test('keeps the report of a radiologist diagnostic', () => {
  expect(documentsWith({ ...signed, type: { text: 'Radiology report' } }, person('radiologist'))).toMatchObject([{ role: 'diagnostic' }]);
});

test('finds who wrote it through a role, and in the document itself', () => {
  const role = { resourceType: 'PractitionerRole', id: 'R-1', practitioner: signed.author[0], code: [{ text: 'wound care nurse' }] };
  const contained = { ...person('cardiologist'), id: 'me' };

  expect(documentsWith({ author: [{ reference: 'PractitionerRole/R-1' }] }, role, person('nurse'))).toMatchObject([
    { author: 'Priya Raman, MD', authorTitle: 'wound care nurse', role: 'other-clinician' },
  ]);
  expect(documentsWith({ contained: [contained], author: [{ reference: '#me' }] })).toMatchObject([
    { author: 'Priya Raman, MD', role: 'provider' },
  ]);
});

test.each(['Device/X', 'Patient/P-1', 'RelatedPerson/X', 'Organization/X'])(
  'takes what %s wrote as no statement of a provider',
  (reference) => {
    expect(documentsWith({ author: [{ reference, display: 'Portal' }] })).toMatchObject([{ author: 'Portal', role: 'system' }]);
  },
);
