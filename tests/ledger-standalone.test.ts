import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Audit } from '#app/ledger/audit.ts';
import type { Database } from '#connectors/postgres/open-database.ts';
import { databases } from './support/databases.ts';
import { forgeEntry } from './support/forge-entry.ts';
import { COLUMNS, REARRANGED, ROOT, SIZE, tamperedLedger, type TamperedLedger } from './support/tampered-ledger.ts';

const PROGRAM = join(ROOT, 'bin', 'verify-ledger.mjs');
/** What stands beside a leaf is in no export: only a database shows that it was changed. */
const BESIDE = ['salt', 'about', 'encounter', 'proposal'];
const RUNS = 40;

const kinds = await databases();
const usable = kinds.filter(({ skip }) => skip === undefined);
const ways = usable.flatMap((kind) =>
  kind.name === 'postgres'
    ? [
        { ...kind, by: 'database' as const },
        { ...kind, by: 'export' as const },
      ]
    : [{ ...kind, by: 'export' as const }],
);

test('the program that verifies a ledger imports nothing of this project', () => {
  const text = readFileSync(PROGRAM, 'utf8');

  expect([...text.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(([, name]) => name)).toEqual([
    'node:crypto',
    'node:fs',
    'node:readline',
    'node:util',
    'pg',
  ]);
});

describe.each(ways)('the stand-alone program on the $by of a ledger on $name', ({ open, by }) => {
  let database: Database & { readonly url?: string };
  let ledger: TamperedLedger;
  let audit: Audit;
  let key: string;

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    ledger = await tamperedLedger(database);
    audit = ledger.audit;
    key = (await audit.verify()).key;
  });

  async function verdict(checkpoints = ledger.file) {
    const source = by === 'database' ? ['--database', database.url ?? ''] : ['--export', await exported()];
    return judged([...source, '--key', key, ...(readIfThere(checkpoints) ? ['--checkpoints', checkpoints] : [])]);
  }
  async function exported(): Promise<string> {
    return (await audit.exportLeaves({ of: 'all' }, mkdtempSync(join(ledger.folder, 'out-')))).file;
  }

  test('says OK of what nobody touched, and UNANCHORED where nothing outside vouches', async () => {
    // A ledger that was there before its checkpoints is not signed by an export.
    audit = await ledger.auditOf();
    expect(await verdict()).toMatchObject({ word: 'UNANCHORED', status: 3 });
    await audit.checkpoint();
    await ledger.add(3);

    expect(await verdict()).toMatchObject({ word: 'OK', status: 0 });
  });

  test(`finds one byte changed in any column of any row, ${RUNS} times of ${RUNS}`, async () => {
    await audit.checkpoint();
    const columns = Object.keys(COLUMNS).filter((column) => by === 'database' || !BESIDE.includes(column));
    const rows = fc.record({ column: fc.constantFrom(...columns), index: fc.nat(SIZE - 1), byte: fc.nat(10_000) });
    await fc.assert(
      fc.asyncProperty(rows, async ({ column, index, byte }) => {
        await ledger.withByteChanged({ column, index, byte }, async () => {
          const cut = column === 'tenant' && index === SIZE - 1;
          const expected = cut ? { word: 'ROLLED BACK', status: 21 } : { word: 'BROKEN', status: 20, at: index };
          expect([column, await verdict()]).toEqual([column, expect.objectContaining(expected)]);
        });
      }),
      { numRuns: RUNS, endOnFailure: true },
    );

    expect(await verdict()).toMatchObject({ word: 'OK' });
  }, 120_000);

  test.each(REARRANGED)('says BROKEN, and where, of %s', async (_name, firstBad, statements) => {
    await audit.checkpoint();
    for (const statement of statements) await ledger.sql(statement, statement.includes('$1') ? [ledger.tenant] : []);

    expect(await verdict()).toMatchObject({ word: 'BROKEN', status: 20, at: firstBad });
  });

  test.each([1, 10, SIZE])('says ROLLED BACK where the last %i rows were cut off and the head made to agree', async (many) => {
    await audit.checkpoint();
    await ledger.sql('delete from ledger_entry where tenant = $1 and index >= $2', [ledger.tenant, SIZE - many]);
    await ledger.rehash();

    expect(await verdict()).toMatchObject({ word: 'ROLLED BACK', status: 21 });
  });

  test('says BROKEN of what was rewritten and hashed anew, from the first entry that no checkpoint bears out', async () => {
    await audit.checkpoint();
    await ledger.add(10);
    await audit.checkpoint();
    await ledger.rewrite(SIZE + 4);
    expect(await verdict()).toMatchObject({ word: 'BROKEN', at: SIZE });
    await ledger.rewrite(3);

    expect(await verdict()).toMatchObject({ word: 'BROKEN', at: 0 });
  });

  test('says BROKEN of what somebody with the key rewrote, by a checkpoint that was held elsewhere', async () => {
    await audit.checkpoint();
    const away = join(ledger.folder, 'held-elsewhere');
    copyFileSync(ledger.file, away);
    writeFileSync(ledger.file, '');
    await ledger.rewrite(3);
    await audit.checkpoint();
    expect(await verdict()).toMatchObject({ word: 'OK' });

    // An export has the later checkpoint in it, so that the two contradict each other by themselves.
    const found = by === 'database' ? { word: 'BROKEN', at: 0 } : { word: 'FORKED', status: 22 };
    expect(await verdict(away)).toMatchObject(found);
  });

  test.each([
    ['no seal', {}],
    ['a seal of no key of the ledger', { seal: Buffer.alloc(64, 7).toString('base64') }],
  ])('says BROKEN of an act that somebody wrote with %s, and where it is', async (_name, seal) => {
    await audit.checkpoint();
    await ledger.add(2);
    await forgeEntry({ asOwner: ledger.sql }, ledger, {
      act: 'principal.set',
      actor: 'countersign',
      about: { principal: 'mallory' },
      ...seal,
    });

    expect(await verdict()).toMatchObject({ word: 'BROKEN', at: SIZE + 2, says: expect.stringContaining('seal') as string });
  });

  test('says BROKEN of an act that was rewritten and hashed anew, before any checkpoint', async () => {
    await ledger.rewrite(9);

    expect(await verdict()).toMatchObject({ word: 'BROKEN', at: 9 });
  });

  test('says FORKED of two signed histories, by the two checkpoints alone', async () => {
    await audit.checkpoint();
    const before = readFileSync(ledger.file, 'utf8');
    writeFileSync(ledger.file, '');
    await ledger.rewrite(3);
    await audit.checkpoint();
    writeFileSync(ledger.file, before + readFileSync(ledger.file, 'utf8'));

    expect(await verdict()).toMatchObject({ word: 'FORKED', status: 22 });
  });

  test('takes no checkpoint that another key signed, and no word for one that was edited', async () => {
    await audit.checkpoint();
    const edited = join(ledger.folder, 'edited');
    writeFileSync(edited, readFileSync(ledger.file, 'utf8').replace(`\\n${SIZE}\\n`, `\\n${SIZE + 1}\\n`));

    expect(await verdict(edited)).toMatchObject({
      status: 5,
      says: expect.stringContaining('is not a checkpoint that a key of this ledger signed') as string,
    });
  });
});

function readIfThere(file: string): boolean {
  try {
    return readFileSync(file, 'utf8') !== '';
  } catch {
    return false;
  }
}

function judged(words: readonly string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [PROGRAM, ...words], { encoding: 'utf8', cwd: ROOT });
  const [, word = '', at] = /^(OK|UNANCHORED|BROKEN|ROLLED BACK|FORKED)(?: at entry (\d+))?\./.exec(stdout) ?? [];
  return { word, status, says: stdout + stderr, ...(at !== undefined && { at: Number(at) }) };
}
