import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openAudit, type Audit } from '#app/ledger/audit.ts';
import { readConfig, type Config } from '#app/settings/config.ts';
import type { Database } from '#connectors/postgres/open-database.ts';
import type { TenantId } from '#guardrails/actor.ts';
import { canonicalJson, type JsonValue } from '#guardrails/audit/canonical-json.ts';
import { appendLeaf, EMPTY_TREE, leafHash, rootOf } from '#guardrails/audit/tree.ts';
import { anAct } from '../contracts/builders.ts';
import { subjectOver, TEST_KEY, type Subject } from '../contracts/subject.ts';

export const ROOT = resolve(import.meta.dirname, '..', '..');
export const SIZE = 40;

/** Every column of an entry, and a change of one byte of it. A number has no byte of its own: it becomes another number. */
export const COLUMNS: Readonly<Record<string, string>> = {
  leaf: `leaf = overlay(leaf placing chr((ascii(substr(leaf, 1 + $2 % length(leaf))) + 1) % 94 + 33) from 1 + $2 % length(leaf))`,
  leaf_hash: 'leaf_hash = set_byte(leaf_hash, $2 % 32, (get_byte(leaf_hash, $2 % 32) + 1) % 256)',
  salt: `salt = overlay(salt placing 'g' from 1 + $2 % length(salt))`,
  about: `about = overlay(about::text placing (case when $2 % 2 = 0 then ' {' else '{ ' end) from 1 for 1)::json`,
  encounter: `encounter = coalesce(encounter, '') || chr(97 + $2 % 26)`,
  proposal: `proposal = coalesce(proposal, '') || chr(97 + $2 % 26)`,
  index: 'index = index + 1000 + $2 % 1000',
  tenant: `tenant = tenant || chr(97 + $2 % 26)`,
};

/** What was done to the rows, the first entry that it shows at, and the statements that did it; `$1` is the tenant. */
export const REARRANGED: readonly (readonly [string, number, readonly string[]])[] = [
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
];

/** A ledger of its own tenant, and what a hostile administrator of its database can do to it. */
export interface TamperedLedger {
  readonly tenant: TenantId;
  /** Opened before it had entries. */
  readonly audit: Audit;
  readonly folder: string;
  /** The file of its checkpoints. */
  readonly file: string;
  readonly sql: Subject['asOwner'];
  readonly add: (many: number) => Promise<void>;
  readonly auditOf: (config?: Partial<Config>, told?: (thrown: unknown) => void) => Promise<Audit>;
  /** Changes one byte of a row for as long as the work takes. */
  readonly withByteChanged: (change: { column: string; index: number; byte: number }, work: () => Promise<void>) => Promise<void>;
  /** Without the key: makes every number in the database agree with the rows. */
  readonly rehash: () => Promise<void>;
  readonly rewrite: (index: number) => Promise<void>;
}

/** A new ledger of `SIZE` entries, of which every tenth changes something and so is sealed. */
export async function tamperedLedger(database: Database): Promise<TamperedLedger> {
  const subject = subjectOver(database);
  const tenant = subject.tenant();
  const folder = mkdtempSync(join(tmpdir(), 'audit-'));
  const file = join(folder, 'kept', 'checkpoints');
  writeFileSync(join(folder, 'ledger-key.pem'), TEST_KEY, { mode: 0o600 });
  const sql: Subject['asOwner'] = (statement, values = []) => subject.asOwner(statement, [...values]);

  async function add(many: number): Promise<void> {
    await subject.store.within(tenant, async ({ ledger }) => {
      for (let one = 0; one < many; one += 1)
        await ledger.append(
          anAct(tenant, {
            ...(one % 3 === 0 && { proposal: `P-${one + 1}` }),
            ...(one % 10 === 9 && { act: 'chart.imported' }),
            about: { encounter: `E-${one % 4}` },
          }),
        );
    });
  }
  async function auditOf(config: Partial<Config> = {}, told?: (thrown: unknown) => void): Promise<Audit> {
    const settings = readConfig({ COUNTERSIGN_DATA_DIR: folder }, ROOT);
    return openAudit(database, { ...settings, checkpoints: file, ...config }, tenant, told);
  }
  async function rehash(): Promise<void> {
    const rows = await sql<{ index: string; leaf: string }>('select index, leaf from ledger_entry where tenant = $1 order by index', [
      tenant,
    ]);
    let tree = EMPTY_TREE;
    for (const { index, leaf } of rows) {
      tree = appendLeaf(tree, leafHash(leaf));
      await sql('update ledger_entry set leaf_hash = $2 where tenant = $1 and index = $3', [tenant, leafHash(leaf), index]);
    }
    await sql('update ledger_head set size = $2, peaks = $3, root = $4 where tenant = $1', [tenant, tree.size, tree.peaks, rootOf(tree)]);
  }
  async function rewrite(index: number): Promise<void> {
    const [row] = await sql<{ leaf: string }>('select leaf from ledger_entry where tenant = $1 and index = $2', [tenant, index]);
    const leaf = { ...(JSON.parse(row?.leaf ?? '') as Record<string, JsonValue>), actor: 'somebody.else' };
    await sql('update ledger_entry set leaf = $3 where tenant = $1 and index = $2', [tenant, index, canonicalJson(leaf)]);
    await rehash();
  }
  const withByteChanged: TamperedLedger['withByteChanged'] = async ({ column, index, byte }, work) => {
    await sql('create temporary table kept as select * from ledger_entry where tenant = $1 and index = $2', [tenant, index]);
    const change = `update ledger_entry set ${COLUMNS[column] ?? ''} where tenant = $3 and index = $1 and $2::int is not null`;
    await sql(change, [index, byte, tenant]);
    try {
      await work();
    } finally {
      await sql(
        `delete from ledger_entry where tenant like $1 || '%' and leaf_hash not in (select leaf_hash from ledger_entry
        where tenant = $1 and index < ${SIZE} and index <> $2)`,
        [tenant, index],
      );
      await sql('alter table ledger_entry disable trigger grow_ledger');
      await sql('insert into ledger_entry select * from kept');
      await sql('alter table ledger_entry enable trigger grow_ledger');
      await sql('drop table kept');
    }
  };
  const audit = await auditOf();
  await add(SIZE);
  return { tenant, audit, folder, file, sql, add, auditOf, withByteChanged, rehash, rewrite };
}
