import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Owed } from '#guardrails/effects/outbox.ts';
import type { KillPoint } from '#guardrails/effects/receiver.ts';
import { dropReceiver, MARKS } from './drop-receiver.ts';

const OWED: Owed = {
  id: '0b8f6a52-3f52-8c56-8f0e-6c1f7d0b9a11',
  proposal: 'P-17',
  kind: 'write-off.post',
  digest: 'd'.repeat(64),
  payload: {
    v: 1,
    account: 'A-1',
    patient: 'P-9',
    date: '2026-03-14',
    amountCents: 12_345,
    transactionCode: 'WO-SMALL',
    reason: 'Small balance',
  },
};
const APPROVAL = { by: 'lee.okafor', at: '2026-03-14T10:00:00.000Z' };
const NAME = `P-17-${OWED.id}.hl7`;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'drop-'));
});
const receiver = (reached?: (point: KillPoint) => void) =>
  dropReceiver({ folder, facility: 'demo-hospital', real: false, kinds: ['write-off.post'], ...(reached && { reached }) });
const files = () => readdirSync(folder).filter((name) => name !== MARKS);
const diesAt = (point: KillPoint) => (reached: KillPoint) => {
  if (reached === point) throw new Error('died');
};

test('an effect is one file, written once however often it is sent', async () => {
  expect(await receiver().receive(OWED, APPROVAL)).toEqual({ state: 'done', says: `Written to ${join(folder, NAME)}.` });
  expect(await receiver().receive(OWED, APPROVAL)).toMatchObject({ state: 'done' });

  expect(files()).toEqual([NAME]);
  expect(readdirSync(join(folder, MARKS))).toEqual([`${NAME}.sent`]);
  expect(readFileSync(join(folder, MARKS, `${NAME}.sent`), 'utf8')).toBe('');
});

test('sent ten times at once it is one file', async () => {
  await Promise.all(Array.from({ length: 10 }, () => receiver().receive(OWED, APPROVAL)));

  expect(files()).toEqual([NAME]);
  expect(await receiver().find(OWED)).toBe('there');
});

test('a file that an interface engine took away is still there to whoever asks, and is not written again', async () => {
  expect(await receiver().find(OWED)).toBe('absent');
  await receiver().receive(OWED, APPROVAL);
  rmSync(join(folder, NAME));

  expect(await receiver().find(OWED)).toBe('there');
  expect(await receiver().receive(OWED, APPROVAL)).toMatchObject({ state: 'done' });
  expect(files()).toEqual([]);
});

describe('a process that dies', () => {
  test('before the file has its name has written nothing', async () => {
    await expect(receiver(diesAt('draft-written')).receive(OWED, APPROVAL)).rejects.toThrow('died');

    expect(await receiver().find(OWED)).toBe('absent');
    expect(files()).toEqual([]);
    await receiver().receive(OWED, APPROVAL);
    expect(files()).toEqual([NAME]);
  });

  test('after it has, has written it; taken away since, nobody can tell, and it is not written again', async () => {
    await expect(receiver(diesAt('published')).receive(OWED, APPROVAL)).rejects.toThrow('died');
    expect(await receiver().find(OWED)).toBe('there');

    rmSync(join(folder, NAME));
    expect(await receiver().find(OWED)).toBe('cannot tell');
    expect(await receiver().receive(OWED, APPROVAL)).toMatchObject({ state: 'conflict', error: 'begun-before' });
    expect(files()).toEqual([]);
  });
});

test('a folder that is not there, as a share that is not mounted, takes nothing and tells nothing', async () => {
  rmSync(folder, { recursive: true });

  expect(await receiver().receive(OWED, APPROVAL)).toMatchObject({ state: 'busy', error: 'no-folder' });
  expect(await receiver().find(OWED)).toBe('cannot tell');
  expect(existsSync(folder)).toBe(false);
});

test('a file of that name with other content is never overwritten', async () => {
  writeFileSync(join(folder, NAME), 'something else');

  expect(await receiver().receive(OWED, APPROVAL)).toMatchObject({ state: 'refused', error: 'name-taken' });
  expect(readFileSync(join(folder, NAME), 'utf8')).toBe('something else');
});
