import type { PGlite } from '@electric-sql/pglite';
import { Pool, type PoolConfig } from 'pg';
import { Failure } from '#core/errors.ts';

/** Where the data is. The one pool serves PostgreSQL and the embedded database alike; the embedded one has one connection. */
export interface Database {
  readonly pool: Pool;
  readonly kind: 'postgres' | 'embedded';
  close(): Promise<void>;
}

/**
 * Opens PostgreSQL by `url`, or the embedded database in `directory`, which the caller MUST own (`ownDirectory`): two
 * processes on one directory lose rows silently. `memory://` keeps an embedded database in memory. Run `migrate` next.
 *
 * What was committed to an embedded database survives the death of the process, not that of the machine: its engine never
 * calls fsync (0.5.14, whatever its settings). Production is PostgreSQL.
 *
 * Throws Failure `unavailable` when the server does not answer or the directory cannot be opened.
 */
export async function openDatabase(settings: { readonly url: string } | { readonly directory: string }): Promise<Database> {
  return 'url' in settings ? openPostgres(settings.url) : openEmbedded(settings.directory);
}

/**
 * A process that is held up in a transaction holds up every writer of its tenant, so the server ends what pauses longer. MUST be shorter
 * than the lease of an effect, or whoever waits behind it loses its own.
 */
const LONGEST_PAUSE_MS = 10_000;

async function openPostgres(url: string): Promise<Database> {
  const pool = quiet(
    new Pool({
      connectionString: url,
      max: 10,
      connectionTimeoutMillis: 10_000,
      application_name: 'countersign',
      idle_in_transaction_session_timeout: LONGEST_PAUSE_MS,
    }),
  );
  try {
    await pool.query('select 1');
  } catch (thrown) {
    await pool.end();
    throw new Failure(
      'unavailable',
      `PostgreSQL at ${place(url)} does not answer (${reason(thrown)}). Check DATABASE_URL and the server.`,
      {
        cause: thrown,
      },
    );
  }
  return { pool, kind: 'postgres', close: () => pool.end() };
}

async function openEmbedded(directory: string): Promise<Database> {
  const [{ PGlite }, { vector }] = await Promise.all([import('@electric-sql/pglite'), import('@electric-sql/pglite-pgvector')]);
  const engine = await start(() => PGlite.create({ dataDir: directory, extensions: { vector } }), directory);
  return databaseOver(engine);
}

/** An embedded database that runs already. `close` ends it. */
export async function databaseOver(engine: PGlite): Promise<Database> {
  const { createPgConfig } = await import('@electric-sql/pglite/node-postgres');
  // The adapter is a connection for node-postgres; PoolConfig does not name that option, which every Client takes.
  const config: PoolConfig & { connection: unknown } = {
    connection: createPgConfig(engine).connection,
    max: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: 60_000,
  };
  const pool = quiet(new Pool(config));
  const close = async () => {
    await pool.end();
    await engine.close();
  };
  return { pool, kind: 'embedded', close };
}

async function start(open: () => Promise<PGlite>, directory: string): Promise<PGlite> {
  try {
    return await open();
  } catch (thrown) {
    throw new Failure(
      'unavailable',
      `The embedded database in ${directory} cannot be opened (${reason(thrown)}). Keep the directory, and start with another or a backup.`,
      { cause: thrown },
    );
  }
}

/**
 * A connection that breaks is dropped by the pool, and whoever asks of it next meets the error. Unheard, it would end the process,
 * whether it was idle or in the middle of a transaction.
 */
function quiet(pool: Pool): Pool {
  return pool.on('error', () => undefined).on('connect', (client) => void client.on('error', () => undefined));
}

/** Host, port and database of a URL; never the user or the password. */
function place(url: string): string {
  if (!URL.canParse(url)) return 'DATABASE_URL';
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

function reason(thrown: unknown): string {
  if (!(thrown instanceof Error)) return 'no reason given';
  return 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : (thrown.message.split('\n')[0] ?? thrown.name);
}
