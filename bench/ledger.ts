/**
 * How a ledger grows, is verified and proved (bar A12): `node bench/ledger.ts [entries]`, on PostgreSQL by TEST_DATABASE_URL or the local
 * server, else on the embedded database. The bulk is filled by inserts of many rows under the program's role, through the trigger that
 * grows the tree; what is timed goes through the program's own path, one entry a transaction, 200 a second, with a plain INSERT of the
 * same row after every fifth. Each verifier runs in a process of its own, so that its memory is its own.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openAudit } from '#app/ledger/audit.ts';
import { readConfig } from '#app/settings/config.ts';
import { prepareDatabase } from '#app/owner/prepare-database.ts';
import { bindTransaction } from '#connectors/postgres/bind-transaction.ts';
import { openDatabase, type Database } from '#connectors/postgres/open-database.ts';
import { TenantId } from '#guardrails/actor.ts';
import { canonicalJson } from '#guardrails/audit/canonical-json.ts';
import { leafHash } from '#guardrails/audit/tree.ts';
import { anAct } from '#tests/contracts/builders.ts';
import { subjectOver } from '#tests/contracts/subject.ts';
import { databases } from '#tests/support/databases.ts';

const ROOT = resolve(import.meta.dirname, '..');
const TENANT = TenantId.parse('bench');
const BATCH = 5_000;
const TIMED = 4_000;
const EVERY_MS = 5;
const PROOFS = 200;
const TELL_MEMORY = 'data:text/javascript,process.on("exit",()=>process.stderr.write(`maxrss ${process.resourceUsage().maxRSS}`))';

const [given = '100000', child, url = '', folder = ''] = process.argv.slice(2);
if (child === 'verify') await verifyHere();
else await measure(Number(given));

async function verifyHere(): Promise<void> {
  const database = await openDatabase({ url });
  const audit = await openAudit(database, configIn(folder), TENANT);
  const { verdict } = await audit.verify();
  process.stdout.write(`${verdict.verdict}\n`);
  await database.close();
}

function configIn(folder: string) {
  return readConfig({ COUNTERSIGN_DATA_DIR: folder }, ROOT);
}

async function measure(many: number): Promise<void> {
  const kinds = (await databases()).filter(({ skip }) => skip === undefined);
  const kind = kinds.find(({ name }) => name === 'postgres') ?? kinds[0];
  if (kind === undefined) throw new Error('no database');
  const database = await kind.openEmpty();
  await prepareDatabase(database);
  const { store, asOwner } = subjectOver(database);
  const home = mkdtempSync(join(tmpdir(), 'bench-ledger-'));
  const audit = await openAudit(database, configIn(home), TENANT);
  try {
    await store.within(TENANT, ({ lockWriters }) => lockWriters());
    const filling = performance.now();
    for (let done = 0; done < many; done += BATCH) await fill(done, Math.min(BATCH, many - done), database);
    say(`${kind.name}: ${many} entries in transactions of ${BATCH}: ${(many / seconds(filling)).toFixed(0)} a second`);
    await asOwner('create table plain (like ledger_entry including defaults)');

    const append = () => store.within(TENANT, ({ ledger }) => ledger.append(anAct(TENANT, { proposal: 'P-1' })));
    const plain = () =>
      asOwner(
        'insert into plain select tenant, index, leaf, leaf_hash, salt, about, encounter, proposal from ledger_entry where tenant = $1 and index = 0',
        [TENANT],
      );
    const [appended, inserted] = await paced(append, plain);
    say(`an append, committed, at ${1_000 / EVERY_MS} a second: ${percentiles(appended)}`);
    say(`a plain INSERT of the same row, committed, between them: ${percentiles(inserted)}`);

    await audit.checkpoint();
    const times: number[] = [];
    for (let one = 0; one < PROOFS; one += 1) times.push(await timeOf(() => audit.prove(Math.floor((one * many) / PROOFS))));
    say(`a proof of one entry: ${percentiles(times)}`);
    verifyElsewhere(kind.name === 'postgres' ? (database.url ?? '') : undefined, (await audit.checkpoint()).key, home);
    const exporting = performance.now();
    const { file, key } = await audit.exportLeaves({ of: 'all' }, home);
    say(`an export of all: ${seconds(exporting).toFixed(1)} s, ${(statSync(file).size / 1e6).toFixed(0)} MB`);
    spawned('stand-alone on that export', [join(ROOT, 'bin/verify-ledger.mjs'), '--export', file, '--key', key]);
  } finally {
    await database.close();
    await rm(home, { recursive: true, force: true });
  }
}

/** One transaction of many rows with the rights of the program. */
async function fill(from: number, many: number, { pool }: Database): Promise<void> {
  const rows = Array.from({ length: many }, (_none, at) => {
    const { about, ...act } = anAct(TENANT, { proposal: `P-${from + at + 1}`, about: { encounter: `E-${(from + at) % 5_000}` } });
    const [salt, beside] = [
      createHash('md5')
        .update(String(from + at))
        .digest('hex'),
      canonicalJson(about),
    ];
    const commitment = createHash('sha256').update(salt).update(beside).digest('hex');
    const instant = new Date(1_767_225_600_000 + (from + at) * 1_000).toISOString();
    const leaf = canonicalJson({ ...act, v: 1, index: from + at, at: instant, about: commitment });
    return {
      index: from + at,
      leaf,
      hash: leafHash(leaf),
      salt,
      about: beside,
      encounter: about.encounter ?? null,
      proposal: act.proposal ?? null,
    };
  });
  const column = <K extends keyof (typeof rows)[number]>(name: K) => rows.map((row) => row[name]);
  const client = await pool.connect();
  await client.query('begin');
  await bindTransaction(client, TENANT);
  await client.query(
    `insert into ledger_entry (index, leaf, leaf_hash, salt, about, encounter, proposal)
     select * from unnest($1::bigint[], $2::text[], $3::bytea[], $4::text[], $5::json[], $6::text[], $7::text[])`,
    [column('index'), column('leaf'), column('hash'), column('salt'), column('about'), column('encounter'), column('proposal')],
  );
  await client.query('commit');
  client.release();
}

