import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { prepareDatabase } from '#app/owner/prepare-database.ts';
import { openDatabase, type Database } from '#connectors/postgres/open-database.ts';
import { onServer, testServer } from './on-server.ts';
import { openPreparedMemory, preparedTemplate } from './prepared-databases.ts';

/** A kind of database that tests run on. `skip` is the reason why it cannot be used here; it was printed. */
export interface TestDatabase {
  readonly name: 'embedded' | 'postgres';
  readonly skip?: string;
  /** A new database, migrated, and its URL on PostgreSQL. `close` drops it. */
  readonly open: () => Promise<Opened>;
  /** The same with nothing in it. */
  readonly openEmpty: () => Promise<Opened>;
}

export type Opened = Database & { readonly url?: string };

/**
 * The embedded database always, and PostgreSQL with pgvector when TEST_DATABASE_URL names a server where databases may be
 * made, or one answers on this machine. A TEST_DATABASE_URL that does not work is an error; a missing local server is not.
 */
export async function databases(): Promise<readonly TestDatabase[]> {
  const { url: server, given } = testServer();
  const skip = await whyNot(server);
  if (skip !== undefined && given) throw new Error(`TEST_DATABASE_URL: ${skip}`);
  if (skip !== undefined) process.stderr.write(`Tests on PostgreSQL are skipped: ${skip}. Set TEST_DATABASE_URL to run them.\n`);
  const openServer = () => newDatabase(server);
  return [
    { name: 'embedded', openEmpty: openMemory, open: async () => (await openPreparedMemory()) ?? migrated(openMemory) },
    { name: 'postgres', openEmpty: openServer, open: () => openCopy(server), ...(skip !== undefined && { skip }) },
  ];
}

async function openCopy(server: string): Promise<Opened> {
  const template = await preparedTemplate(server);
  return template === undefined ? migrated(() => newDatabase(server)) : newDatabase(server, `template ${template}`);
}

async function migrated(open: () => Promise<Opened>): Promise<Opened> {
  const database = await open();
  await prepareDatabase(database);
  return database;
}

function openMemory(): Promise<Database> {
  return openDatabase({ directory: 'memory://' });
}

async function newDatabase(server: string, how = ''): Promise<Opened> {
  const name = `countersign_test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await onServer(server, `create database ${name} ${how}`);
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  const database = await openDatabase({ url });
  const close = async () => {
    await database.close();
    await onServer(server, `drop database ${name} with (force)`);
  };
  return { ...database, url, close };
}

async function whyNot(server: string): Promise<string | undefined> {
  const client = new Client({ connectionString: server, connectionTimeoutMillis: 3000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ vector: boolean; may: boolean }>(
      `select exists (select from pg_available_extensions where name = 'vector') as vector,
              exists (select from pg_roles where rolname = current_user and (rolsuper or rolcreatedb)) as may`,
    );
    if (rows[0]?.vector !== true) return 'the server has no pgvector';
    return rows[0].may ? undefined : 'the login may not make databases';
  } catch (thrown) {
    return `no server answers (${thrown instanceof Error && 'code' in thrown ? String(thrown.code) : String(thrown)})`;
  } finally {
    await client.end().catch(() => undefined);
  }
}
