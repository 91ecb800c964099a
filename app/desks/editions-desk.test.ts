import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EditionsDesk } from '#agent/editions-desk.ts';
import { EDITIONS_METHODS } from '#agent/editions-desk.ts';
import { EDITIONS_PARAMETERS } from '#connectors/daemon/editions-message.ts';
import { openHospital, sentenceOf, type Hospital } from '#tests/support/hospital.ts';
import { SMALL_LIST, anIndex, anOrderFile } from '#tests/support/official-files.ts';
import { smallEditionSource } from '#tests/support/small-edition.ts';
import { editionReceiver } from '../editions/edition-receiver.ts';
import { editionsDesk } from './editions-desk.ts';

let hospital: Hospital;
let desk: EditionsDesk;
beforeAll(async () => {
  hospital = await openHospital([]);
  desk = editionsDesk({
    store: hospital.store,
    tenant: hospital.tenant,
    starter: { id: 'small', sha256: 'a'.repeat(64), source: smallEditionSource },
    root: fileURLToPath(new URL('../..', import.meta.url)),
    person: (as) => Promise.resolve(hospital.person(as === 'dana.reyes' ? 'coder' : 'lead')),
  });
});
afterAll(() => hospital.close());

function aFile(name: string, text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'editions-')), name);
  writeFileSync(path, text);
  return path;
}

const ORDER = anOrderFile(SMALL_LIST);
const load = (name: string, text = ORDER, as?: string) => desk.loadEdition({ system: 'icd10cm', paths: [aFile(name, text)], as });
const read = async (blocks: ReturnType<EditionsDesk['editions']>): Promise<string> => sentenceOf({ blocks: await blocks });

/** As the receiver brings it into force once a second person has approved it. */
async function approve(id: string): Promise<void> {
  const record = await hospital.store.within(hospital.tenant, ({ editionRecords }) => editionRecords.find(id));
  await hospital.store.within(hospital.tenant, ({ editionRecords }) => editionRecords.activate(record?.head.id ?? ''));
}

/** Newest first. */
async function proposalsOf(id: string) {
  const all = await hospital.store.within(hospital.tenant, (unit) => unit.proposals.list({ limit: 100 }));
  return all.filter(({ subject }) => subject === id);
}

test('a load counts, compares, runs the regression cases and puts the activation up; nothing is in force by it', async () => {
  const says = await read(load('icd10cm-order-2021.txt'));

  expect(says).toContain('10, of which 5 billable');
  expect(says).toContain('Against nothing in force for that time');
  expect(says).toMatch(/\d+ of \d+ regression cases give other codes than under/);
  expect(says).toMatch(/P-\d+\] pending: edition.activate icd10cm-2021/);
  expect(await read(desk.editions())).toContain('icd10cm-2021 waits for');
});

test('loading the same file again changes nothing, and its activation is not put up twice', async () => {
  await load('icd10cm-order-2022.txt');
  await load('icd10cm-order-2022.txt');

  expect((await proposalsOf('icd10cm-2022')).map(({ state }) => state)).toEqual(['pending']);
});

test('other content of the same year is kept beside an edition in force, under an id of its own', async () => {
  await load('icd10cm-order-2023.txt');
  await approve('icd10cm-2023');
  const more = anOrderFile([...SMALL_LIST, 'Z999 1 Another']);

  expect(await read(load('icd10cm-order-2023.txt', more))).toContain('Codes 1 added, 0 gone, 0 changed');
  expect(await read(load('icd10cm-order-2023.txt', more))).toContain('icd10cm-2023-r2');
  expect(await read(desk.diffEditions({ id: 'icd10cm-2023-r2' }))).toMatch(/icd10cm-2023 to icd10cm-2023-r2.*Codes added: - Z99.9/);
});

