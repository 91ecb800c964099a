import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Chart } from '#core/chart/chart.ts';
import type { ActDraft } from '#guardrails/audit/ledger.ts';
import { aChart } from '#tests/contracts/builders.ts';
import { AuditEvent, lacking } from '#tests/support/balp.ts';
import { TEST_KEY } from '#tests/contracts/subject.ts';
import { openHospital, type Hospital, type Who } from '#tests/support/hospital.ts';
import { openAudit, type Audit } from '../ledger/audit.ts';
import { readConfig } from '../settings/config.ts';
import { ledgerDesk } from './ledger-desk.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const CANARY = 'zanzibarine';
const folder = mkdtempSync(join(tmpdir(), 'ledger-desk-'));

let hospital: Hospital;
let audit: Audit;

/** The desk as one person has it. */
function deskOf(who: Who) {
  const { store, editions } = hospital.as(who);
  return ledgerDesk({
    store,
    editions,
    tenant: hospital.tenant,
    audit,
    exports: folder,
    person: () => Promise.resolve(hospital.person(who)),
  });
}
function act(more: Partial<ActDraft>): ActDraft {
  return { tenant: hospital.tenant, act: 'tool.read', actor: 'dana.reyes', channel: 'terminal', tool: 'read_document', about: {}, ...more };
}
const enter = (...acts: readonly Partial<ActDraft>[]) =>
  hospital.store.within(hospital.tenant, async ({ ledger }) => {
    for (const one of acts) await ledger.append(act(one));
  });
const out = () => mkdtempSync(join(folder, 'out-'));
const check = (file: string, ...keys: readonly string[]) =>
  spawnSync(process.execPath, [join(ROOT, 'bin', 'verify-export.mjs'), file, ...keys], { encoding: 'utf8' });
const linesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

beforeAll(async () => {
  const [chart] = [aChart('E-77', `${CANARY} heart failure.`)].map((one) =>
    Chart.parse({ ...one, patient: { ...one.patient, name: `${CANARY}, Quill` }, encounter: { ...one.encounter, reason: CANARY } }),
  );
  hospital = await openHospital(['E-1042', 'E-2001'], chart === undefined ? [] : [chart]);
  const config = readConfig({ COUNTERSIGN_DATA_DIR: folder }, ROOT);
  writeFileSync(config.ledgerKey, TEST_KEY, { mode: 0o600 });
  audit = await openAudit(hospital.database, config, hospital.tenant);
  await audit.checkpoint();
  await hospital.ask('coder', 'explain_code', { encounter: 'E-1042', code: 'I50.23' });
  await hospital.ask('biller', 'explain_code', { encounter: 'E-1042', code: 'I50.23' });
  await hospital.askAs(hospital.as('client', 'coder'), 'read_document', { document: 'D-1042-9' });
  await hospital.ask('coder', 'search_chart', { encounter: 'E-77', query: CANARY });
  await hospital.ask('coder', 'search_chart', { encounter: CANARY, query: CANARY });
  await hospital.ask('coder', 'read_document', { document: CANARY });
  await hospital.ask('coder', 'propose_codes', { encounter: 'E-1042', codes: ['I50.23'] });
  await hospital.ask('lead', 'show_proposal', { proposal: 'P-1' });
  await enter(
    { act: 'proposal.rejected', proposal: 'P-1', about: { encounter: 'E-1042', reason: `${CANARY} says no` } },
    { act: 'decision.refused', proposal: `${CANARY} Quill`, failure: 'not-found', about: { encounter: 'E-1042' } },
    { act: 'effect.unknown', proposal: 'P-1', actor: 'countersign', channel: 'system', about: { encounter: 'E-1042' } },
  );
});
afterAll(() => hospital.close());

test('the story of a case is told in order, whoever asked for whom, and its telling is an entry of it', async () => {
  const { of, entries } = await deskOf('compliance').showLedger({ of: 'e-1042' });

  expect(of).toBe('E-1042');
  expect(
    entries.map(({ leaf }) => [leaf.act, leaf.actor, leaf.onBehalfOf, leaf.failure].filter((one) => one !== undefined).join(' ')),
  ).toEqual([
    'chart.imported countersign',
    'tool.read dana.reyes',
    'tool.refused sam.ferro not-allowed',
    'tool.read mcp-client dana.reyes',
    'proposal.made dana.reyes',
    'tool.read dana.reyes',
    'tool.read lee.okafor',
    'proposal.rejected dana.reyes',
    'decision.refused dana.reyes not-found',
    'effect.unknown countersign',
    'tool.read ines.halloran',
  ]);
});

test('a case of more entries than an answer of the agent has is told whole', async () => {
  await enter(...Array.from({ length: 130 }, () => ({ about: { encounter: 'E-2001' } })));

  expect((await deskOf('compliance').showLedger({ of: 'E-2001' })).entries).toHaveLength(132);
});

