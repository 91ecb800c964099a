import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Owed } from '#guardrails/effects/outbox.ts';
import { folderReceiver } from './folder-receiver.ts';

const OWED: Owed = {
  id: '0b8f6a52-3f52-4c56-8f0e-6c1f7d0b9a11',
  proposal: 'P-17',
  kind: 'code.accept',
  encounter: 'E-1',
  digest: 'd'.repeat(64),
  payload: {
    encounter: 'E-1',
    patient: 'P-9',
    system: 'http://hl7.org/fhir/sid/icd-10-cm',
    code: 'I50.23',
    title: 'Acute on chronic systolic (congestive) heart failure',
    rank: 'principal',
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

test('a file of that name with other content is never overwritten', async () => {
  const at = folder();
  writeFileSync(join(at, `P-17-${OWED.id}.json`), 'something else');

  await expect(folderReceiver(at).receive(OWED, APPROVAL)).rejects.toThrow('is there already with other content');
  expect(readFileSync(join(at, `P-17-${OWED.id}.json`), 'utf8')).toBe('something else');
});

test.each([
  ['is a file', ['taken']],
  ['lies in a file', ['taken', 'below', 'effects']],
])('a folder that %s is a refusal, and nothing has happened', async (_name, below) => {
  const parent = folder();
  writeFileSync(join(parent, 'taken'), '');
  const at = join(parent, ...below);

  await expect(folderReceiver(at).receive(OWED, APPROVAL)).rejects.toMatchObject({
    code: 'bad-config',
    says: expect.stringContaining(`Nothing was written to ${at}`) as string,
  });
});
