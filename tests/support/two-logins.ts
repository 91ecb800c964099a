import { randomBytes } from 'node:crypto';
import { openDatabase, type Database } from '#connectors/postgres/open-database.ts';
import type { TestDatabase } from './databases.ts';

/** A database as it stands in a hospital: one login owns it, and the program has another. */
export interface TwoLogins {
  readonly database: string;
  readonly ownerUrl: string;
  readonly url: string;
  readonly owner: string;
  readonly login: string;
  /** As a superuser of the server, for what only a test may do. */
  readonly superuser: Database & { readonly url: string };
  readonly close: () => Promise<void>;
}

/**
 * A new, empty database on PostgreSQL whose owner is no superuser but may make roles, with pgvector, and an address for a login that
 * `countersign migrate` makes. `close` drops the database and both logins.
 */
export async function twoLogins({ openEmpty }: TestDatabase): Promise<TwoLogins> {
  const superuser = await openEmpty();
  if (superuser.url === undefined) throw new Error('two logins need PostgreSQL');
  const url = superuser.url;
  const mark = randomBytes(4).toString('hex');
  const [owner, login] = [`countersign_owner_${mark}`, `countersign_app_${mark}`];
  const [ownerUrl, appUrl] = [owner, login].map((username) => Object.assign(new URL(url), { username, password: `p-${mark}` }).href);
  await superuser.pool.query(`create role ${owner} login createrole password 'p-${mark}'; create extension vector`);
  await superuser.pool.query(`do $$ begin execute format('alter database %I owner to ${owner}', current_database()); end $$`);
  const close = async () => {
    await superuser.pool.query(`reassign owned by ${owner} to current_user`);
    const { rows } = await superuser.pool.query<{ rolname: string }>('select rolname from pg_roles where rolname = any($1)', [
      [owner, login],
    ]);
    for (const { rolname } of rows) await superuser.pool.query(`drop owned by ${rolname}; drop role ${rolname}`);
    await superuser.close();
  };
  const database = new URL(url).pathname.slice(1);
  return { database, ownerUrl: ownerUrl ?? '', url: appUrl ?? '', owner, login, superuser: { ...superuser, url }, close };
}

/** The database under another address, closed when the work is done. */
export async function through<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase({ url });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
