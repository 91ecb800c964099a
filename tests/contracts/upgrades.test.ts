import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { prepareDatabase } from '#app/owner/prepare-database.ts';
import { LOCK, migrate } from '#connectors/postgres/migrate.ts';
import { openDatabase, type Database } from '#connectors/postgres/open-database.ts';
import { readMigrations } from '#connectors/postgres/read-migrations.ts';
import { leafHash } from '#guardrails/audit/tree.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { schemaOf } from '../support/schema-digest.ts';

const steps = await readMigrations();
const kinds = await databases();
const numbers = steps.map(({ number }) => number);
/** The first, the last and every third: where a step takes seconds, and what is shown is the same at each. */
const some = numbers.filter((number, at) => at % 3 === 0 || number === numbers.at(-1));

/** Rows that a hospital could have had at each version, by the migration that made their tables. */
const ROWS: Readonly<Record<number, string>> = {
  1: `insert into principal (id, name, kind, roles, active) values ('ana', 'Ana', 'person', '{coder}', true);
    insert into proposal (number, kind, encounter, subject, payload, preview, editions, sources, digest, policy, maker, expires_at, state,
        decided_by, decided_at)
      values (1, 'code.accept', 'E-1', 'I50.23', '{"code":"I50.23","rank":"principal"}', '[]', '{e}', '[]', repeat('a', 64), 'baseline@1',
          'agent', clock_timestamp() + interval '1 day', 'approved', 'ana', clock_timestamp()),
        (2, 'code.add', 'E-1', 'N17.9', '{"code":"N17.9"}', '[]', '{e}', '[]', repeat('b', 64), 'baseline@1', 'agent',
          clock_timestamp() + interval '1 day', 'pending', null, null);
    insert into outbox (proposal, kind, encounter, payload, digest, state) values ('P-1', 'code.accept', 'E-1', '{"code":"I50.23"}',
      repeat('a', 64), 'owed');
    insert into ledger_head (tenant) values ('upgraded');
    insert into ledger_entry (index, leaf, leaf_hash, salt, about, encounter) values
      (0, '{}', '\\x${leafHash('{}').toString('hex')}', 's', '{"encounter":"E-1"}', 'E-1'),
      (1, '[]', '\\x${leafHash('[]').toString('hex')}', 't', '{}', null);`,
  2: `insert into encounter (id, setting, start_day, patient, patient_sex, version) values ('E-1', 'inpatient', '2026-01-02', 'P', 'female', 'v');
    insert into document (id, encounter, position, type, title, role, status, day, sha256, body)
      values ('D-1', 'E-1', 0, 'note', 'Note', 'provider', 'final', '2026-01-02', 'x', 'Body.');
    insert into passage (encounter, position, document, start_offset, end_offset, words) values ('E-1', 0, 'D-1', 0, 5, to_tsvector('Body'));
    insert into observation (encounter, position, id, name, value, day) values ('E-1', 0, 'O', 'Creatinine', '2', '2026-01-02');
    insert into claim (encounter, position, id, diagnoses, procedures) values ('E-1', 0, 'C-1', '{I50.23}', '{}');`,
  3: `insert into trace (id, encounter, content) values ('T-1', 'E-1', '{}');
    insert into edition (id, head, sha256, state, codes, billable, content) values ('e', '{}', 'x', 'active', 1, 1, '\\x00');
    insert into conversation (id, encounter) values ('talk', 'E-1');`,
  5: `insert into identity (at, id, principal) values ('oidc', 'ana@hospital', 'ana');
    insert into policy (version, text) values ('baseline@1', 'name: baseline');`,
  7: `insert into ledger_hold (number, reason, placed_by) values (1, 'An inquiry', 'ana');`,
  9: `insert into chat_inbox (key, lane, event, seal) values ('k', 'slack T C ', '{}', 's');
    insert into chat_channel (surface, workspace, channel, kind) values ('slack', 'T', 'C', 'channel');
    insert into chat_message (id, surface, workspace, channel, message, seal) values (md5('m')::uuid, 'slack', 'T', 'C', '{}', 's');
    insert into chat_card (id, message, proposal, seen, seal) values (md5('c')::uuid, md5('m')::uuid, 'P-1', repeat('a', 64), 's');
    insert into case_handle (encounter, handle, seal) values ('E-1', 'K-7QF3M2', 's');
    insert into chat_feedback (message, given_by, good) values (md5('m')::uuid, 'ana', true);
    insert into chat_notice (told, what, at) values ('ana', 'P-2 waits', clock_timestamp());`,
  10: `insert into sign_in_code (code, browser, number, seen_as, asked_at) values (repeat('a', 64), repeat('b', 64), '42', 'Firefox', clock_timestamp());
    insert into sign_in_try (person, at) values ('ana', clock_timestamp());
    insert into console_session (token, person, opened_at, seen_at, seal) values (repeat('c', 64), 'ana', clock_timestamp(), clock_timestamp(), 's');`,
  12: `insert into billed_claim (id, account, payer, from_day, total_cents, content, version, seal)
      values ('C-88', 'A-88', '60001', '2026-01-02', 20000, '{}', 'v', 's');
    insert into account (id, content, version, seal) values ('A-88', '{}', 'v', 's');
    insert into remittance (number, file, sha256, place, payment_cents, head) values (1, 'f.835', 'x', 0, 20000, '{}');
    insert into remitted_claim (remittance, position, claim_id, reversal, denied_cents, content, version, seal, why_not)
      values (1, 0, 'C-88', false, 0, '{}', 'v', 's', 'There is no claim C-88.');
    insert into policy_document (id, from_day, content, version, seal) values ('policy', '2026-01-02', '{}', 'v', 's');
    insert into policy_clause (document, from_day, position, id, words) values ('policy', '2026-01-02', 0, 'policy/1', to_tsvector('Body'));
    insert into payer_terms (payer, from_day, content, version, seal) values ('60001', '2026-01-02', '{}', 'v', 's');`,
};

