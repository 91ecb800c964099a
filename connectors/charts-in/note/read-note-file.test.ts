import { expect, test } from 'vitest';
import { aNote, partOf, sha256 } from '../a-chart-file.ts';

const BODY = 'ASSESSMENT:\r\n1. Acute on chronic systolic heart failure — ½ dose.  \n\n---\nnot front matter\n';

test('keeps the text after the front matter to the letter', () => {
  const { documents } = partOf(aNote(BODY), 'a.txt');

  expect(documents[0]?.text).toBe(BODY);
});

test('hashes the bytes of the text, so that another front matter does not change the document', () => {
  const [one] = partOf(aNote(BODY), 'a.txt').documents;
  const [other] = partOf(aNote(BODY, { author: 'Priya Raman' }), 'b.md').documents;

  expect(one?.sha256).toBe(sha256(BODY));
  expect(other?.id).toBe(one?.id);
});

test('reads every key', () => {
  const note = aNote(BODY, {
    patient: 'P-1',
    name: 'Marguerite Testa',
    sex: 'female',
    birthDate: '1954-06-18',
    end: '2026-03-13',
    reason: '"Breathless: three pillows"',
    document: 'D-1-1',
    type: 'discharge-summary',
    title: 'Discharge Summary',
    author: 'Priya Raman, MD',
    authorTitle: 'attending physician',
    role: 'provider',
    status: 'amended',
  });

  const { encounters, documents } = partOf(note, 'a.txt');

  expect(encounters).toEqual([
    {
      id: 'E-1',
      by: 'note',
      setting: 'inpatient',
      start: '2026-03-09',
      end: '2026-03-13',
      reason: 'Breathless: three pillows',
      patient: { id: 'P-1', name: 'Marguerite Testa', sex: 'female', birthDate: '1954-06-18' },
    },
  ]);
  expect(documents).toEqual([
    {
      id: 'D-1-1',
      encounter: 'E-1',
      type: 'discharge-summary',
      title: 'Discharge Summary',
      author: 'Priya Raman, MD',
      authorTitle: 'attending physician',
      role: 'provider',
      status: 'amended',
      date: '2026-03-10',
      sha256: sha256(BODY),
      text: BODY,
    },
  ]);
});

test('needs no more than encounter and date for a document', () => {
  const [document] = partOf('---\nencounter: E-1\ndate: 2026-03-10\n---\nStable.', 'a.txt').documents;

  expect(document).toMatchObject({
    id: `E-1-${sha256('Stable.').slice(0, 8)}`,
    type: 'other',
    title: 'Note',
    role: 'provider',
    status: 'final',
  });
});

test.each([
  ['radiology-report', 'Radiology Report', 'diagnostic'],
  ['pathology-report', 'Pathology Report', 'diagnostic'],
  ['laboratory-report', 'Laboratory Report', 'system'],
  ['medication-list', 'Medication List', 'system'],
  ['nursing-note', 'Nursing Note', 'other-clinician'],
  ['history-and-physical', 'History and Physical', 'provider'],
])('gives a %s its usual title and role', (type, title, role) => {
  expect(partOf(aNote('Text.', { type }), 'a.txt').documents).toMatchObject([{ type, title, role }]);
});

test('passes over a byte order mark and takes Windows line ends in the front matter', () => {
  const note = '\uFEFF---\r\nencounter: E-1\r\ndate: 2026-03-10\r\n---\r\nStable.\r\n';

  expect(partOf(note, 'A.TXT').documents[0]?.text).toBe('Stable.\r\n');
});
