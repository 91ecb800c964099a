import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { ensureAppRole } from '#connectors/postgres/app-role.ts';
import { ensureExtension } from '#connectors/postgres/ensure-extension.ts';
import { migrate } from '#connectors/postgres/migrate.ts';
import { openDatabase, type Database } from '#connectors/postgres/open-database.ts';
import { readMigrations } from '#connectors/postgres/read-migrations.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { anAct } from './builders.ts';
import { subjectOver } from './subject.ts';

const steps = await readMigrations();
const kinds = await databases();

function migrationTests({ openEmpty }: TestDatabase): void {
  let database: Database;
  beforeAll(async () => {
    database = await openEmpty();
  });
  afterAll(() => database.close());

  test('applies every migration once, and none the second time', async () => {
    expect(await migrate(database.pool)).toEqual(steps.map(({ number }) => number));
    expect(await migrate(database.pool)).toEqual([]);
  });

  test('finds vectors that are near each other', async () => {
    const { rows } = await database.pool.query<{ apart: number }>(`select '[1,2]'::vector <-> '[1,5]'::vector as apart`);

    expect(rows).toEqual([{ apart: 3 }]);
  });

  test('leaves nothing of a migration that fails, and applies it when it is mended', async () => {
    const next = { number: steps.length + 1, name: 'next', sha256: 'x' };
    await expect(migrate(database.pool, [...steps, { ...next, sql: 'create table half (a int); select 1 / 0' }])).rejects.toMatchObject({
      code: '22012',
    });

    expect(await migrate(database.pool, [...steps, { ...next, sql: 'create table half (a int)' }])).toEqual([next.number]);
  });

  test('refuses a database that a newer version has migrated, and says so', async () => {
    await expect(migrate(database.pool)).rejects.toMatchObject({
      code: 'newer-schema',
      says: expect.stringContaining(`${steps.length + 1} (next)`),
    });
  });

  test('refuses a migration that was changed after it was applied', async () => {
    const changed = steps.map((step) => (step.number === 2 ? { ...step, sha256: 'changed' } : step));

    await expect(migrate(database.pool, [...changed])).rejects.toMatchObject({
      code: 'bad-config',
      says: expect.stringContaining('2 (charts)'),
    });
  });

  test('says what to install where the server lacks an extension', async () => {
    const client = await database.pool.connect();
    onTestFinished(() => client.release());

    await expect(ensureExtension(client, 'no_such_extension')).rejects.toMatchObject({
      code: 'bad-config',
      says: expect.stringContaining('Install pgvector'),
    });
  });
}

for (const kind of kinds) {
  describe.skipIf(kind.skip !== undefined)(`migrations on ${kind.name}`, () => {
    migrationTests(kind);
  });
}

const postgres = kinds.find(({ name }) => name === 'postgres');

describe.skipIf(postgres?.skip !== undefined)('a PostgreSQL server', () => {
  /** An empty database that belongs to a login of its own, with no rights beyond it but those named. */
  async function ownedByLogin(rights: string) {
    const owner = await postgres?.openEmpty();
    if (owner?.url === undefined) throw new Error('no server');
    const login = `countersign_login_${randomBytes(4).toString('hex')}`;
    const password = randomBytes(12).toString('hex');
    await owner.pool.query(`create role ${login} login password '${password}' ${rights}`);
    await owner.pool.query(`do $$ begin execute format('alter database %I owner to ${login}', current_database()); end $$`);
    const theirs = await openDatabase({ url: Object.assign(new URL(owner.url), { username: login, password }).href });
    onTestFinished(async () => {
      await theirs.close();
      await owner.pool.query(`reassign owned by ${login} to current_user; drop owned by ${login}; drop role ${login}`);
      await owner.close();
    });
    return { owner, theirs, login };
  }

  test('is migrated once when three processes start at the same moment', async () => {
    const first = await postgres?.openEmpty();
    if (first?.url === undefined) throw new Error('no server');
    const url = first.url;
    const others = await Promise.all([1, 2].map(() => openDatabase({ url })));
    onTestFinished(async () => {
      for (const other of others) await other.close();
      await first.close();
    });
    const applied = await Promise.all([first, ...others].map(({ pool }) => migrate(pool)));

    expect(applied.flat()).toEqual(steps.map(({ number }) => number));
  });

  test('serves a login that is no superuser but may make roles', async () => {
    const { owner, theirs } = await ownedByLogin('createrole');
    await owner.pool.query('create extension vector');
    await migrate(theirs.pool);
    const { store, tenant } = subjectOver(theirs);
    const mine = tenant();
    await store.within(mine, (unit) => unit.ledger.append(anAct(mine)));

    expect(await store.within(mine, (unit) => unit.ledger.head())).toMatchObject({ size: 1 });
    expect(await store.within(tenant(), (unit) => unit.ledger.head())).toMatchObject({ size: 0 });
  });

  test('tells a login that may not take the role which SQL to run, and serves it once that was run', async () => {
    const { owner, theirs, login } = await ownedByLogin('');
    await owner.pool.query('create extension vector');
    const says = `CREATE ROLE countersign_app NOLOGIN; GRANT countersign_app TO "${login}";`;
    await expect(migrate(theirs.pool)).rejects.toMatchObject({ code: 'bad-config', says: expect.stringContaining(says) });
    const client = await owner.pool.connect();
    await ensureAppRole(client);
    await client.query(`grant countersign_app to ${login}`);
    client.release();

    expect(await migrate(theirs.pool)).toHaveLength(steps.length);
  });

  test('tells a login that may not add pgvector which SQL to run', async () => {
    const { theirs } = await ownedByLogin('');

    await expect(migrate(theirs.pool)).rejects.toMatchObject({
      code: 'bad-config',
      says: expect.stringContaining(': CREATE EXTENSION vector;'),
    });
  });

  test('that does not answer is named without its password', async () => {
    const thrown: unknown = await openDatabase({ url: 'postgres://someone:hunter2@127.0.0.1:1/records' }).catch((error: unknown) => error);

    expect(thrown).toMatchObject({ code: 'unavailable', says: expect.stringContaining('127.0.0.1:1/records') });
    expect(String(thrown)).not.toContain('hunter2');
  });
});
