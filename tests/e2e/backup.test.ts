import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Database } from '#connectors/postgres/open-database.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { schemaOf } from '../support/schema-digest.ts';
import { startedFolder } from '../support/started-folder.ts';
import { run } from '../support/terminal.ts';
import { through, twoLogins, type TwoLogins } from '../support/two-logins.ts';

const [, postgres] = await databases();

/** Why no dump can be made here; absent when it can. */
function noDump(): string | undefined {
  if (postgres === undefined || postgres.skip !== undefined) return postgres?.skip ?? 'there is no PostgreSQL';
  const found = ['pg_dump', 'pg_restore'].map((tool) => spawnSync(tool, ['--version']).status);
  return found.every((status) => status === 0) ? undefined : 'pg_dump and pg_restore of PostgreSQL are not installed';
}

const skip = noDump();
if (skip !== undefined) process.stderr.write(`The test of a backup of PostgreSQL is skipped: ${skip}.\n`);

const newFolder = () => mkdtempSync(join(tmpdir(), 'backup-'));
const said = ({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }) => `${stdout}${stderr}`.replaceAll(/\s+/g, ' ');

/** The commands of docs/runbook.md. */
function tool(command: 'pg_dump' | 'pg_restore', ...words: string[]): void {
  const ended = spawnSync(command, words, { encoding: 'utf8' });
  expect([command, ended.status, ended.stderr]).toEqual([command, 0, '']);
}

async function rowsIn({ pool }: Pick<Database, 'pool'>): Promise<Readonly<Record<string, number>>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select table_schema || '.' || table_name as name from information_schema.tables where table_schema in ('countersign', 'checkpoints') order by 1`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) counts[name] = (await pool.query<{ n: number }>(`select count(*)::int as n from ${name}`)).rows[0]?.n ?? 0;
  return counts;
}

describe.skipIf(skip !== undefined)('a backup of PostgreSQL', () => {
  async function emptyLike({ owner, login, url, ownerUrl }: TwoLogins, kind: TestDatabase) {
    const target = await kind.openEmpty();
    onTestFinished(async () => {
      await target.pool.query(`reassign owned by ${owner} to current_user; drop owned by ${login}`);
      await target.close();
    });
    await target.pool.query(`do $$ begin execute format('alter database %I owner to ${owner}', current_database()); end $$`);
    const { pathname } = new URL(target.url ?? '');
    const [moved, ownerMoved] = [url, ownerUrl].map((one) => Object.assign(new URL(one), { pathname }).href);
    return { pool: target.pool, adminUrl: target.url ?? '', url: moved ?? '', ownerUrl: ownerMoved ?? '' };
  }

  test('is restored by one command into a database with the same rows, rules and rights, whose ledger is OK; an older one is ROLLED BACK', async () => {
    if (postgres === undefined) throw new Error('no server');
    const logins = await twoLogins(postgres);
    onTestFinished(() => logins.close());
    const folder = newFolder();
    const settings = {
      COUNTERSIGN_DATA_DIR: folder,
      COUNTERSIGN_CHECKPOINTS: join(folder, 'kept'),
      COUNTERSIGN_DEMO: 'on',
      COUNTERSIGN_HTTP_PORT: 'off',
    };
    const at = (url: string, ...words: string[]) => run(words, { ...settings, DATABASE_URL: url });
    await run(['migrate'], { ...settings, DATABASE_URL: logins.url, COUNTERSIGN_OWNER_URL: logins.ownerUrl });
    await at(logins.url, 'ask', 'propose I50.23 for E-1042');
    const backup = `countersign_backup_${logins.database}`;
    await logins.superuser.pool.query(`create role ${backup} login bypassrls in role pg_read_all_data`);
    onTestFinished(async () => void (await logins.superuser.pool.query(`drop role ${backup}`)));
    const dump = join(folder, 'countersign.dump');
    tool('pg_dump', '--format=custom', `--file=${dump}`, Object.assign(new URL(logins.superuser.url), { username: backup }).href);

    const restored = await emptyLike(logins, postgres);
    tool('pg_restore', '--exit-on-error', '--single-transaction', `--dbname=${restored.adminUrl}`, dump);
    expect(await rowsIn(restored)).toEqual(await rowsIn(logins.superuser));
    expect(await schemaOf(restored.pool)).toEqual(await schemaOf(logins.superuser.pool));
    const migrated = await run(['migrate'], { ...settings, DATABASE_URL: restored.url, COUNTERSIGN_OWNER_URL: restored.ownerUrl });
    expect([migrated.status, said(migrated)]).toEqual([0, expect.stringContaining('were up to date')]);
    const checked = await at(restored.url, 'audit', 'verify');
    expect([checked.status, said(checked)]).toEqual([0, expect.stringContaining('OK. ')]);

    await at(logins.url, 'ask', 'why was I50.23 suggested on E-1042?');
    expect((await at(logins.url, 'audit', 'checkpoint')).status).toBe(0);
    const older = await emptyLike(logins, postgres);
    tool('pg_restore', '--exit-on-error', '--single-transaction', `--dbname=${older.adminUrl}`, dump);
    const behind = await at(older.url, 'audit', 'verify');
    expect([behind.status, said(behind)]).toEqual([21, expect.stringContaining('ROLLED BACK. ')]);
    await through(logins.url, async ({ pool }) => expect((await pool.query('select 1')).rowCount).toBe(1));
  }, 180_000);
});

test('a copy of the data folder of the embedded database is a backup; an older database beside newer checkpoints is ROLLED BACK', async () => {
  const [live, copy] = [join(newFolder(), 'live'), join(newFolder(), 'copy')];
  const at = (folder: string, ...words: string[]) => run(words, { COUNTERSIGN_DATA_DIR: folder, COUNTERSIGN_HTTP_PORT: 'off' });
  await startedFolder(live);
  await at(live, 'ask', 'propose I50.23 for E-1042');
  cpSync(live, copy, { recursive: true, preserveTimestamps: true });
  const checked = await at(copy, 'audit', 'verify');
  expect([checked.status, said(checked)]).toEqual([0, expect.stringContaining('OK. ')]);

  expect(await at(live, 'ask', 'why was I50.23 suggested on E-1042?')).toMatchObject({ status: 0, stderr: '' });
  rmSync(join(live, 'database'), { recursive: true });
  cpSync(join(copy, 'database'), join(live, 'database'), { recursive: true });
  const behind = await at(live, 'audit', 'verify');
  expect([behind.status, said(behind)]).toEqual([21, expect.stringContaining('ROLLED BACK. ')]);
}, 120_000);
