import { expect, test } from 'vitest';
import { EncounterId, type Chart } from '#core/chart/chart.ts';
import { aBundle, aClaim, aDocument, anAttachment, anEncounter, anObservation, aNote, aPatient, readFiles } from './a-chart-file.ts';
import { assembleCharts } from './assemble-charts.ts';

const RECORD = aBundle(aPatient(), anEncounter(), anObservation(), aClaim());

async function assemble(files: Readonly<Record<string, unknown>>, stored: readonly Chart[] = []) {
  const { parts, refused } = readFiles(files);
  if (refused.length > 0) throw new Error(refused[0]?.why);
  return assembleCharts(parts, async (id) => stored.find(({ encounter }) => encounter.id === id));
}

async function store(files: Readonly<Record<string, unknown>>): Promise<readonly Chart[]> {
  return (await assemble(files)).charts;
}

test('puts a record and its notes together, documents by date and then as people count', async () => {
  const note = (document: string, date: string) => aNote('Text.', { document, date, class: undefined, start: undefined });
  const { charts, refused } = await assemble({
    'record.json': RECORD,
    'a.txt': note('D-10', '2026-03-10'),
    'b.txt': note('D-9', '2026-03-10'),
    'c.txt': note('D-11', '2026-03-09'),
  });

  expect(refused).toEqual([]);
  expect(charts).toMatchObject([
    {
      encounter: { id: 'E-1', setting: 'inpatient' },
      patient: { id: 'P-1', name: 'Marguerite Testa' },
      documents: [{ id: 'D-11' }, { id: 'D-9' }, { id: 'D-10' }],
      observations: [{ id: 'O-1' }],
      claims: [{ id: 'C-1' }],
    },
  ]);
});

test('gives the same chart and version in whatever order the files come', async () => {
  const files = Object.entries({ 'record.json': RECORD, 'a.txt': aNote('One.'), 'b.txt': aNote('Two.', { date: '2026-03-09' }) });
  const forward = readFiles(Object.fromEntries(files)).parts;

  const [one] = (await assembleCharts(forward, async () => undefined)).charts;
  const [other] = (await assembleCharts(forward.toReversed(), async () => undefined)).charts;

  expect(other).toEqual(one);
});

test('changes the version with anything of the chart, and with nothing else', async () => {
  const versionOf = async (files: Readonly<Record<string, unknown>>) => (await store(files))[0]?.version;
  const before = await versionOf({ 'a.txt': aNote('Text.', { document: 'D-1' }) });

  expect(await versionOf({ 'renamed.md': aNote('Text.', { document: 'D-1' }) })).toBe(before);
  for (const line of [{ author: 'X' }, { status: 'preliminary' }, { end: '2026-03-13' }, { sex: 'male' }, { title: 'T' }]) {
    expect(await versionOf({ 'a.txt': aNote('Text.', { document: 'D-1', ...line }) })).not.toBe(before);
  }
  expect(await versionOf({ 'a.txt': aNote('Text. ', { document: 'D-1' }) })).not.toBe(before);
});

test('says that nothing changed when the same files come again', async () => {
  const files = { 'record.json': RECORD, 'a.txt': aNote('Text.') };

  expect(await assemble(files, await store(files))).toEqual({ charts: [], unchanged: ['E-1'], refused: [] });
});

test('adds a note to a stored chart and keeps what was there', async () => {
  const stored = await store({ 'record.json': RECORD, 'a.txt': aNote('One.') });

  const { charts } = await assemble({ 'b.txt': aNote('Two.', { class: undefined, start: undefined }) }, stored);

  expect(charts[0]?.documents.map(({ text }) => text).toSorted()).toEqual(['One.', 'Two.']);
  expect(charts[0]).toMatchObject({ patient: { name: 'Marguerite Testa' }, observations: [{ id: 'O-1' }], claims: [{ id: 'C-1' }] });
});

test('names the patient of a note by its encounter, until a record knows better', async () => {
  const note = { 'a.txt': aNote('Text.') };
  const stored = await store(note);

  expect(stored[0]?.patient).toEqual({ id: 'patient-of-E-1', sex: 'unknown' });
  expect((await assemble({ 'record.json': RECORD }, stored)).charts[0]?.patient).toMatchObject({ id: 'P-1', sex: 'female' });
});

test('takes a discharge from a later record', async () => {
  const inHouse = aBundle(aPatient(), anEncounter({ period: { start: '2026-03-09' } }));
  const stored = await store({ 'record.json': inHouse });

  expect(stored[0]?.encounter.end).toBeUndefined();
  expect((await assemble({ 'record.json': RECORD }, stored)).charts[0]?.encounter.end).toBe('2026-03-13');
});

test('lets notes that made a chart correct it when they all come again', async () => {
  const stored = await store({ 'a.txt': aNote('Text.') });

  expect((await assemble({ 'a.txt': aNote('Text.', { class: 'outpatient' }) }, stored)).charts[0]?.encounter.setting).toBe('outpatient');
});

