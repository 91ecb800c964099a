import type { PoolClient } from 'pg';
import { Failure } from '#core/errors.ts';
import { sqlState } from './speakable.ts';

/** The role that every transaction takes. It owns nothing, cannot log in, and has only the rights that migrations grant it. */
export const APP_ROLE = 'countersign_app';

const BY_HAND = `CREATE ROLE ${APP_ROLE} NOLOGIN; GRANT ${APP_ROLE} TO <login role>;`;
const ALREADY_THERE = new Set(['42710', '23505']);

/**
 * Makes the role where it is missing and lets the login role take it. Roles belong to the whole server, so another
 * database may be making it at the same moment. Throws Failure `bad-config` with the SQL to run when the login may not.
 */
export async function ensureAppRole(client: PoolClient): Promise<void> {
  const { rows } = await client.query<{ login: string; there: boolean }>(
    'select current_user as login, exists (select from pg_roles where rolname = $1) as there',
    [APP_ROLE],
  );
  const [{ login, there } = { login: '', there: false }] = rows;
  const sql = BY_HAND.replace('<login role>', client.escapeIdentifier(login));
  if (!there) await attempt(client, `create role ${APP_ROLE} nologin`, sql);
  if (await mayTake(client)) return;
  await attempt(client, `grant ${APP_ROLE} to ${client.escapeIdentifier(login)}`, sql);
  if (!(await mayTake(client))) throw refusal(sql);
}

async function attempt(client: PoolClient, statement: string, byHand: string): Promise<void> {
  try {
    await client.query(statement);
  } catch (thrown) {
    if (sqlState(thrown) === '42501') throw refusal(byHand);
    if (!ALREADY_THERE.has(sqlState(thrown) ?? '')) throw thrown;
  }
}

async function mayTake(client: PoolClient): Promise<boolean> {
  await client.query('begin');
  try {
    await client.query(`set local role ${APP_ROLE}`);
    return true;
  } catch (thrown) {
    if (sqlState(thrown) === '42501') return false;
    throw thrown;
  } finally {
    await client.query('rollback');
  }
}

function refusal(sql: string): Failure {
  return new Failure(
    'bad-config',
    `The database login may not make or take the role ${APP_ROLE}. Run this as a superuser, then start again: ${sql}`,
  );
}
