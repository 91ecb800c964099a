import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readyDatabase } from '#app/owner/prepare-database.ts';
import { scramVerifier } from '#connectors/postgres/app-login.ts';
import { readMigrations } from '#connectors/postgres/read-migrations.ts';
import { refuseOtherSchema } from '#connectors/postgres/schema-state.ts';
import { AUDIT_MODE } from '#guardrails/audit/audit-mode.ts';
import { TenantId } from '#guardrails/actor.ts';
import { anAct } from './contracts/builders.ts';
import { subjectOver } from './contracts/subject.ts';
import { databases } from './support/databases.ts';
import { countersign } from './support/mcp-process.ts';
import { addOldEntries } from './support/old-entries.ts';
import { run } from './support/terminal.ts';
import { through, twoLogins, type TwoLogins } from './support/two-logins.ts';

const [, postgres] = await databases();

test('the embedded database has one superuser, and both the start and the check of the ledger say what follows from it', async () => {
  const COUNTERSIGN_DATA_DIR = mkdtempSync(join(tmpdir(), 'one-login-'));
  const said = (await run(['audit', 'verify'], { COUNTERSIGN_DATA_DIR, COUNTERSIGN_DEMO: 'off' })).stdout.replaceAll(/\s+/g, ' ');
  const started = countersign(['start'], { COUNTERSIGN_DATA_DIR, COUNTERSIGN_DEMO: 'off', COUNTERSIGN_HTTP_PORT: 'off' });
  await started.says('Chat  ');
  await started.stop('SIGTERM');

  expect(said).toContain(AUDIT_MODE['evident-only']);
  expect(started.stdout().replaceAll(/\s+/g, ' ')).toContain(AUDIT_MODE['evident-only']);
}, 60_000);

test('what a server is told of a password is not the password (RFC 7677, section 3)', () => {
  const salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64');

  expect(scramVerifier('pencil', salt, 4096)).toBe(
    'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
  );
});