/** The rows of every table of one version, by table, as JSON. */
async function rowsOf({ pool }: Database): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'countersign' and table_name <> 'migration' order by 1`,
  );
  const found = new Map<string, readonly string[]>();
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: string }>(`select to_jsonb(t)::text as row from countersign.${name} t order by 1`);
    found.set(
      name,
      rows.map(({ row }) => row),
    );
  }
  return found;
}

/** A database at one version, with the rows of a hospital in it. */
async function at(version: number, database: Database): Promise<ReadonlyMap<string, readonly string[]>> {
  await migrate(database.pool, steps.slice(0, version));
  const sql = Object.entries(ROWS).filter(([made]) => Number(made) <= version);
  const set = `set local search_path = countersign, public; set local countersign.tenant = 'upgraded'`;
  await database.pool.query(`begin; ${set}; ${sql.map(([, text]) => text).join('\n')} commit`);
  return rowsOf(database);
}

/** No row is gone and no value of it was changed; a column may have come. */
async function expectKept(before: ReadonlyMap<string, readonly string[]>, database: Database): Promise<void> {
  const after = await rowsOf(database);
  for (const [table, rows] of before) {
    const now = after.get(table) ?? [];
    expect([table, now.length]).toEqual([table, rows.length]);
    for (const row of rows) expect(now.map((text) => JSON.parse(text) as unknown)).toContainEqual(expect.objectContaining(JSON.parse(row)));
  }
}

interface Ended {
  readonly signal: NodeJS.Signals | null;
  readonly status: number | null;
  readonly applied: readonly number[];
  readonly stderr: string;
}

function migrateInProcess(where: string, killAt = 0): Promise<Ended> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'migrate-process.ts'), where, String(killAt)], { stdio: 'pipe' });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  return new Promise((done) => {
    child.on('close', (status, signal) => {
      done({ status, signal, stderr, applied: stdout === '' ? [] : (JSON.parse(stdout) as number[]) });
    });
  });
}

const WAITING = `select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted
  and database = (select oid from pg_database where datname = current_database())`;

/** Three processes that all wait for the lock before any of them may begin; without that they would come one after another. */
async function startedTogether({ pool }: Database, where: string): Promise<readonly Ended[]> {
  const holder = await pool.connect();
  await holder.query('select pg_advisory_lock($1)', [LOCK]);
  let over = false;
  const ended = Promise.all([1, 2, 3].map(() => migrateInProcess(where))).finally(() => (over = true));
  try {
    for (let waiting = 0; waiting < 3;) {
      waiting = (await pool.query<{ n: number }>(WAITING)).rows[0]?.n ?? 0;
      if (over) throw new Error('they ended without waiting for the lock');
    }
  } finally {
    await holder.query('select pg_advisory_unlock($1)', [LOCK]);
    holder.release();
  }
  return ended;
}

function upgrades(kind: TestDatabase): void {
  let fresh: { readonly lines: readonly string[]; readonly digest: string };
  let opened: Database | undefined;
  beforeAll(async () => {
    opened = await kind.openEmpty();
    await prepareDatabase(opened);
    fresh = await schemaOf(opened.pool);
  });
  afterAll(() => opened?.close());

  async function expectSame({ pool }: Database): Promise<void> {
    const { lines, digest } = await schemaOf(pool);
    expect(lines).toEqual(fresh.lines);
    expect(digest).toBe(fresh.digest);
  }

  /** Where a process of its own can open it too. */
  async function place(): Promise<{ readonly where: string; readonly open: () => Promise<Database> }> {
    if (kind.name === 'embedded') {
      const where = mkdtempSync(join(tmpdir(), 'upgrades-'));
      return { where, open: () => openDatabase({ directory: where }) };
    }
    const empty = await kind.openEmpty();
    onTestFinished(() => empty.close());
    const url = empty.url ?? '';
    return { where: url, open: () => openDatabase({ url }) };
  }

  async function within<T>(open: () => Promise<Database>, work: (database: Database) => Promise<T>): Promise<T> {
    const database = await open();
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  }

  test.each([0, ...(kind.name === 'embedded' ? some : numbers)])(
    'from migration %i it comes to the same schema with every row, and a second time changes nothing',
    async (from) => {
      await within(kind.openEmpty, async (database) => {
        const before = await at(from, database);
        expect(await prepareDatabase(database)).toEqual(numbers.slice(from));
        await expectKept(before, database);
        await expectSame(database);
        const after = await rowsOf(database);

        expect(await prepareDatabase(database)).toEqual([]);
        await expectSame(database);
        expect(await rowsOf(database)).toEqual(after);
      });
    },
  );

  // A process on the embedded database takes seconds to open it, so there the first and the last of the steps stand for all.
  const killed = kind.name === 'embedded' ? [1, numbers.length] : some;
  test.each(killed)(
    'killed with kill -9 in the middle of migration %i, it is finished by the next start and nothing is lost',
    async (step) => {
      const { where, open } = await place();
      const before = await within(open, (database) => at(step - 1, database));
      const ending = await migrateInProcess(where, 1);
      expect([ending.signal, ending.stderr]).toEqual(['SIGKILL', '']);
      const between = await within(open, async ({ pool }) => (await pool.query('select from countersign.migration')).rowCount);
      const ended = await migrateInProcess(where);

      expect([between, ended.status, ended.applied, ended.stderr]).toEqual([step - 1, 0, numbers.slice(step - 1), '']);
      await within(open, async (database) => {
        await expectKept(before, database);
        await expectSame(database);
      });
    },
  );

  // An embedded database has one owner at a time.
  if (kind.name === 'embedded') return;
  test.each([0, ...some])('three processes that start at once at migration %i apply each of the rest once', async (from) => {
    const { where, open } = await place();
    const before = await within(open, (database) => at(from, database));
    const ended = await within(open, (database) => startedTogether(database, where));

    expect(ended.map(({ status, stderr }) => [status, stderr])).toEqual(Array.from({ length: 3 }, () => [0, '']));
    expect(ended.flatMap(({ applied }) => applied)).toEqual(numbers.slice(from));
    await within(open, async (database) => {
      await expectKept(before, database);
      await expectSame(database);
    });
  });
}

for (const kind of kinds) {
  describe.skipIf(kind.skip !== undefined)(`the schema on ${kind.name}`, { timeout: 120_000 }, () => {
    upgrades(kind);
  });
}

test('a digest that differs by a right, a column, a rule or a default is another one', async () => {
  const [embedded] = kinds;
  if (embedded === undefined) throw new Error('there is no embedded database');
  const database = await embedded.open();
  onTestFinished(() => database.close());
  const digests = [(await schemaOf(database.pool)).digest];
  for (const sql of [
    'grant delete on countersign.trace to countersign_app',
    'alter table countersign.trace add column x int',
    'alter table countersign.trace alter column x set default 1',
    'alter table countersign.trace no force row level security',
    'alter table countersign.ledger_entry disable trigger grow_ledger',
    'drop policy tenant on countersign.trace',
  ]) {
    await database.pool.query(sql);
    digests.push((await schemaOf(database.pool)).digest);
  }

  expect(new Set(digests).size).toBe(7);
});
