import type { Pool } from 'pg';
import { Failure } from '#core/errors.ts';
import { APP_ROLE } from './app-role.ts';

interface Powers {
  readonly login: string;
  readonly superuser: string | null;
  readonly server: string | null;
  readonly bypasses: string | null;
  readonly grants: string | null;
  readonly owns: string | null;
  readonly replicates: string | null;
  readonly rewrites: string | null;
  readonly member: boolean;
  readonly inherits: boolean;
}

/** Every role that the login is or may become, and what it may then do to the ledger. The owner of a schema may drop what is in it. */
const POWERS = `
  with mine as materialized (select oid, rolname, rolsuper, rolbypassrls, rolcreaterole from pg_roles
      where pg_has_role(session_user, oid, 'MEMBER') order by rolname <> session_user, rolname),
    ledger as materialized (select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'countersign' and c.relkind in ('r', 'p') and c.relname like 'ledger\\_%'),
    owners as materialized (select relowner as owner from pg_class where relnamespace = to_regnamespace('countersign')
      union select proowner from pg_proc where pronamespace = to_regnamespace('countersign')
      union select nspowner from pg_namespace where nspname = 'countersign'
      union select datdba from pg_database where datname = current_database())
  select session_user as login,
    (select rolname from mine where rolsuper limit 1) as superuser,
    (select rolname from mine where rolname in ('pg_execute_server_program', 'pg_write_server_files') limit 1) as server,
    (select rolname from mine where rolbypassrls limit 1) as bypasses,
    (select rolname from mine where rolcreaterole limit 1) as grants,
    (select rolname from mine where oid in (select owner from owners) limit 1) as owns,
    (select rolname from mine where has_parameter_privilege(oid, 'session_replication_role', 'SET') limit 1) as replicates,
    (select rolname from mine where exists (select from ledger where has_table_privilege(mine.oid, ledger.oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER')
      ) limit 1) as rewrites,
    exists (select from mine where rolname = '${APP_ROLE}') as member,
    exists (select from mine where rolname = '${APP_ROLE}' and pg_has_role(session_user, oid, 'USAGE')) as inherits`;

/** What a login may not be able to do, in the order in which it is told, and how that is taken from it. */
const REFUSED: readonly (readonly [keyof Omit<Powers, 'login' | 'member' | 'inherits'>, string, (role: string) => string])[] = [
  ['superuser', 'is a superuser', () => ''],
  ['server', 'may write files or run programs on the server', (role) => `Or take it away: REVOKE ${role} FROM the login;`],
  ['owns', "owns the database, or Countersign's schema or something in it", () => ''],
  ['bypasses', 'bypasses row security', (role) => `Or take it away: ALTER ROLE ${role} NOBYPASSRLS;`],
  ['grants', 'may make roles and grant them to itself', (role) => `Or take it away: ALTER ROLE ${role} NOCREATEROLE;`],
  [
    'replicates',
    'may set session_replication_role, which turns triggers off',
    (role) => `Or take it away: REVOKE SET ON PARAMETER session_replication_role FROM ${role};`,
  ],
  ['rewrites', 'may change or delete entries of the ledger', () => ''],
];

/**
 * Refuses a login under which the ledger could be rewritten: one that is, or may become, a superuser, an owner, or a role that
 * bypasses row security, makes roles, turns triggers off or may change entries. Throws Failure `bad-config` that says the mend. It
 * takes PostgreSQL 15. The embedded database has one superuser and MUST NOT be asked.
 */
export async function refuseUnfitLogin(pool: Pool): Promise<void> {
  const [powers] = (await pool.query<Powers>(POWERS)).rows;
  if (powers === undefined) throw new Failure('broken-promise', 'The database did not say what its login may do.');
  const { login } = powers;
  for (const [power, what, mend] of REFUSED) {
    const role = powers[power];
    if (role === null) continue;
    const who =
      role === login ? `The database login ${login} ${what}` : `The database login ${login} may take the role ${role}, which ${what}`;
    throw new Failure('bad-config', `${who}: the ledger could be rewritten under it. ${MEND} ${mend(role)}`.trim());
  }
  if (!powers.member) {
    throw new Failure(
      'bad-config',
      `The database login ${login} may not take the role ${APP_ROLE}. Run "countersign migrate": it grants that.`,
    );
  }
  if (!powers.inherits) {
    throw new Failure(
      'bad-config',
      `The database login ${login} does not inherit the rights of ${APP_ROLE}. Run as a superuser: ALTER ROLE ${login} INHERIT;`,
    );
  }
}

const MEND =
  'Keep that login in COUNTERSIGN_OWNER_URL for "countersign migrate", name another one in DATABASE_URL, and run "countersign migrate": it makes the other one.';
