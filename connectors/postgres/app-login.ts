import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import type { PoolClient } from 'pg';
import { Failure } from '#core/errors.ts';
import { APP_ROLE } from './app-role.ts';
import { sqlState } from './speakable.ts';

export interface Login {
  readonly name: string;
  /** Absent where the server asks for none, or knows the login by a certificate. */
  readonly password?: string;
}

const ALREADY_THERE = new Set(['42710', '23505']);

/**
 * Makes the login that the program runs under where it is missing, and lets it take the role of the program. One that is there
 * keeps its password and its other rights. Throws Failure `bad-config` with the SQL to run when the owner may not.
 */
export async function ensureAppLogin(client: PoolClient, { name, password }: Login): Promise<'made' | 'there'> {
  const login = client.escapeIdentifier(name);
  const byHand = `CREATE ROLE ${login} LOGIN PASSWORD '…'; GRANT ${APP_ROLE} TO ${login};`;
  const { rows } = await client.query<{ member: boolean }>(
    `select coalesce(pg_has_role(oid, $2, 'MEMBER'), false) as member from pg_roles where rolname = $1`,
    [name, APP_ROLE],
  );
  const [found] = rows;
  if (found === undefined) {
    const secret = password === undefined ? '' : ` password ${client.escapeLiteral(scramVerifier(password))}`;
    await attempt(client, `create role ${login} login${secret}`, byHand);
  }
  if (found?.member !== true) await attempt(client, `grant ${APP_ROLE} to ${login}`, byHand);
  return found === undefined ? 'made' : 'there';
}

async function attempt(client: PoolClient, statement: string, byHand: string): Promise<void> {
  try {
    await client.query(statement);
  } catch (thrown) {
    const state = sqlState(thrown) ?? '';
    if (ALREADY_THERE.has(state)) return;
    if (state !== '42501') throw thrown;
    throw new Failure(
      'bad-config',
      `The login of COUNTERSIGN_OWNER_URL may not make or grant roles. Run this as a superuser, then run it again: ${byHand}`,
    );
  }
}

/** What a server keeps of a password (RFC 5803), so that the password itself is never sent to it, nor written into its log. */
export function scramVerifier(password: string, salt = randomBytes(16), iterations = 4096): string {
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const stored = createHash('sha256').update(createHmac('sha256', salted).update('Client Key').digest()).digest('base64');
  const server = createHmac('sha256', salted).update('Server Key').digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${server}`;
}
