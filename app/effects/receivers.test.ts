import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TenantId } from '#guardrails/actor.ts';
import type { Receiver } from '#guardrails/effects/receiver.ts';
import { readConfig } from '../settings/config.ts';
import { eachKindOnce, openReceivers, readToken, type ReceiverParts } from './receivers.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const folder = () => mkdtempSync(join(tmpdir(), 'receivers-'));
const config = (env: Record<string, string>) => readConfig({ COUNTERSIGN_DATA_DIR: folder(), ...env }, ROOT);
const store: ReceiverParts['store'] = { within: () => Promise.reject(new Error('nothing is asked of the store')) };
const opened = async (env: Record<string, string>) =>
  (await openReceivers({ config: config(env), store, tenant: TenantId.parse('demo-hospital') })).map(
    ({ name, kinds }) => `${name}: ${kinds.join(' ')}`,
  );
const INSIDE = ['editions: edition.activate', 'policies: policy.change'];
const FHIR = 'http://127.0.0.1:8080/fhir/';

describe('who takes what', () => {
  test('with nothing set: everything goes into the effects folder', async () => {
    expect(await opened({})).toEqual([
      'folder: code.accept code.add code.change query.send appeal.submit patient-message.send adjustment.post write-off.post payment-plan.set',
      ...INSIDE,
    ]);
  });

  test('with a FHIR server: codes go there, and into no folder', async () => {
    expect(await opened({ COUNTERSIGN_FHIR_URL: FHIR })).toEqual(['fhir-server: code.accept code.add code.change', ...INSIDE]);
  });

  test('with a drop folder: everything for an interface engine goes there, codes too; beside a FHIR server the codes do not', async () => {
    const drop = { COUNTERSIGN_DROP_DIR: folder() };
    const billing = 'adjustment.post write-off.post appeal.submit query.send patient-message.send payment-plan.set';

    expect(await opened(drop)).toEqual([`file-drop: code.accept code.add code.change ${billing}`, ...INSIDE]);
    expect(await opened({ ...drop, COUNTERSIGN_FHIR_URL: FHIR })).toEqual([
      'fhir-server: code.accept code.add code.change',
      `file-drop: ${billing}`,
      ...INSIDE,
    ]);
  });

  test('never two for one kind', () => {
    const one: Receiver = { name: 'one', kinds: ['code.accept'], receive: () => Promise.reject(new Error()), find: async () => 'absent' };

    expect(() => eachKindOnce([one, { ...one, name: 'two' }])).toThrow('one and two both take code.accept');
  });
});

describe('the settings of receivers', () => {
  test.each([
    [{ COUNTERSIGN_FHIR_URL: 'http://ehr.example/fhir' }, 'would cross the network in the clear'],
    [{ COUNTERSIGN_FHIR_URL: 'https://a:b@ehr.example/fhir' }, 'it holds more than an address'],
    [{ COUNTERSIGN_FHIR_URL: 'https://ehr.example/fhir?key=1' }, 'it holds more than an address'],
    [{ COUNTERSIGN_FHIR_URL: FHIR, COUNTERSIGN_FHIR_TOKEN_FILE: '/nowhere/token' }, 'there is no file /nowhere/token'],
    [{ COUNTERSIGN_FHIR_TOKEN_FILE: '/nowhere/token' }, 'COUNTERSIGN_FHIR_URL is not'],
    [{ COUNTERSIGN_DROP_DIR: '/nowhere/drop' }, 'there is no folder /nowhere/drop'],
  ])('%j is refused', (env, says) => {
    expect(() => config(env as Record<string, string>)).toThrow(says);
  });

  test('the address of a FHIR server loses the slash at its end', () => {
    expect(config({ COUNTERSIGN_FHIR_URL: FHIR }).fhir).toEqual({ url: 'http://127.0.0.1:8080/fhir' });
  });

  test('a file that holds no token that can be sent is refused, and what it holds is not said', async () => {
    const file = join(folder(), 'token');
    writeFileSync(file, 'two words\n');
    await expect(readToken(file)).rejects.toMatchObject({ code: 'bad-config', says: expect.not.stringContaining('two words') as string });
    writeFileSync(file, 's3cret\n');
    expect(await readToken(file)).toBe('s3cret');
  });
});
