import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '#connectors/postgres/open-database.ts';
import { TenantId } from '#guardrails/actor.ts';
import { addOldEntries } from '../support/old-entries.ts';
import { startedFolder } from '../support/started-folder.ts';
import { cleanEnvironment, run } from '../support/terminal.ts';

const LAUNCHER = resolve(import.meta.dirname, '..', '..', 'bin', 'countersign.mjs');
const YEARS = 7;

/** Why the clock cannot be moved here; absent when it can. */
function noClock(): string | undefined {
  const moved = spawnSync('faketime', ['-f', `+${YEARS}y`, process.execPath, '-p', 'new Date().getFullYear()'], { encoding: 'utf8' });
  if (Number(moved.stdout) >= new Date().getFullYear() + YEARS - 1) return undefined;
  return 'the clock is moved by faketime(1) of libfaketime, which is not installed';
}

const skip = noClock();
if (skip !== undefined) process.stderr.write(`The test of a purge ${YEARS} years later is skipped: ${skip}.\n`);

describe.skipIf(skip !== undefined)(`${YEARS} years later`, () => {
  const settings = { COUNTERSIGN_DATA_DIR: mkdtempSync(join(tmpdir(), 'years-later-')), COUNTERSIGN_HTTP_PORT: 'off' };
  const said = ({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }) => `${stdout}${stderr}`.replaceAll(/\s+/g, ' ');
  /** The whole program, clock of the database included, that many years on. */
  function later(...words: string[]) {
    const child = spawnSync('faketime', ['-f', `+${YEARS}y`, process.execPath, LAUNCHER, ...words], {
      encoding: 'utf8',
      env: { ...cleanEnvironment(settings), FAKETIME_DONT_FAKE_MONOTONIC: '1' },
    });
    return { status: child.status, said: said(child) };
  }
  const newYear = (years: number) => `${new Date().getUTCFullYear() + years}-01-01`;

  test('whole segments may go that may not go today; the people and the policy are still known, and the ledger is OK', async () => {
    await startedFolder(settings.COUNTERSIGN_DATA_DIR);
    expect((await run(['ask', 'propose I50.23 for E-1042'], settings)).status).toBe(0);
    const database = await openDatabase({ directory: join(settings.COUNTERSIGN_DATA_DIR, 'database') });
    const tenant = TenantId.parse('demo-hospital');
    await addOldEntries(database, tenant, { many: 4_200, from: new Date().toISOString() });
    await database.close();
    expect((await run(['audit', 'checkpoint'], settings)).status).toBe(0);

    const today = await run(['ledger', 'purge', '--before', newYear(0), '--as', 'ines.halloran'], settings);
    expect([today.status, said(today)]).toEqual([2, expect.stringContaining('is less than six years ago by the clock of the database')]);
    const soon = later('ledger', 'purge', '--before', newYear(YEARS), '--as', 'ines.halloran');
    expect([soon.status, soon.said]).toEqual([2, expect.stringContaining('is less than six years ago')]);

    const gone = later('ledger', 'purge', '--before', newYear(1), '--as', 'ines.halloran');
    expect([gone.status, gone.said]).toEqual([0, expect.stringContaining('4096 entries were purged, in 1 whole segment')]);
    const checked = later('audit', 'verify');
    expect([checked.status, checked.said]).toEqual([0, expect.stringContaining('Purged the first 4096 entries, after six years')]);
    const asked = later('ask', 'why was I50.23 suggested on E-1042?');
    expect([asked.status, asked.said]).toEqual([0, expect.stringContaining('I50.23')]);
  }, 240_000);
});
