import type { Pool, PoolClient } from 'pg';

/** Any number that no other program locks in this database. */
const LOCK = 4_862_601_186;
const PATIENCE_MS = 10_000;
const LOCK_NOT_AVAILABLE = '55P03';

/** Runs `work` while nobody else, here or in another process, runs anything of this name. `undefined` when somebody did for too long. */
export type Alone = <T>(name: string, work: () => Promise<T>) => Promise<T | undefined>;

/**
 * Lets one piece of work of a name run at a time: in this process by waiting in line, and on PostgreSQL by an advisory lock, which ends
 * with the connection of a process that dies.
 *
 * The line is one for all names: each holds a connection while its work needs another, and ten at once would wait for an eleventh
 * for ever. The embedded database has one connection and one process, and there the line is enough.
 */
export function oneAtATime(pool: Pool, patienceMs = PATIENCE_MS): Alone {
  const embedded = pool.options.max === 1;
  let last: Promise<unknown> = Promise.resolve();
  return (name, work) => {
    const turn = last.then(() => (embedded ? work() : locked(pool, name, patienceMs, work)));
    last = turn.catch(() => undefined);
    return turn;
  };
}

async function locked<T>(pool: Pool, name: string, patienceMs: number, work: () => Promise<T>): Promise<T | undefined> {
  const client = await pool.connect();
  try {
    if (!(await taken(client, name, patienceMs))) return undefined;
    return await work();
  } finally {
    const ended = await client.query('rollback').then(
      () => true,
      () => false,
    );
    client.release(!ended);
  }
}

/** The lock is the transaction's, so that it cannot outlast it. */
async function taken(client: PoolClient, name: string, patienceMs: number): Promise<boolean> {
  try {
    await client.query(`begin; set local lock_timeout = ${Math.round(patienceMs)}; set local idle_in_transaction_session_timeout = '5min'`);
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, $2))', [name, LOCK]);
    return true;
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === LOCK_NOT_AVAILABLE) return false;
    throw thrown;
  }
}
