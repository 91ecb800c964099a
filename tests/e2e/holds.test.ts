import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startedFolder } from '../support/started-folder.ts';
import { run } from '../support/terminal.ts';

test('a compliance officer puts the ledger on hold and releases it again; a coder may not, and a case that nobody knows is not held', async () => {
  const settings = { COUNTERSIGN_DATA_DIR: mkdtempSync(join(tmpdir(), 'holds-')), COUNTERSIGN_HTTP_PORT: 'off' };
  await startedFolder(settings.COUNTERSIGN_DATA_DIR);
  const ledger = async (...words: string[]) => {
    const { status, stdout, stderr } = await run(['ledger', ...words], settings);
    return { status, said: `${stdout}${stderr}`.replaceAll(/\s+/g, ' ') };
  };
  const officer = ['--as', 'ines.halloran'];

  expect(await ledger('hold', 'Inquiry 14', ...officer)).toMatchObject({
    status: 0,
    said: expect.stringContaining('H-1 the whole ledger'),
  });
  expect(await ledger('hold', 'Mine', '--as', 'dana.reyes')).toMatchObject({
    status: 77,
    said: expect.stringContaining('keep the ledger'),
  });
  expect(await ledger('hold', 'Lawsuit', '--case', 'E-9999', ...officer)).toMatchObject({ status: 4 });
  expect(await ledger('release', 'H-1', ...officer)).toMatchObject({
    status: 0,
    said: expect.stringContaining('released by ines.halloran'),
  });
  expect(await ledger('release', 'H-1', ...officer)).toMatchObject({ status: 4 });
  expect(await ledger('holds', ...officer)).toMatchObject({ status: 0, said: expect.stringContaining('Reason: Inquiry 14') });
  expect(await ledger('purge', '--before', 'yesterday', ...officer)).toMatchObject({
    status: 2,
    said: expect.stringContaining('is no day'),
  });
  expect(await ledger('purge')).toMatchObject({ status: 2 });
}, 180_000);