/** Begins one of the first every so many milliseconds, and one of the second after every fifth. */
async function paced(first: () => Promise<unknown>, second: () => Promise<unknown>): Promise<[number[], number[]]> {
  const [ones, others]: [number[], number[]] = [[], []];
  const began = performance.now();
  for (let one = 0; one < TIMED; one += 1) {
    const due = began + one * EVERY_MS;
    if (due > performance.now()) await setTimeout(due - performance.now());
    ones.push(await timeOf(first));
    if (one % 5 === 0) others.push(await timeOf(second));
  }
  return [ones, others];
}

function verifyElsewhere(url: string | undefined, key: string, home: string): void {
  if (url === undefined) return;
  const { checkpoints } = readConfig({ COUNTERSIGN_DATA_DIR: home }, ROOT);
  spawned('the built-in verifier', [import.meta.filename, '0', 'verify', url, home]);
  spawned('the stand-alone verifier', [join(ROOT, 'bin/verify-ledger.mjs'), '--database', url, '--checkpoints', checkpoints, '--key', key]);
}

function spawned(name: string, words: readonly string[]): void {
  const began = performance.now();
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', TELL_MEMORY, ...words], { encoding: 'utf8', cwd: ROOT });
  const memory = (Number(/maxrss (\d+)/.exec(stderr)?.[1] ?? Number.NaN) / 1_024).toFixed(0);
  say(`${name}: ${stdout.split('\n')[0]?.split('.')[0] || stderr}, ${seconds(began).toFixed(1)} s, peak memory ${memory} MB`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function seconds(since: number): number {
  return (performance.now() - since) / 1_000;
}

function percentiles(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => `${(sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2)} ms`;
  return `p50 ${at(0.5)}, p99 ${at(0.99)}, longest ${(sorted.at(-1) ?? 0).toFixed(2)} ms, of ${sorted.length}`;
}
