import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { faultLog } from '../owner/faults.ts';
import { openDesk, type OpenDesk } from '../desks/open-desk.ts';
import { readConfig } from './config.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');

/** Opens the demo hospital in a folder, as the program does. */
function opened(folder: string, env: Readonly<Record<string, string>> = {}): Promise<OpenDesk> {
  const config = readConfig({ COUNTERSIGN_DATA_DIR: folder, COUNTERSIGN_DEMO: 'off', COUNTERSIGN_HTTP_PORT: 'off', ...env }, ROOT);
  return openDesk({ config, root: ROOT, progress: () => undefined, faults: faultLog(() => undefined) });
}

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'key-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('a ledger whose key is gone is not opened, and no other key is made in its place', async () => {
  const folder = aFolder();
  await (await opened(folder)).close();
  const key = join(folder, 'ledger-key.pem');
  rmSync(key);

  await expect(opened(folder)).rejects.toMatchObject({
    code: 'bad-config',
    says: expect.stringMatching(/its key is not in .*ledger-key\.pem\. Restore the file/) as string,
  });
  expect(existsSync(key)).toBe(false);
});

test('a ledger is not opened with the key of another', async () => {
  const [folder, other] = [aFolder(), aFolder()];
  await (await opened(folder)).close();
  await (await opened(other)).close();

  await expect(opened(folder, { COUNTERSIGN_LEDGER_KEY: join(other, 'ledger-key.pem') })).rejects.toMatchObject({
    code: 'bad-config',
    says: expect.stringContaining('is not the key of this ledger') as string,
  });
  await (await opened(folder)).close();
});