test('two editions that begin on one day are compared in the order in which they are named', async () => {
  await load('icd10cm-order-2018.txt');
  const [one, two] = ['icd10cm-2018', 'icd10cm-2018-r2'];

  await approve(one);
  await load('icd10cm-order-2018.txt', anOrderFile([...SMALL_LIST, 'Z999 1 Another']));
  expect(await read(desk.diffEditions({ id: one, other: two }))).toMatch(/icd10cm-2018 to icd10cm-2018-r2.*Codes added: - Z99.9/);
  expect(await read(desk.diffEditions({ id: two, other: one }))).toMatch(/icd10cm-2018-r2 to icd10cm-2018\b/);
});

test('who may not load an edition is told whose it is', async () => {
  await expect(load('icd10cm-order-2025.txt', ORDER, 'dana.reyes')).rejects.toThrow(/it is for \w+.*--as/);
});

test('activate names the proposal that waits, and makes one where none does', async () => {
  await load('icd10cm-order-2024.txt');
  const [first] = await proposalsOf('icd10cm-2024');
  expect(await read(desk.activateEdition({ id: 'icd10cm-2024' }))).toContain(`[${first?.id}] pending`);

  await hospital.store.within(hospital.tenant, (unit) => unit.proposals.withdraw(first?.id ?? ''));
  expect(await read(desk.activateEdition({ id: 'icd10cm-2024' }))).not.toContain(`[${first?.id}]`);
  expect((await proposalsOf('icd10cm-2024')).map(({ state }) => state)).toEqual(['pending', 'withdrawn']);

  await approve('icd10cm-2024');
  expect(await read(desk.activateEdition({ id: 'icd10cm-2024' }))).toContain('has been approved already');
});

test('an index alone is kept, and nothing brings it into force', async () => {
  const index = anIndex('<mainTerm><title>Cholera</title><code>A00.9</code></mainTerm>', '2017');

  expect(await read(load('index.xml', index))).toContain('icd10cm-2017-index is kept and cannot be brought into force');
  await expect(desk.activateEdition({ id: 'icd10cm-2017-index' })).rejects.toThrow(/no code list/);
  expect(await read(desk.editions())).toContain('icd10cm-2017-index cannot be');
  const receiver = editionReceiver(hospital.store, hospital.tenant);
  const record = await hospital.store.within(hospital.tenant, ({ editionRecords }) => editionRecords.find('icd10cm-2017-index'));
  const payload = { v: 1, edition: 'icd10cm-2017-index', sha256: record?.sha256 };
  await expect(receiver.receive({ proposal: 'P-1', payload } as never, { by: 'ines.halloran' } as never)).rejects.toThrow(/no code list/);
});

test('a coder may neither load an edition nor put it up', async () => {
  await expect(load('icd10cm-order-2025.txt', ORDER, 'dana.reyes')).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(desk.activateEdition({ id: 'icd10cm-2026-starter', as: 'dana.reyes' })).rejects.toMatchObject({ code: 'not-allowed' });
});

test.each([
  ['a system without a loader', () => desk.loadEdition({ system: 'loinc', paths: ['/tmp'] }), /There is no loader for loinc/],
  ['an edition that is not there', () => desk.diffEditions({ id: 'icd10cm-1999' }), /There is no edition icd10cm-1999/],
  ['an edition with nothing to compare', () => desk.diffEditions({ id: 'icd10cm-2026-starter' }), /Name the edition to compare it with/],
])('%s is refused with the reason', async (_says, ask, why) => {
  await expect(ask()).rejects.toThrow(why);
});

test('every method can be asked over the socket', () => {
  expect(Object.keys(EDITIONS_PARAMETERS).toSorted()).toEqual([...EDITIONS_METHODS].toSorted());
  expect(EDITIONS_PARAMETERS.loadEdition.safeParse({ system: 'icd10cm', paths: [] }).success).toBe(false);
  expect(EDITIONS_PARAMETERS.loadEdition.safeParse({ system: 'icd10cm', paths: ['/x'], year: '26' }).success).toBe(false);
});
