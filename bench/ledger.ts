/**
 * How fast a ledger grows, is verified and proved (bar A12): `node bench/ledger.ts [entries]`, on PostgreSQL by TEST_DATABASE_URL or
 * the local server, else on the embedded database. The percentiles of an append stand beside those of a plain INSERT of the same row.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openAudit } from '#app/audit.ts';
import { readConfig } from '#app/config.ts';
import { TenantId } from '#guardrails/actor.ts';
import { anAct } from '#tests/contracts/builders.ts';
import { subjectOver } from '#tests/contracts/subject.ts';
import { databases } from '#tests/support/databases.ts';

const [entries = '100000'] = process.argv.slice(2);
const MANY = Number(entries);
const BATCH = 1_000;
const TIMED = 2_000;

const kinds = (await databases()).filter(({ skip }) => skip === undefined);
const kind = kinds.find(({ name }) => name === 'postgres') ?? kinds[0];
if (kind === undefined) throw new Error('no database');
const database = await kind.open();
const { store, asOwner } = subjectOver(database);
const tenant = TenantId.parse('bench');
const folder = mkdtempSync(join(tmpdir(), 'bench-ledger-'));
const audit = await openAudit(database, readConfig({ COUNTERSIGN_DATA_DIR: folder }, resolve(import.meta.dirname, '..')), tenant);

const seconds = (since: number): number => (performance.now() - since) / 1_000;
function percentile(times: readonly number[], share: number): string {
  return `${(times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0).toFixed(2)} ms`;
}
async function timed(work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let one = 0; one < TIMED; one += 1) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return times;
}
const append = (many: number) =>
  store.within(tenant, async ({ ledger }) => {
    for (let one = 0; one < many; one += 1) await ledger.append(anAct(tenant, { proposal: `P-${one + 1}` }));
  });

const filling = performance.now();
for (let done = 0; done < MANY; done += BATCH) await append(Math.min(BATCH, MANY - done));
const filled = seconds(filling);
process.stdout.write(`${kind.name}: ${MANY} entries in transactions of ${BATCH}: ${(MANY / filled).toFixed(0)} a second\n`);

await asOwner('create table plain (like ledger_entry including defaults)');
const plain = await timed(() =>
  asOwner(
    `insert into plain select tenant, index, leaf, leaf_hash, salt, about, encounter, proposal from ledger_entry where tenant = $1 and index = 0`,
    [tenant],
  ),
);
const appended = await timed(() => append(1));
for (const [name, times] of [
  ['an append, committed', appended],
  ['a plain INSERT, committed', plain],
] as const) {
  process.stdout.write(`${name}: p50 ${percentile(times, 0.5)}, p99 ${percentile(times, 0.99)} over ${TIMED}\n`);
}

await audit.checkpoint();
const proving = performance.now();
for (let one = 0; one < 100; one += 1) await audit.prove(Math.floor((one * MANY) / 100));
process.stdout.write(`a proof of one entry: ${((performance.now() - proving) / 100).toFixed(1)} ms\n`);

const verifying = performance.now();
const { verdict } = await audit.verify();
process.stdout.write(
  `verify: ${verdict.verdict}, ${seconds(verifying).toFixed(1)} s, peak memory of this process ${(process.resourceUsage().maxRSS / 1_024).toFixed(0)} MB\n`,
);
await database.close();
