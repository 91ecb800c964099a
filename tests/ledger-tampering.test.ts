import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Audit } from '#app/ledger/audit.ts';
import type { Database } from '#connectors/postgres/open-database.ts';
import { databases } from './support/databases.ts';
import { forgeEntry } from './support/forge-entry.ts';
import { COLUMNS, REARRANGED, ROOT, SIZE, tamperedLedger, type TamperedLedger } from './support/tampered-ledger.ts';

const kinds = await databases();
const usable = kinds.filter(({ skip }) => skip === undefined);

describe.each(usable)('a ledger on $name', ({ open }) => {
  let database: Database;
  let ledger: TamperedLedger;
  let audit: Audit;

  const verdict = async () => (await audit.verify()).verdict;

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    ledger = await tamperedLedger(database);
    audit = ledger.audit;
  });

  test('that nobody touched is OK as far as it was signed, and UNANCHORED before it ever was', async () => {
    expect(await verdict()).toMatchObject({ verdict: 'UNANCHORED', size: SIZE });
    await audit.checkpoint();
    await ledger.add(3);

    expect(await verdict()).toMatchObject({ verdict: 'OK', size: SIZE + 3, anchoredTo: SIZE });
  });

  test('that has entries and no checkpoint any more is never signed by itself: only a person can sign what nothing vouches for', async () => {
    await audit.checkpoint();
    writeFileSync(ledger.file, '');
    audit = await ledger.auditOf();
    await audit.checkpointIfDue(0);
    await audit.checkpointIfDue('ending');

    expect(audit.warning).toContain(`has ${SIZE} entries and no signed checkpoint`);
    expect(await verdict()).toMatchObject({ verdict: 'UNANCHORED' });
    await expect(audit.prove(3)).rejects.toMatchObject({ code: 'stale' });

    await audit.checkpoint();
    expect(await verdict()).toMatchObject({ verdict: 'OK', anchoredTo: SIZE });
  });

  test('with one byte of any column of any row changed is BROKEN at that row, 250 times of 250', async () => {
    await audit.checkpoint();
    const rows = fc.record({ column: fc.constantFrom(...Object.keys(COLUMNS)), index: fc.nat(SIZE - 1), byte: fc.nat(10_000) });
    let detected = 0;
    await fc.assert(
      fc.asyncProperty(rows, async ({ column, index, byte }) => {
        await ledger.withByteChanged({ column, index, byte }, async () => {
          // A last row that is filed under another tenant is a row that is missing at the end.
          const cut = column === 'tenant' && index === SIZE - 1;
          const expected = cut ? { verdict: 'ROLLED BACK', size: index } : { verdict: 'BROKEN', firstBad: index };
          expect([column, await verdict()]).toEqual([column, expect.objectContaining(expected)]);
        });
        detected += 1;
      }),
      { numRuns: 250, endOnFailure: true },
    );

    expect(detected).toBe(250);
    expect(await verdict()).toMatchObject({ verdict: 'OK' });
  }, 300_000);

  test.each(REARRANGED)('with %s is BROKEN there', async (_name, firstBad, statements) => {
    await audit.checkpoint();
    for (const statement of statements) await ledger.sql(statement, statement.includes('$1') ? [ledger.tenant] : []);

    expect(await verdict()).toMatchObject({ verdict: 'BROKEN', firstBad });
  });

  test.each([1, 10, SIZE])('whose last %i rows were cut off, with the head made to agree, is ROLLED BACK', async (many) => {
    await audit.checkpoint();
    await ledger.sql('delete from ledger_entry where tenant = $1 and index >= $2', [ledger.tenant, SIZE - many]);
    await ledger.rehash();

    expect(await verdict()).toMatchObject({ verdict: 'ROLLED BACK', size: SIZE - many, anchoredTo: SIZE });
  });

  test('that was rewritten and hashed anew is BROKEN, and from the first entry that no checkpoint bears out', async () => {
    await audit.checkpoint();
    await ledger.add(10);
    await audit.checkpoint();
    await ledger.rewrite(SIZE + 4);
    expect(await verdict()).toMatchObject({ verdict: 'BROKEN', firstBad: SIZE });
    await ledger.rewrite(3);

    expect(await verdict()).toMatchObject({ verdict: 'BROKEN', firstBad: 0 });
  });

  test('that was rewritten is signed by the key no more: the checkpoint that it signed stands against it', async () => {
    await audit.checkpoint();
    await ledger.rewrite(3);
    await ledger.add(2);

    await expect(audit.checkpoint()).rejects.toMatchObject({ code: 'altered' });
    expect(await verdict()).toMatchObject({ verdict: 'BROKEN' });
  });

  test('that was rewritten by somebody with the key is found out by a checkpoint of the time before', async () => {
    await audit.checkpoint();
    const away = join(ledger.folder, 'held-elsewhere');
    copyFileSync(ledger.file, away);
    writeFileSync(ledger.file, '');
    await ledger.rewrite(3);
    await audit.checkpoint();
    expect(await verdict()).toMatchObject({ verdict: 'OK' });
    audit = await ledger.auditOf({ checkpoints: away });

    expect(await verdict()).toMatchObject({ verdict: 'BROKEN', firstBad: 0 });
  });

  /** What whoever has the database and no key may write as the seal of an act of his own. */
  const SEALS: readonly (readonly [string, (ledger: TamperedLedger) => Promise<{ readonly seal?: string }>])[] = [
    ['no seal', async () => ({})],
    ['a seal that is none', async () => ({ seal: 'AAAA' })],
    ['the seal of another entry', async () => ({ seal: await sealOf(9) })],
  ];
  const sealOf = async (index: number) => {
    const [row] = await ledger.sql<{ seal: string }>(
      `select leaf::json ->> 'seal' as seal from ledger_entry where tenant = $1 and index = $2`,
      [ledger.tenant, index],
    );
    return row?.seal ?? '';
  };

  test.each(SEALS)('into which somebody wrote an act with %s is BROKEN there, and signed no more', async (_name, seal) => {
    await audit.checkpoint();
    await ledger.add(2);
    const forged = { act: 'principal.set', actor: 'countersign', about: { principal: 'mallory', active: true }, ...(await seal(ledger)) };
    await forgeEntry({ asOwner: ledger.sql }, ledger, forged);
    await ledger.add(2);

    expect(await verdict()).toMatchObject({ verdict: 'BROKEN', firstBad: SIZE + 2, says: expect.stringContaining('seal') as string });
    await expect(audit.checkpoint()).rejects.toMatchObject({
      code: 'altered',
      says: expect.stringContaining(`Entry ${SIZE + 2} `) as string,
    });
    await expect(audit.checkpointIfDue('ending')).rejects.toMatchObject({ code: 'altered' });
    expect(readFileSync(ledger.file, 'utf8').trim().split('\n')).toHaveLength(1);
  });

  test('of which an act was rewritten and hashed anew is BROKEN there, before any checkpoint, and never signed', async () => {
    await ledger.rewrite(9);

    expect(await verdict()).toMatchObject({ verdict: 'BROKEN', firstBad: 9 });
    await expect(audit.checkpoint()).rejects.toMatchObject({ code: 'altered' });
  });

  test('whose head was grown by another entry than the one that is there is not signed', async () => {
    await audit.checkpoint();
    await ledger.add(2);
    const [head] = await ledger.sql('select peaks, root from ledger_head where tenant = $1', [ledger.tenant]);
    await ledger.rewrite(SIZE + 1);
    await ledger.sql('update ledger_head set peaks = $2, root = $3 where tenant = $1', [ledger.tenant, head?.['peaks'], head?.['root']]);

    await expect(audit.checkpoint()).rejects.toMatchObject({
      code: 'altered',
      says: expect.stringContaining('do not lead to its head') as string,
    });
  });

  test('is signed by itself a minute after something was added, and not before', async () => {
    audit = await ledger.auditOf();
    await audit.checkpoint();
    await audit.checkpointIfDue(0);
    await ledger.add(1);
    await audit.checkpointIfDue(59_999);
    expect(await verdict()).toMatchObject({ verdict: 'OK', anchoredTo: SIZE });
    await audit.checkpointIfDue(60_000);

    expect(await verdict()).toMatchObject({ verdict: 'OK', anchoredTo: SIZE + 1 });
  });

  test('of which two histories were signed is FORKED: the two checkpoints prove it by themselves', async () => {
    await audit.checkpoint();
    const before = readFileSync(ledger.file, 'utf8');
    writeFileSync(ledger.file, '');
    await ledger.rewrite(3);
    await audit.checkpoint();
    writeFileSync(ledger.file, before + readFileSync(ledger.file, 'utf8'));

    expect(await verdict()).toMatchObject({ verdict: 'FORKED', at: SIZE });
  });

  test('restored from yesterday is ROLLED BACK', async () => {
    await ledger.sql('create temporary table yesterday as select * from ledger_entry where tenant = $1', [ledger.tenant]);
    await ledger.add(5);
    await audit.checkpoint();
    await ledger.sql('delete from ledger_entry where tenant = $1 and index not in (select index from yesterday)', [ledger.tenant]);
    await ledger.sql('drop table yesterday');
    await ledger.rehash();

    expect(await verdict()).toMatchObject({ verdict: 'ROLLED BACK', size: SIZE, anchoredTo: SIZE + 5 });
  });

  test('whose checkpoints were edited says so, and never OK', async () => {
    await audit.checkpoint();
    writeFileSync(ledger.file, readFileSync(ledger.file, 'utf8').replace(`\\n${SIZE}\\n`, `\\n${SIZE + 1}\\n`));
    await expect(verdict()).rejects.toMatchObject({ code: 'altered' });
    writeFileSync(ledger.file, 'not a checkpoint\n');

    await expect(verdict()).rejects.toMatchObject({ code: 'altered', says: `Line 1 of ${ledger.file} is no checkpoint.` });
  });

  test('proves an entry to a program that has the public key and nothing else of Countersign', async () => {
    const { key } = await audit.checkpoint();
    await ledger.add(4);
    const check = (proof: string, by = key) => {
      const at = join(ledger.folder, 'entry.tlog-proof');
      writeFileSync(at, proof);
      return spawnSync(process.execPath, [join(ROOT, 'bin', 'verify-proof.mjs'), at, by], { encoding: 'utf8' });
    };
    for (const index of [0, 17, SIZE + 3]) {
      const proof = await audit.prove(index);
      expect(check(proof).stdout).toContain(`OK. This entry is number ${index} of the ${SIZE + 4}`);
      expect(check(proof.replace(/\n([A-Za-z0-9+/])/, '\n_')).status).toBe(1);
      expect(check(proof.replace(`index ${index}`, `index ${index + 1}`)).status).toBe(1);
      expect(check(proof, key.replace('+', '+0')).status).toBe(1);
    }

    await expect(audit.prove(SIZE + 4)).rejects.toMatchObject({ code: 'not-found' });
    expect(execFileSync(process.execPath, ['--check', join(ROOT, 'bin', 'verify-proof.mjs')], { encoding: 'utf8' })).toBe('');
  });
});