describe.skipIf(postgres === undefined || postgres.skip !== undefined)('the two logins of a PostgreSQL database', () => {
  let logins: TwoLogins;
  let settings: Readonly<Record<string, string>>;
  const tool = (words: readonly string[], changes: Readonly<Record<string, string>> = {}) => run(words, { ...settings, ...changes });
  const said = ({ stderr }: { readonly stderr: string }) => stderr.replaceAll(/\s+/g, ' ');
  const asSuperuser = (sql: string) => logins.superuser.pool.query(sql);
  const ready = () => through(logins.url, readyDatabase);

  beforeAll(async () => {
    if (postgres === undefined) throw new Error('no server');
    logins = await twoLogins(postgres);
    settings = {
      DATABASE_URL: logins.url,
      COUNTERSIGN_DATA_DIR: mkdtempSync(join(tmpdir(), 'logins-')),
      COUNTERSIGN_DEMO: 'on',
      COUNTERSIGN_HTTP_PORT: 'off',
    };
  });
  afterAll(() => logins.close());

  test('one command as the owner makes the tables and the login of the program; a second time it changes nothing', async () => {
    const first = await tool(['migrate'], { COUNTERSIGN_OWNER_URL: logins.ownerUrl });
    const second = await tool(['migrate'], { COUNTERSIGN_OWNER_URL: logins.ownerUrl });

    expect([first.stderr, first.status, second.stderr, second.status]).toEqual(['', 0, '', 0]);
    expect(first.stdout).toContain(`Login      ${logins.login}, made`);
    expect(second.stdout).toContain(`were up to date`);
  }, 60_000);

  test('the command needs the owner, and says so', async () => {
    expect(await tool(['migrate'])).toMatchObject({ status: 78, stderr: expect.stringContaining('COUNTERSIGN_OWNER_URL') });
  });

  test('the program works under the login that was made', async () => {
    const answered = await tool(['ask', 'propose I50.23 for E-1042']);
    const checked = await tool(['audit', 'verify']);

    expect(said(answered)).not.toContain('!');
    expect([answered.status, checked.status]).toEqual([0, 0]);
    expect(answered.stdout).toContain('P-1');
  }, 120_000);

  /** Each as the login of the program, with the rights that it has by itself and with those of the role that it takes. */
  const ATTACKS: readonly (readonly [string, string])[] = [
    ['UPDATE', `update countersign.ledger_entry set salt = 'x'`],
    ['DELETE', 'delete from countersign.ledger_entry'],
    ['TRUNCATE', 'truncate countersign.ledger_entry'],
    ['ALTER', 'alter table countersign.ledger_entry add column x int'],
    ['DROP', 'drop table countersign.ledger_entry'],
    ['DISABLE TRIGGER', 'alter table countersign.ledger_entry disable trigger grow_ledger'],
    ['session_replication_role', `set session_replication_role = 'replica'`],
  ];
  test.each(ATTACKS)('refuses it %s on the ledger', async (_name, sql) => {
    await through(logins.url, async ({ pool }) => {
      for (const role of ['none', 'countersign_app']) {
        const client = await pool.connect();
        try {
          await client.query(`begin; set local role ${role}; set local countersign.tenant = 'demo-hospital'`);
          await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' });
          await client.query('rollback');
        } finally {
          client.release();
        }
      }
    });
  });

  test('refuses it the tree of the ledger as well: size, root, nodes and the function that grows it', async () => {
    await through(logins.url, async (database) => {
      const { asApp, tenant } = subjectOver(database);
      for (const sql of [
        'update ledger_head set size = 0',
        `update ledger_head set root = ''`,
        'delete from ledger_head',
        `insert into ledger_node (level, index, hash) values (1, 0, sha256(''))`,
        'update ledger_node set index = 9',
        'delete from ledger_node',
        `create or replace function grow_ledger() returns trigger language plpgsql as 'begin return null; end'`,
        'drop function grow_ledger() cascade',
        'alter schema countersign rename to mine',
        'update migration set number = 0',
      ]) {
        await expect(asApp(tenant(), sql)).rejects.toMatchObject({ code: '42501' });
      }
    });
  });

  test('the login as it was made may start', async () => {
    await expect(ready()).resolves.toBeUndefined();
  });

  /** What a login can be given, and what takes it away again. */
  const POWERS: readonly (readonly [string, string, string, string])[] = [
    ['a superuser', 'alter role $login superuser', 'alter role $login nosuperuser', 'is a superuser'],
    ['exempt from row security', 'alter role $login bypassrls', 'alter role $login nobypassrls', 'bypasses row security'],
    ['able to make roles', 'alter role $login createrole', 'alter role $login nocreaterole', 'may make roles'],
    [
      'able to turn triggers off',
      'grant set on parameter session_replication_role to $login',
      'revoke set on parameter session_replication_role from $login',
      'session_replication_role',
    ],
    ['a member of the owner', 'grant $owner to $login', 'revoke $owner from $login', 'owns the database'],
    [
      'the owner of one table',
      'alter table countersign.trace owner to $login',
      'alter table countersign.trace owner to $owner',
      'owns the',
    ],
    ['the owner of the schema', 'alter schema countersign owner to $login', 'alter schema countersign owner to $owner', 'owns the'],
    ['the owner of the database', 'alter database $database owner to $login', 'alter database $database owner to $owner', 'owns the'],
    [
      'able to change one column of an entry',
      'grant update on countersign.ledger_entry to $login',
      'revoke update on countersign.ledger_entry from $login',
      'change or delete entries',
    ],
    ['a writer of all data', 'grant pg_write_all_data to $login', 'revoke pg_write_all_data from $login', 'change or delete entries'],
    [
      'able to run programs on the server',
      'grant pg_execute_server_program to $login',
      'revoke pg_execute_server_program from $login',
      'run programs on the server',
    ],
    [
      'no member of the role of the program',
      'revoke countersign_app from $login',
      'grant countersign_app to $login',
      'countersign migrate',
    ],
    ['cut off from the rights of that role', 'alter role $login noinherit', 'alter role $login inherit', 'INHERIT'],
  ];
  test.each(POWERS)('a login that is %s may not start, and is told the mend', async (_name, give, take, words) => {
    const filled = (sql: string) =>
      sql.replaceAll('$login', logins.login).replaceAll('$owner', logins.owner).replaceAll('$database', logins.database);
    await asSuperuser(filled(give));
    try {
      await expect(ready()).rejects.toMatchObject({ code: 'bad-config', says: expect.stringContaining(words) });
    } finally {
      await asSuperuser(filled(take));
    }
    await expect(ready()).resolves.toBeUndefined();
  });

  test.each(['ask', 'start'])('countersign %s is refused at once under the owner and under a superuser', async (command) => {
    const words = command === 'ask' ? ['ask', 'what waits?'] : [command];
    for (const url of [logins.ownerUrl, logins.superuser.url]) {
      const refused = await tool(words, { DATABASE_URL: url });
      expect([refused.status, said(refused)]).toEqual([78, expect.stringContaining('the ledger could be rewritten under it')]);
    }
  });

  test('a schema that is older than the program is refused with the command that mends it, and a newer one too', async () => {
    const steps = await readMigrations();
    const next = { number: steps.length + 1, name: 'next', sql: '', sha256: 'x' };
    await through(logins.url, async ({ pool }) => {
      await expect(refuseOtherSchema(pool, [...steps, next])).rejects.toMatchObject({
        code: 'bad-config',
        says: expect.stringContaining('Run "countersign migrate"'),
      });
      await expect(refuseOtherSchema(pool, steps.slice(0, -1))).rejects.toMatchObject({ code: 'newer-schema' });
      await expect(refuseOtherSchema(pool, [...steps.slice(0, -1), next])).rejects.toMatchObject({ code: 'bad-config' });
    });
  });

  test('the login writes to the ledger, and the trigger grows the tree under it', async () => {
    await through(logins.url, async (database) => {
      const { store, tenant } = subjectOver(database);
      const mine = tenant();
      await store.within(mine, (unit) => unit.ledger.append(anAct(mine)));

      expect(await store.within(mine, (unit) => unit.ledger.head())).toMatchObject({ size: 1 });
    });
  });

  test('old entries are purged by the owner alone, and the program verifies what is left', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'old-hospital-'));
    const people = join(folder, 'people.yaml');
    const ines = '{ id: ines, name: Ines, kind: person, roles: [compliance], active: true }';
    writeFileSync(people, `tenant: old-hospital\nprincipals:\n  - ${ines}\n`);
    const old = { COUNTERSIGN_TENANT: 'old-hospital', COUNTERSIGN_DEMO: 'off', COUNTERSIGN_PEOPLE: people, COUNTERSIGN_USER: 'ines' };
    const owner = { ...old, COUNTERSIGN_OWNER_URL: logins.ownerUrl };
    await through(logins.url, (database) => addOldEntries(database, TenantId.parse('old-hospital'), { many: 4_100, from: '2018-01-01' }));
    expect(await tool(['audit', 'checkpoint'], old)).toMatchObject({ status: 0 });

    expect(await tool(['ledger', 'purge', '--before', '2020-01-01'], old)).toMatchObject({
      status: 78,
      stderr: expect.stringContaining('COUNTERSIGN_OWNER_URL'),
    });
    const purged = await tool(['ledger', 'purge', '--before', '2020-01-01'], owner);
    expect([purged.status, purged.stderr, purged.stdout]).toEqual([0, '', expect.stringContaining('4096 entries were purged')]);
    const checked = await tool(['audit', 'verify'], old);
    expect([checked.status, checked.stdout]).toEqual([0, expect.stringContaining('Purged       the first 4096 entries')]);
  }, 120_000);

  test('the password went to the server as a verifier alone', async () => {
    const client = new Client({ connectionString: logins.superuser.url });
    await client.connect();
    const { rows } = await client.query<{ rolpassword: string }>('select rolpassword from pg_authid where rolname = $1', [logins.login]);
    await client.end();
    const [, salt = ''] = /^SCRAM-SHA-256\$4096:([^$]+)\$/.exec(rows[0]?.rolpassword ?? '') ?? [];

    expect(rows[0]?.rolpassword).toBe(scramVerifier(new URL(logins.url).password, Buffer.from(salt, 'base64')));
  });
});
