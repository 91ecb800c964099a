import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startedFolder } from '../support/started-folder.ts';
import { noTerminal, openTerminal, type Person } from '../support/terminal.ts';

const why = noTerminal();
if (why !== undefined) process.stderr.write(`Tests at a pseudo-terminal are skipped: ${why}.\n`);

const folder = mkdtempSync(join(tmpdir(), 'countersign-leaving-'));
beforeAll(() => startedFolder(folder));
afterAll(() => rm(folder, { recursive: true, force: true }));

const opened = (): Promise<Person> => openTerminal(['start'], { COUNTERSIGN_DATA_DIR: folder, COUNTERSIGN_HTTP_PORT: 'off' });
const CTRL_C = '\u0003';
const CTRL_D = '\u0004';

test.skipIf(why !== undefined)('Ctrl-C clears what is half typed, then says how to leave, then leaves', { timeout: 120_000 }, async () => {
  const person = await opened();

  expect(await person.keys(`approve P-1${CTRL_C}help\r`)).toContain('code E-1042');
  expect(await person.keys(CTRL_C)).toContain('To leave, press Ctrl-C again or Ctrl-D');
  await expect(person.keys(CTRL_C)).rejects.toThrow('the terminal closed');
});

test.skipIf(why !== undefined)('Ctrl-D leaves', { timeout: 120_000 }, async () => {
  const person = await opened();

  await expect(person.keys(CTRL_D)).rejects.toThrow('the terminal closed');
});