test.each(['showLedger', 'exportLedger', 'rotateLedgerKey'] as const)(
  'whoever may not look into the ledger is refused %s',
  async (method) => {
    const desk = deskOf('biller');
    const asked = {
      showLedger: () => desk.showLedger({ of: 'E-1042' }),
      exportLedger: () => desk.exportLedger({}),
      rotateLedgerKey: () => desk.rotateLedgerKey({}),
    };

    await expect(asked[method]()).rejects.toMatchObject({ code: 'not-allowed' });
  },
);

test('what there is not has no story and no export', async () => {
  await expect(deskOf('compliance').showLedger({ of: 'P-99' })).rejects.toMatchObject({
    code: 'not-found',
    says: expect.stringMatching(/^There is no proposal P-99\./) as string,
  });
  await expect(deskOf('compliance').exportLedger({ case: 'E-9', out: out() })).rejects.toMatchObject({ code: 'not-found' });
});

test('the export of a case holds leaves and proofs, which a program with the public key alone finds sound', async () => {
  const { file, entries, size, key = '' } = await deskOf('compliance').exportLedger({ case: 'E-1042', out: out() });
  const [head, ...lines] = linesOf(file);

  expect(head).toMatchObject({ export: 'countersign-ledger-export@v1', all: false, size });
  expect(lines.map((line) => Object.keys(line).join(' '))).toEqual(
    lines.map(({ withheld }) => (withheld === true ? 'index withheld hash path' : 'index leaf hash path')),
  );
  expect({ entries, withheld: lines.filter(({ withheld }) => withheld === true).length }).toEqual({ entries: lines.length, withheld: 1 });
  expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
  const { stdout, status } = check(file, key);
  expect({ stdout, status }).toEqual({
    stdout: `OK. ${entries} entries are among the ${size} that countersign/demo-hospital has signed; 1 of them by their hash alone, so their seals could not be checked.\nIt is a part: nothing shows that no other entry was left out of it.\nIt continues the ledger that was signed at ${firstSigned(file)} entries.\n`,
    status: 0,
  });
});

function firstSigned(file: string): number {
  const { earlier } = linesOf(file)[0] as { readonly earlier: { readonly checkpoint: string } };
  return Number(earlier.checkpoint.split('\n')[1]);
}

