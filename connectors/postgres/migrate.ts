import type { Pool, PoolClient } from 'pg';
import { Failure } from '#core/errors.ts';
import { APP_ROLE, ensureAppRole } from './app-role.ts';
import { ensureExtension } from './ensure-extension.ts';
import { readMigrations, type Migration } from './read-migrations.ts';

/** The schema that holds every table of the product. */
export const SCHEMA = 'countersign';

/** What whoever migrates holds: any number that no other program locks in this database. */
export const LOCK = 4_862_601_184;

/**
 * Brings the schema up to date: each missing step in a transaction of its own, under a lock, so that any number of
 * processes may start at once. Returns the numbers that were applied; none on a second run.
 *
 * Throws Failure `newer-schema` when the database was written by a later version, and `bad-config` when a step that was
 * applied has another checksum now, or when the server lacks pgvector or the application role.
 */
export async function migrate(pool: Pool, steps?: readonly Migration[]): Promise<readonly number[]> {
  const known = steps ?? (await readMigrations());
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    try {
      return await applyMissing(client, known);
    } finally {
      await client.query('select pg_advisory_unlock($1)', [LOCK]);
    }
  } finally {
    client.release();
  }
}

async function applyMissing(client: PoolClient, known: readonly Migration[]): Promise<readonly number[]> {
  await client.query(`create schema if not exists ${SCHEMA}`);
  await client.query(`create table if not exists ${SCHEMA}.migration (
    number integer primary key, name text not null, sha256 text not null, applied_at timestamptz not null default now())`);
  const { rows } = await client.query<{ number: number; name: string; sha256: string }>(
    `select number, name, sha256 from ${SCHEMA}.migration order by number`,
  );
  for (const applied of rows) refuseUnlessSame(applied, known[applied.number - 1]);
  const missing = known.slice(rows.length);
  if (missing.length > 0) await ensureExtension(client, 'vector');
  await ensureAppRole(client);
  for (const step of missing) await apply(client, step);
  await client.query(`grant select on ${SCHEMA}.migration to ${APP_ROLE}`);
  return missing.map(({ number }) => number);
}

/** Throws Failure `newer-schema` for a step that this version does not know, and `bad-config` for one that was changed. */
export function refuseUnlessSame(applied: { number: number; name: string; sha256: string }, step: Migration | undefined): void {
  const label = `${applied.number} (${applied.name})`;
  if (step === undefined) {
    throw new Failure(
      'newer-schema',
      `The database has migration ${label}, which this version does not know. It was written by a newer Countersign: start that version.`,
    );
  }
  if (step.sha256 !== applied.sha256) {
    throw new Failure(
      'bad-config',
      `Migration ${label} is not the file that this database was made with. Install the release again, or restore the file.`,
    );
  }
}

async function apply(client: PoolClient, { number, name, sql, sha256 }: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(`set local search_path = ${SCHEMA}, public; grant usage on schema ${SCHEMA} to countersign_app`);
    await client.query(sql);
    await client.query(`insert into ${SCHEMA}.migration (number, name, sha256) values ($1, $2, $3)`, [number, name, sha256]);
    await client.query('commit');
  } catch (thrown) {
    await client.query('rollback');
    throw thrown;
  }
}
