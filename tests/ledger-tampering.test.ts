import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openAudit, type Audit } from '#app/audit.ts';
import { readConfig } from '#app/config.ts';
import type { Database } from '#connectors/postgres/open-database.ts';
import type { TenantId } from '#guardrails/actor.ts';
import { canonicalJson, type JsonValue } from '#guardrails/audit/canonical-json.ts';
import { appendLeaf, EMPTY_TREE, leafHash, rootOf } from '#guardrails/audit/tree.ts';
import { anAct } from './contracts/builders.ts';
import { subjectOver, type Subject } from './contracts/subject.ts';
import { databases } from './support/databases.ts';

const ROOT = resolve(import.meta.dirname, '..');
const SIZE = 40;
/** Every column of an entry, and a change of one byte of it. A number has no byte of its own: it becomes another number. */
const COLUMNS: Readonly<Record<string, string>> = {
  leaf: `leaf = overlay(leaf placing chr((ascii(substr(leaf, 1 + $2 % length(leaf))) + 1) % 94 + 33) from 1 + $2 % length(leaf))`,
  leaf_hash: 'leaf_hash = set_byte(leaf_hash, $2 % 32, (get_byte(leaf_hash, $2 % 32) + 1) % 256)',
  salt: `salt = overlay(salt placing 'g' from 1 + $2 % length(salt))`,
  about: `about = overlay(about::text placing (case when $2 % 2 = 0 then ' {' else '{ ' end) from 1 for 1)::json`,
  encounter: `encounter = coalesce(encounter, '') || chr(97 + $2 % 26)`,
  proposal: `proposal = coalesce(proposal, '') || chr(97 + $2 % 26)`,
  index: 'index = index + 1000 + $2 % 1000',
  tenant: `tenant = tenant || chr(97 + $2 % 26)`,
};

const kinds = await databases();
const usable = kinds.filter(({ skip }) => skip === undefined);

