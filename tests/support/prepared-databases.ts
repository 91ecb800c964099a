import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { prepareDatabase } from '#app/owner/prepare-database.ts';
import { databaseOver, openDatabase, type Database } from '#connectors/postgres/open-database.ts';
import { onServer } from './on-server.ts';
import { onceARun, templatesOf } from './once-a-run.ts';

let image: Promise<Blob | undefined> | undefined;

/** A migrated database in memory, copied from one that was migrated once in this run. `undefined` outside a run. */
export async function openPreparedMemory(): Promise<Database | undefined> {
  image ??= preparedImage();
  const loadDataDir = await image;
  if (loadDataDir === undefined) return undefined;
  return databaseOver(await PGlite.create({ extensions: { vector }, loadDataDir }));
}

async function preparedImage(): Promise<Blob | undefined> {
  const path = await onceARun('database.tar', async (to) => {
    const engine = await PGlite.create({ extensions: { vector } });
    const database = await databaseOver(engine);
    await prepareDatabase(database);
    await writeFile(to, (await engine.dumpDataDir('none')).stream());
    await database.close();
  });
  return path === undefined ? undefined : new Blob([await readFile(path)]);
}

/** A migrated database of this run on that server, to which nobody is connected. `undefined` outside a run. */
export async function preparedTemplate(server: string): Promise<string | undefined> {
  const path = await onceARun('template', async (to, folder) => {
    const name = `${templatesOf(folder)}${randomBytes(4).toString('hex')}`;
    await onServer(server, `create database ${name}`);
    const database = await openDatabase({ url: Object.assign(new URL(server), { pathname: `/${name}` }).href });
    await prepareDatabase(database);
    await database.close();
    await writeFile(to, name);
  });
  return path === undefined ? undefined : readFile(path, 'utf8');
}
