import type { PoolClient } from 'pg';
import { Failure } from '#core/errors.ts';
import { sqlState } from './speakable.ts';

/**
 * Adds an extension to the database where it is missing. Throws Failure `bad-config` that says what to install when the
 * server does not have it, and which SQL to run when the login may not add it.
 */
export async function ensureExtension(client: PoolClient, name: string): Promise<void> {
  const { rows } = await client.query<{ installed: boolean }>(
    'select installed_version is not null as installed from pg_available_extensions where name = $1',
    [name],
  );
  const [found] = rows;
  if (found === undefined) {
    throw new Failure(
      'bad-config',
      `The PostgreSQL server has no extension "${name}". Install pgvector on it (package postgresql-<version>-pgvector, or the image pgvector/pgvector), then start again.`,
    );
  }
  if (found.installed) return;
  try {
    await client.query(`create extension if not exists ${client.escapeIdentifier(name)} with schema public`);
  } catch (thrown) {
    if (sqlState(thrown) !== '42501') throw thrown;
    const sql = `CREATE EXTENSION ${name};`;
    throw new Failure(
      'bad-config',
      `The database login may not add the extension "${name}". Run this in the database as a superuser, then start again: ${sql}`,
    );
  }
}