describe.each(usable)('a ledger on $name', ({ open }) => {
  let database: Database;
  let subject: Subject;
  let tenant: TenantId;
  let audit: Audit;
  let folder: string;
  let file: string;

  const sql = (statement: string, values: unknown[] = []) => subject.asOwner(statement, [...values]);
  const add = (many: number) =>
    subject.store.within(tenant, async ({ ledger }) => {
      for (let one = 0; one < many; one += 1)
        await ledger.append(anAct(tenant, { ...(one % 3 === 0 && { proposal: `P-${one + 1}` }), about: { encounter: `E-${one % 4}` } }));
    });
  async function auditOf(config: Partial<{ checkpoints: string }> = {}): Promise<Audit> {
    const settings = readConfig({ COUNTERSIGN_DATA_DIR: folder }, ROOT);
    return openAudit(database, { ...settings, checkpoints: file, ...config }, tenant);
  }
  const verdict = async () => (await audit.verify()).verdict;

  beforeAll(async () => {
    database = await open();
    subject = subjectOver(database);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    tenant = subject.tenant();
    folder = mkdtempSync(join(tmpdir(), 'audit-'));
    file = join(folder, 'kept', 'checkpoints');
    audit = await auditOf();
    await add(SIZE);
  });

  test('that nobody touched is OK as far as it was signed, and UNANCHORED before it ever was', async () => {
    expect(await verdict()).toMatchObject({ verdict: 'UNANCHORED', size: SIZE });
    await audit.checkpoint();
    await add(3);

    expect(await verdict()).toMatchObject({ verdict: 'OK', size: SIZE + 3, anchoredTo: SIZE });
  });

  test('that has entries and no checkpoint any more is never signed by itself: only a person can sign what nothing vouches for', async () => {
    await audit.checkpoint();
    writeFileSync(file, '');
    audit = await auditOf();
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
        await sql('create temporary table kept as select * from ledger_entry where tenant = $1 and index = $2', [tenant, index]);
        await sql(`update ledger_entry set ${COLUMNS[column] ?? ''} where tenant = $3 and index = $1 and $2::int is not null`, [
          index,
          byte,
          tenant,
        ]);
        const found = await verdict();
        await sql(
          `delete from ledger_entry where tenant like $1 || '%' and leaf_hash not in (select leaf_hash from ledger_entry
          where tenant = $1 and index < ${SIZE} and index <> $2)`,
          [tenant, index],
        );
        await sql('alter table ledger_entry disable trigger grow_ledger');
        await sql('insert into ledger_entry select * from kept');
        await sql('alter table ledger_entry enable trigger grow_ledger');
        await sql('drop table kept');

        // A last row that is filed under another tenant is a row that is missing at the end.
        const cut = column === 'tenant' && index === SIZE - 1;
        const expected = cut ? { verdict: 'ROLLED BACK', size: index } : { verdict: 'BROKEN', firstBad: index };
        expect([column, found]).toEqual([column, expect.objectContaining(expected)]);
        detected += 1;
      }),
      { numRuns: 250, endOnFailure: true },
    );

    expect(detected).toBe(250);
    expect(await verdict()).toMatchObject({ verdict: 'OK' });
  }, 300_000);

  test.each([
    ['the middle row deleted', 20, ['delete from ledger_entry where tenant = $1 and index = 20']],
    [
      'two rows swapped',
      7,
      [
        'update ledger_entry set index = 1000 where tenant = $1 and index = 7',
        'update ledger_entry set index = 7 where tenant = $1 and index = 23',
        'update ledger_entry set index = 23 where tenant = $1 and index = 1000',
      ],
    ],
    [
      'a row written in between, dated back',
      11,
      [
        'update ledger_entry set index = -index - 1 where false and tenant = $1',
        `alter table ledger_entry disable trigger grow_ledger`,
        'update ledger_entry set index = index + 1000 where tenant = $1 and index > 10',
        'update ledger_entry set index = index - 999 where tenant = $1 and index > 1000',
        'insert into ledger_entry select tenant, 11, leaf, leaf_hash, salt, about, encounter, proposal from ledger_entry where tenant = $1 and index = 10',
        `alter table ledger_entry enable trigger grow_ledger`,
      ],
    ],
    [
      'its last row twice',
      SIZE,
      [
        `alter table ledger_entry disable trigger grow_ledger`,
        `insert into ledger_entry select tenant, index + 1, leaf, leaf_hash, salt, about, encounter, proposal from ledger_entry where tenant = $1 and index = ${SIZE - 1}`,
        `alter table ledger_entry enable trigger grow_ledger`,
      ],
    ],
  ])('with %s is BROKEN there', async (_name, firstBad, statements) => {
    await audit.checkpoint();
    for (const statement of statements) await sql(statement, statement.includes('$1') ? [tenant] : []);

    expect(await verdict()).toMatchObject({ verdict: 'BROKEN', firstBad });
  });

  /** What a hostile administrator can do without the key: make every number in the database agree with the rows. */
  async function rehash(): Promise<void> {
    const rows = await subject.asOwner<{ index: string; leaf: string }>(
      'select index, leaf from ledger_entry where tenant = $1 order by index',
      [tenant],
    );
    let tree = EMPTY_TREE;
    for (const { index, leaf } of rows) {
      tree = appendLeaf(tree, leafHash(leaf));
      await sql('update ledger_entry set leaf_hash = $2 where tenant = $1 and index = $3', [tenant, leafHash(leaf), index]);
    }
    await sql('update ledger_head set size = $2, peaks = $3, root = $4 where tenant = $1', [tenant, tree.size, tree.peaks, rootOf(tree)]);
  }
  async function rewrite(index: number): Promise<void> {
    const [row] = await subject.asOwner<{ leaf: string }>('select leaf from ledger_entry where tenant = $1 and index = $2', [
      tenant,
      index,
    ]);
    const leaf = { ...(JSON.parse(row?.leaf ?? '') as Record<string, JsonValue>), actor: 'somebody.else' };
    await sql('update ledger_entry set leaf = $3 where tenant = $1 and index = $2', [tenant, index, canonicalJson(leaf)]);
    await rehash();
  }

  test.each([1, 10, SIZE])('whose last %i rows were cut off, with the head made to agree, is ROLLED BACK', async (many) => {
    await audit.checkpoint();
    await sql('delete from ledger_entry where tenant = $1 and index >= $2', [tenant, SIZE - many]);
    await rehash();

    expect(await verdict()).toMatchObject({ verdict: 'ROLLED BACK', size: SIZE - many, anchoredTo: SIZE });
  });

  test('that was rewritten and hashed anew is BROKEN, and from the first entry that no checkpoint bears out', async () => {
    await audit.checkpoint();
    await add(10);
    await audit.checkpoint();
    await rewrite(SIZE + 4);
    expect(await verdict()).toMatchObject({ verdict: 'BROKEN', firstBad: SIZE });
    await rewrite(3);

    expect(await verdict()).toMatchObject({ verdict: 'BROKEN', firstBad: 0 });
  });

  test('that was rewritten is signed by the key no more: the checkpoint that it signed stands against it', async () => {
    await audit.checkpoint();
    await rewrite(3);
    await add(2);

    await expect(audit.checkpoint()).rejects.toMatchObject({ code: 'altered' });
    expect(await verdict()).toMatchObject({ verdict: 'BROKEN' });
  });

  test('that was rewritten by somebody with the key is found out by a checkpoint of the time before', async () => {
    await audit.checkpoint();
    const away = join(folder, 'held-elsewhere');
    copyFileSync(file, away);
    writeFileSync(file, '');
    await rewrite(3);
    await audit.checkpoint();
    expect(await verdict()).toMatchObject({ verdict: 'OK' });
    audit = await auditOf({ checkpoints: away });

    expect(await verdict()).toMatchObject({ verdict: 'BROKEN', firstBad: 0 });
  });

  test('of which two histories were signed is FORKED: the two checkpoints prove it by themselves', async () => {
    await audit.checkpoint();
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, '');
    await rewrite(3);
    await audit.checkpoint();
    writeFileSync(file, before + readFileSync(file, 'utf8'));

    expect(await verdict()).toMatchObject({ verdict: 'FORKED', at: SIZE });
  });

  test('restored from yesterday is ROLLED BACK', async () => {
    await sql('create temporary table yesterday as select * from ledger_entry where tenant = $1', [tenant]);
    await add(5);
    await audit.checkpoint();
    await sql('delete from ledger_entry where tenant = $1 and index not in (select index from yesterday)', [tenant]);
    await sql('drop table yesterday');
    await rehash();

    expect(await verdict()).toMatchObject({ verdict: 'ROLLED BACK', size: SIZE, anchoredTo: SIZE + 5 });
  });

  test('whose checkpoints were edited says so, and never OK', async () => {
    await audit.checkpoint();
    writeFileSync(file, readFileSync(file, 'utf8').replace(`\\n${SIZE}\\n`, `\\n${SIZE + 1}\\n`));
    await expect(verdict()).rejects.toMatchObject({ code: 'altered' });
    writeFileSync(file, 'not a checkpoint\n');

    await expect(verdict()).rejects.toMatchObject({ code: 'altered', says: `Line 1 of ${file} is no checkpoint.` });
  });

  test('proves an entry to a program that has the public key and nothing else of Countersign', async () => {
    const { key } = await audit.checkpoint();
    await add(4);
    const check = (proof: string, by = key) => {
      const at = join(folder, 'entry.tlog-proof');
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
