import { copyFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Owed } from '#guardrails/effects/outbox.ts';
import type { KillPoint } from '#guardrails/effects/receiver.ts';
import { clearDrafts } from '../write-once.ts';
import { folderReceiver } from './folder-receiver.ts';

const OWED: Owed = {
  id: '0b8f6a52-3f52-4c56-8f0e-6c1f7d0b9a11',
  proposal: 'P-17',
  kind: 'code.accept',
  encounter: 'E-1',
  digest: 'd'.repeat(64),
  payload: {
    v: 1,
    encounter: 'E-1',
    patient: 'P-9',
    system: 'http://hl7.org/fhir/sid/icd-10-cm',
    code: 'I50.23',
    title: 'Acute on chronic systolic (congestive) heart failure',
    rank: 'principal',
    codingDate: '2026-03-14',
    evidence: [{ document: 'D-1', start: 4, end: 20 }],
  },
};
const APPROVAL = { by: 'dana.reyes', at: '2026-03-14T10:00:00.000Z' };
const folder = (): string => mkdtempSync(join(tmpdir(), 'effects-'));

test('an approved code becomes a FHIR Condition that names its approver and its evidence', async () => {
  const at = folder();
  await folderReceiver(at).receive(OWED, APPROVAL);

  const [file = ''] = readdirSync(at);
  expect(JSON.parse(readFileSync(join(at, file), 'utf8'))).toMatchObject({
    resourceType: 'Condition',
    id: OWED.id,
    code: { coding: [{ code: 'I50.23' }] },
    subject: { reference: 'Patient/P-9' },
    encounter: { reference: 'Encounter/E-1' },
    recorder: { display: 'dana.reyes' },
    evidence: [{ detail: [{ reference: 'DocumentReference/D-1', display: 'characters 4-20' }] }],
  });
});

test('the same effect delivered ten times at once is one file', async () => {
  const at = folder();
  await Promise.all(Array.from({ length: 10 }, () => folderReceiver(at).receive(OWED, APPROVAL)));

  expect(readdirSync(at)).toEqual([`P-17-${OWED.id}.json`]);
});

test('what was written is there to whoever asks, and what was not is absent', async () => {
  const at = folder();
  expect(await folderReceiver(at).find(OWED)).toBe('absent');
  await folderReceiver(at).receive(OWED, APPROVAL);

  expect(await folderReceiver(at).find(OWED)).toBe('there');
});

test('a process that dies before the file has its name has written nothing, and its draft is taken away an hour later', async () => {
  const at = folder();
  const dies = (point: KillPoint) => {
    if (point !== 'draft-written') return;
    // What a killed process does not take away.
    copyFileSync(join(at, readdirSync(at)[0] ?? ''), join(at, '.00000000-0000-4000-8000-000000000000.tmp'));
    throw new Error('died');
  };
  await expect(folderReceiver(at, dies).receive(OWED, APPROVAL)).rejects.toThrow('died');
  expect(await folderReceiver(at).find(OWED)).toBe('absent');

  await clearDrafts(at, Date.now());
  expect(readdirSync(at)).toHaveLength(1);
  await clearDrafts(at, Date.now() + 61 * 60 * 1000);
  expect(readdirSync(at)).toEqual([]);
});

test('a file of that name with other content is never overwritten', async () => {
  const at = folder();
  writeFileSync(join(at, `P-17-${OWED.id}.json`), 'something else');

  expect(await folderReceiver(at).receive(OWED, APPROVAL)).toMatchObject({ state: 'refused', error: 'name-taken' });
  expect(readFileSync(join(at, `P-17-${OWED.id}.json`), 'utf8')).toBe('something else');
});

test.each([
  ['is a file', ['taken']],
  ['lies in a file', ['taken', 'below', 'effects']],
])('a folder that %s is a refusal, and nothing has happened', async (_name, below) => {
  const parent = folder();
  writeFileSync(join(parent, 'taken'), '');
  const at = join(parent, ...below);

  expect(await folderReceiver(at).receive(OWED, APPROVAL)).toEqual({
    state: 'refused',
    error: 'not-writable',
    says: `Nothing was written to ${at}: it cannot be written to. Mend that, or set COUNTERSIGN_EFFECTS_DIR.`,
  });
});

test('what is no code is written as it was approved, with its approver', async () => {
  const at = folder();
  const payload = {
    v: 1,
    account: 'A-88',
    patient: 'P-9',
    date: '2026-11-22',
    amountCents: 4_000,
    transactionCode: 'WO1',
    reason: 'small balance',
  };
  const receipt = await folderReceiver(at).receive({ ...OWED, kind: 'write-off.post', payload }, APPROVAL);

  expect(receipt.state).toBe('done');
  const [file = ''] = readdirSync(at);
  expect(JSON.parse(readFileSync(join(at, file), 'utf8'))).toEqual({
    id: OWED.id,
    kind: 'write-off.post',
    proposal: 'P-17',
    digest: OWED.digest,
    approvedBy: 'dana.reyes',
    approvedAt: '2026-03-14T10:00:00.000Z',
    payload,
  });
});