test('an export that was changed, in any line of it, is not sound', async () => {
  const { file, key = '' } = await deskOf('compliance').exportLedger({ case: 'E-1042', out: out() });
  const text = readFileSync(file, 'utf8');
  const changes: readonly (readonly [string, string])[] = [
    ['a leaf', text.replace('sam.ferro', 'lee.okafor')],
    ['a path', text.replace(/"path":\["(.)/, (_all, one: string) => `"path":["${one === 'A' ? 'B' : 'A'}`)],
    ['an index', text.replace(/\n\{"index":(\d+)/, (_all, one: string) => `\n{"index":${Number(one) + 1}`)],
    ['the checkpoint', text.replace(/\\n(\d+)\\n/, (_all, one: string) => `\\n${Number(one) + 1}\\n`)],
    ['a hash', text.replace(/"hash":"(.)/, (_all, one: string) => `"hash":"${one === '0' ? '1' : '0'}`)],
    ['an entry twice', `${text}${text.trim().split('\n').at(-1)}\n`],
    [
      'the beginning',
      text.replace(
        /"earlier":\{(.*?)"path":\["(.)/,
        (_all, rest: string, one: string) => `"earlier":{${rest}"path":["${one === 'A' ? 'B' : 'A'}`,
      ),
    ],
  ];
  for (const [what, changed] of changes) {
    const at = join(out(), 'changed.jsonl');
    writeFileSync(at, changed);
    expect([what, changed !== text, check(at, key).status]).toEqual([
      what,
      true,
      expect.toSatisfy((status) => status === 1 || status === 20),
    ]);
  }
  const other = `countersign/demo-hospital+${'0'.repeat(8)}+${Buffer.concat([Buffer.of(1), Buffer.alloc(32, 7)]).toString('base64')}`;
  expect(check(file, other).status).toBe(1);
});

test('no export but the one for the hospital itself names a patient, an encounter, a document or a reason', async () => {
  const desk = deskOf('compliance');
  const day = new Date().toISOString().slice(0, 10);
  const files = [
    await desk.exportLedger({ out: out() }),
    await desk.exportLedger({ case: 'E-1042', out: out() }),
    await desk.exportLedger({ case: 'P-1', out: out() }),
    await desk.exportLedger({ from: '2020-01-01', to: '2099-12-31', out: out() }),
    await desk.exportLedger({ from: day, out: out() }),
  ].map(({ file }) => file);
  const rows = await hospital.asOwner<{ about: string; salt: string }>('select about::text, salt from ledger_entry');
  const words = [CANARY, 'quill', 'testa', 'marguerite', 'e-1042', 'e-2001', 'e-77', 'd-1042', 'says no', ...rows.map(({ salt }) => salt)];

  expect(rows.some(({ about }) => about.includes(CANARY))).toBe(true);
  for (const file of files) {
    const text = `${file.slice(folder.length)}\n${readFileSync(file, 'utf8')}`.toLowerCase();
    expect(words.filter((word) => text.includes(word))).toEqual([]);
    expect(text.length).toBeGreaterThan(1_000);
  }
});

test('the whole ledger goes out as it is, its own entry of that included, and both programs find it sound', async () => {
  const { file, entries, size, key = '' } = await deskOf('compliance').exportLedger({ out: out() });
  const last = JSON.parse((linesOf(file).at(-1)?.['leaf'] as string | undefined) ?? '{}') as Record<string, unknown>;
  const whole = spawnSync(process.execPath, [join(ROOT, 'bin', 'verify-ledger.mjs'), '--export', file, '--key', key], { encoding: 'utf8' });

  expect(entries).toBe(size);
  expect(last).toMatchObject({ act: 'ledger.exported', actor: 'ines.halloran' });
  expect(check(file, key)).toMatchObject({ status: 0 });
  expect({ says: whole.stdout.split('\n')[0], status: whole.status }).toEqual({
    says: `OK. ${size} entries, none altered, missing or added; signed checkpoints bear out the first ${size}.`,
    status: 0,
  });
});

test('the entries of some days, both days included', async () => {
  const desk = deskOf('compliance');
  const all = await desk.exportLedger({ from: '2020-01-01', to: '2099-12-31', out: out() });

  expect(all.entries).toBe(all.size);
  expect((await desk.exportLedger({ to: '2020-01-01', out: out() })).entries).toBe(0);
  expect(check(all.file, all.key ?? '').status).toBe(0);
});

test('a case as FHIR AuditEvents has what BALP requires, entry for entry', async () => {
  const desk = deskOf('compliance');
  const { file, entries } = await desk.exportLedger({ case: 'E-1042', fhir: true, out: out() });
  const events = linesOf(file).map((line) => AuditEvent.parse(line));
  const story = (await desk.showLedger({ of: 'E-1042' })).entries;

  expect(events).toHaveLength(entries);
  expect(events.flatMap((event) => lacking(event).map((what) => `${event.id}: ${what}`))).toEqual([]);
  expect(events.map(({ meta, outcome }) => `${meta.profile?.[0]?.split('.').at(-1) ?? 'none'} ${outcome}`).slice(0, 10)).toEqual([
    'PatientCreate 0',
    'PatientRead 0',
    'none 4',
    'PatientRead 0',
    'PatientCreate 0',
    'PatientRead 0',
    'PatientRead 0',
    'PatientUpdate 0',
    'none 4',
    'none 8',
  ]);
  expect(events.map(({ recorded }) => recorded)).toEqual(story.slice(0, events.length).map(({ leaf }) => leaf.at));
});

test('a search, and an act about no patient, follow their own profiles', async () => {
  const { file } = await deskOf('compliance').exportLedger({ case: 'E-77', fhir: true, out: out() });
  const events = linesOf(file).map((line) => AuditEvent.parse(line));

  expect(events.flatMap(lacking)).toEqual([]);
  expect(events[0]?.meta.profile).toEqual(['https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.PatientQuery']);
});

test('FHIR AuditEvents are of one case, and every export is an entry', async () => {
  const desk = deskOf('compliance');
  await expect(desk.exportLedger({ fhir: true, out: out() })).rejects.toMatchObject({ code: 'bad-input' });
  await desk.exportLedger({ case: 'P-1', fhir: true, out: out() });
  const { entries } = await desk.showLedger({ of: 'P-1' });
  const rows = await hospital.asOwner<{ about: { form: string; proposal?: string } }>(
    `select about from ledger_entry where leaf like '%ledger.exported%' order by index desc limit 1`,
  );

  expect(rows[0]?.about).toEqual({ form: 'fhir', proposal: 'P-1' });
  expect(entries.length).toBeGreaterThan(2);
});

test('an entry that was altered is flagged in its story, refused in a part, and exported as it is with the whole', async () => {
  const desk = deskOf('compliance');
  await hospital.asOwner(
    "update ledger_entry set leaf = replace(leaf, 'sam.ferro', 'lee.okafor') where encounter = 'E-1042' and leaf like '%tool.refused%explain_code%'",
  );
  const { entries } = await desk.showLedger({ of: 'E-1042' });
  await expect(desk.exportLedger({ case: 'E-1042', out: out() })).rejects.toMatchObject({ code: 'altered' });
  const { file, key = '' } = await desk.exportLedger({ out: out() });
  await hospital.asOwner(
    "update ledger_entry set leaf = replace(leaf, 'lee.okafor', 'sam.ferro') where leaf like '%tool.refused%explain_code%'",
  );

  expect(entries.filter(({ fault }) => fault !== undefined).map(({ leaf }) => leaf.act)).toEqual(['tool.refused']);
  expect(check(file, key).status).toBe(20);
});

test('an export is written whole or not at all, and over nothing', async () => {
  const place = out();
  const { file } = await deskOf('compliance').exportLedger({ case: 'E-77', out: place });
  writeFileSync(join(place, 'file'), '');

  await expect(deskOf('compliance').exportLedger({ case: 'E-77', out: join(place, 'file') })).rejects.toMatchObject({ code: 'bad-input' });
  expect(readdirSync(place).toSorted()).toEqual(['file', file.slice(place.length + 1)].toSorted());
});
