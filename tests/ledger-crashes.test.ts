import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, onTestFinished, test } from 'vitest';
import { prepareDatabase } from '#app/owner/prepare-database.ts';
import { ledgerArchive } from '#connectors/postgres/ledger-archive.ts';
import { openDatabase, type Database } from '#connectors/postgres/open-database.ts';
import { TenantId } from '#guardrails/actor.ts';
import { verifyLedger } from '#guardrails/audit/verify-ledger.ts';
import { databases, type TestDatabase } from './support/databases.ts';

const TENANT = TenantId.parse('crashing');
const LOOPS = 20;
/** After how many acknowledged entries each process is killed. */
const KILLED_AFTER = [1, 40, 7, 113, 260];

/** Appends until `many` entries were acknowledged, is killed there, and gives every entry that was acknowledged by then. */
async function appendUntilKilled(where: string, many: number): Promise<ReadonlyMap<number, string>> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'contracts', 'append-process.ts'), where, TENANT], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const acknowledged = new Map<number, string>();
  const lines = createInterface({ input: child.stdout });
  const closed = once(child, 'close');
  lines.on('line', (line) => {
    const [index = '', hash = ''] = line.split(' ');
    acknowledged.set(Number(index), hash);
    if (acknowledged.size >= many) child.kill('SIGKILL');
  });
  await Promise.all([closed, once(lines, 'close')]);
  expect(child.signalCode).toBe('SIGKILL');
  return acknowledged;
}

async function newPlace({ name, openEmpty }: TestDatabase): Promise<{ readonly where: string; readonly open: () => Promise<Database> }> {
  if (name === 'embedded') {
    const where = mkdtempSync(join(tmpdir(), 'crashes-'));
    return { where, open: () => openDatabase({ directory: where }) };
  }
  const empty = await openEmpty();
  onTestFinished(() => empty.close());
  const url = empty.url ?? '';
  return { where: url, open: () => openDatabase({ url }) };
}

/** What stands in the database after a crash: each entry by its number, and what the verifier says of it. */
async function found(open: () => Promise<Database>) {
  const database = await open();
  try {
    // A server may still be ending the transactions of a client that is gone; what it commits now was never acknowledged.
    return await ledgerArchive(database).within(TENANT, async (snapshot) => {
      const entries = new Map<number, string>();
      for await (const { index, leafHash } of snapshot.entries()) entries.set(index, leafHash);
      const verdict = await verifyLedger({ tenant: TENANT, entries: snapshot.entries(), head: await snapshot.head(), anchors: [] });
      return { entries, verdict };
    });
  } finally {
    await database.close();
  }
}

const usable = (await databases()).filter(({ skip }) => skip === undefined);

describe.each(usable)('a ledger on $name', (kind) => {
  test(`loses no acknowledged entry when ${KILLED_AFTER.length} processes of ${LOOPS} append loops each are killed with kill -9`, async () => {
    const { where, open } = await newPlace(kind);
    const database = await open();
    await prepareDatabase(database);
    await database.close();
    const all = new Map<number, string>();
    for (const [round, many] of KILLED_AFTER.entries()) {
      for (const [index, hash] of await appendUntilKilled(where, many)) all.set(index, hash);
      const { entries, verdict } = await found(open);
      const lost = [...all].filter(([index, hash]) => entries.get(index) !== hash);

      expect(lost).toEqual([]);
      expect(verdict).toMatchObject({ verdict: 'UNANCHORED', size: entries.size });
      expect(entries.size - all.size).toBeLessThanOrEqual(LOOPS * (round + 1));
    }
    process.stderr.write(`${kind.name}: ${KILLED_AFTER.length} kills, ${all.size} entries acknowledged, 0 missing\n`);
  }, 180_000);
});
