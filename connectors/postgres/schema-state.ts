import type { Pool } from 'pg';
import { Failure } from '#core/errors.ts';
import { SCHEMA, refuseUnlessSame } from './migrate.ts';
import { readMigrations, type Migration } from './read-migrations.ts';

/**
 * Refuses a database whose schema is not the one of this version: Failure `bad-config` where it is older or missing, `newer-schema`
 * where it is newer. It changes nothing, and needs no right but to read.
 */
export async function refuseOtherSchema(pool: Pool, steps?: readonly Migration[]): Promise<void> {
  const known = steps ?? (await readMigrations());
  const { rows } = await pool.query<{ there: boolean }>(
    `select has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select') as there
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = '${SCHEMA}' and c.relname = 'migration'`,
  );
  if (rows[0]?.there !== true) throw older('has no schema of Countersign that this login may use');
  const applied = await pool.query<{ number: number; name: string; sha256: string }>(
    `select number, name, sha256 from ${SCHEMA}.migration order by number`,
  );
  for (const one of applied.rows) refuseUnlessSame(one, known[one.number - 1]);
  if (applied.rows.length < known.length) throw older(`is at migration ${applied.rows.length} of ${known.length}`);
}

function older(how: string): Failure {
  return new Failure(
    'bad-config',
    `The database at DATABASE_URL ${how}. Run "countersign migrate" of this version with COUNTERSIGN_OWNER_URL, then start again.`,
  );
}