test.each<[name: string, files: Readonly<Record<string, unknown>>, refused: Readonly<Record<string, string>>]>([
  [
    'notes of an encounter that nothing describes',
    { 'a.txt': aNote('Text.', { class: undefined, start: undefined }) },
    { 'a.txt': 'No file describes encounter E-1. Import its FHIR Encounter, or a note that gives class and start.' },
  ],
  [
    'a note with class and without start',
    { 'a.txt': aNote('Text.', { start: undefined }) },
    { 'a.txt': 'No file describes encounter E-1. Import its FHIR Encounter, or a note that gives start.' },
  ],
  [
    'a document whose encounter is in no file',
    { 'd.json': aDocument() },
    { 'd.json': 'No file describes encounter E-1. Import its FHIR Encounter, or a note that gives class and start.' },
  ],
  [
    'a note that says another class than the record',
    { 'r.json': RECORD, 'a.txt': aNote('Text.', { class: 'outpatient' }) },
    { 'a.txt': 'It gives another class for encounter E-1 than what describes it.' },
  ],
  [
    'a note of another patient',
    { 'r.json': RECORD, 'a.txt': aNote('Text.', { patient: 'P-2' }) },
    { 'a.txt': 'It gives another patient for encounter E-1 than what describes it.' },
  ],
  [
    'a note with another birth date',
    { 'r.json': RECORD, 'a.txt': aNote('Text.', { birthDate: '1955-06-18' }) },
    { 'a.txt': 'It gives another birth date for encounter E-1 than what describes it.' },
  ],
  [
    'the second of two records that disagree',
    { 'r.json': RECORD, 's.json': aBundle(aPatient(), anEncounter({ class: { code: 'OBSENC' } })) },
    { 's.json': 'It gives another class for encounter E-1 than what describes it.' },
  ],
  [
    'a document id that names two texts',
    { 'a.txt': aNote('One.', { document: 'D-1' }), 'b.txt': aNote('Two.', { document: 'D-1' }) },
    { 'b.txt': 'Document D-1 has another text in a.txt. Only a document whose status is amended may replace one.' },
  ],
  [
    'a document id of two encounters',
    { 'a.txt': aNote('One.', { document: 'D-1' }), 'b.txt': aNote('One.', { document: 'D-1', encounter: 'E-2' }) },
    { 'b.txt': 'Document D-1 is also a document of encounter E-1.' },
  ],
  [
    'a result that two files give differently',
    { 'r.json': RECORD, 's.json': anObservation({ valueQuantity: { value: 9 } }) },
    { 's.json': 'Observation O-1 says something else in r.json.' },
  ],
])('refuses %s', async (_name, files, refused) => {
  const assembled = await assemble(files);

  expect(Object.fromEntries(assembled.refused.map(({ file, why }) => [file, why]))).toEqual(refused);
});

test('puts the rest together without a refused file', async () => {
  const { charts, refused } = await assemble({
    'record.json': RECORD,
    'good.txt': aNote('One.'),
    'bad.txt': aNote('Two.', { class: 'outpatient' }),
    'other.txt': aNote('Three.', { encounter: 'E-2' }),
  });

  expect(refused.map(({ file }) => file)).toEqual(['bad.txt']);
  expect(charts.map(({ encounter, documents }) => [encounter.id, documents.length])).toEqual([
    ['E-1', 1],
    ['E-2', 1],
  ]);
});

test('refuses a record that gives a stored encounter to another patient', async () => {
  const stored = await store({ 'record.json': RECORD });
  const other = aBundle(aPatient({ id: 'P-2' }), anEncounter({ subject: { reference: 'Patient/P-2' } }), aDocument({ subject: undefined }));

  expect(await assemble({ 'other.json': other }, stored)).toEqual({
    charts: [],
    unchanged: [],
    refused: [{ file: 'other.json', why: 'Encounter E-1 is stored for another patient.' }],
  });
});

test('refuses a document whose id is stored for another encounter', async () => {
  const { parts } = readFiles({ 'a.txt': aNote('One.', { document: 'D-1' }), 'b.txt': aNote('Two.', { document: 'D-2' }) });
  const holders = new Map([['D-1', EncounterId.parse('E-9')]]);

  const { charts, refused } = await assembleCharts(
    parts,
    async () => undefined,
    async (id) => holders.get(id),
  );

  expect(refused).toEqual([{ file: 'a.txt', why: 'Document D-1 is also a document of encounter E-9.' }]);
  expect(charts[0]?.documents.map(({ id }) => id)).toEqual(['D-2']);
});

test('refuses a file that gives one document id to two documents', async () => {
  const twice = aBundle(
    aPatient(),
    anEncounter(),
    aDocument({ id: 'D-1', content: [anAttachment('One.'), anAttachment('Two.')] }),
    aDocument({ id: 'D-1-2', content: [anAttachment('Three.')] }),
  );

  expect((await assemble({ 'twice.json': twice })).refused).toEqual([
    { file: 'twice.json', why: 'Document D-1-2 occurs twice in the file.' },
  ]);
});
