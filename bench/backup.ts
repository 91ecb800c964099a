/**
 * How long a dump and a restore take (bar G6): `node bench/backup.ts [seconds]` fills a database on PostgreSQL (TEST_DATABASE_URL or the
 * local server) with entries of a ledger and traces for so long, then dumps it, restores it into another and counts the rows of both.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TenantId } from '#guardrails/actor.ts';
import { databases } from '#tests/support/databases.ts';
import { addOldEntries } from '#tests/support/old-entries.ts';

/** Traces of some 8 KB that hardly compress. */
const TRACES = `insert into countersign.trace (tenant, id, encounter, content)
  select 'bench', $1::int || '-' || n, 'E-1', json_build_object('words', (select string_agg(md5(n || '/' || m || '/' || $1::int), ' ') from generate_series(1, 250) m))
  from generate_series(1, 2000) n`;

const [given = '120'] = process.argv.slice(2);
const [, postgres] = await databases();
if (postgres === undefined || postgres.skip !== undefined) throw new Error('no PostgreSQL');
const tenant = TenantId.parse('bench');
const source = await postgres.open();
const target = await postgres.openEmpty();
const folder = mkdtempSync(join(tmpdir(), 'bench-backup-'));
const dump = join(folder, 'dump');

const seconds = (since: number): number => (performance.now() - since) / 1_000;
const sizeOf = async ({ pool }: typeof source): Promise<number> =>
  Number((await pool.query<{ size: string }>('select pg_database_size(current_database()) as size')).rows[0]?.size) / 2 ** 30;
const countOf = async ({ pool }: typeof source): Promise<number> =>
  Number((await pool.query<{ n: string }>('select count(*) as n from countersign.ledger_entry')).rows[0]?.n);
const nameOf = async ({ pool }: typeof source): Promise<string> =>
  (await pool.query<{ url: string }>('select current_database() as url')).rows[0]?.url ?? '';
function timed(command: string, ...words: string[]): number {
  const began = performance.now();
  const ended = spawnSync(command, words, { stdio: 'inherit' });
  if (ended.status !== 0) throw new Error(`${command} ended with ${ended.status}`);
  return seconds(began);
}

const server = process.env['TEST_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const urlOf = async (database: typeof source): Promise<string> =>
  Object.assign(new URL(server), { pathname: `/${await nameOf(database)}` }).href;

try {
  const filling = performance.now();
  while (seconds(filling) < Number(given) / 4) await addOldEntries(source, tenant, { many: 8_192, from: '2018-01-01', encounter: 'E-1' });
  for (let batch = 0; seconds(filling) < Number(given); batch += 1) await source.pool.query(TRACES, [batch]);
  const size = await sizeOf(source);
  process.stdout.write(`${await countOf(source)} entries, a database of ${size.toFixed(2)} GB, in ${seconds(filling).toFixed(0)} s\n`);
  const dumped = timed('pg_dump', '--format=custom', `--file=${dump}`, await urlOf(source));
  process.stdout.write(`pg_dump: ${dumped.toFixed(1)} s, ${(statSync(dump).size / 2 ** 20).toFixed(0)} MB\n`);
  const restored = timed('pg_restore', '--exit-on-error', '--single-transaction', `--dbname=${await urlOf(target)}`, dump);
  process.stdout.write(`pg_restore: ${restored.toFixed(1)} s, which is ${(restored / size).toFixed(0)} s for 1 GB if it grows evenly\n`);
  process.stdout.write(`rows: ${(await countOf(source)) === (await countOf(target)) ? 'the same' : 'NOT the same'}\n`);
} finally {
  await source.close();
  await target.close();
  rmSync(folder, { recursive: true });
}
