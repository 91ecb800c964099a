import { randomBytes } from 'node:crypto';
import type { PoolClient, QueryResultRow } from 'pg';
import { Failure } from '#core/errors.ts';
import { TenantId } from '#guardrails/actor.ts';
import type { TreeHead } from '#guardrails/audit/ledger.ts';
import type { LedgerArchive, LedgerSnapshot, StoredLeaf } from '#guardrails/audit/ledger-archive.ts';
import type { StoredEntry } from '#guardrails/audit/verify-ledger.ts';
import type { PurgedSegment } from '#guardrails/retention/segments.ts';
import { EMPTY_TREE, rootOf } from '#guardrails/audit/tree.ts';
import { bindTransaction } from './bind-transaction.ts';
import type { Database } from './open-database.ts';
import { speakable } from './speakable.ts';
import { ENTRY, entryOf, type EntryRow } from './stored-entry.ts';

const PAGE = 2_000;
type SegmentRow = Omit<PurgedSegment, 'index'> & { readonly index: string };
const SEGMENTS = 'select index, root, last_leaf as "lastLeaf", path from ledger_segment order by index';
type LeafRow = Omit<StoredLeaf, 'index'> & { readonly index: string };
const LEAVES = `select index, leaf, encode(leaf_hash, 'hex') as "leafHash" from ledger_entry
  where $1::bigint[] is null or index = any($1) order by index`;
const NODES = `select coalesce(node.hash, entry.leaf_hash) as hash
  from unnest($1::int[], $2::bigint[]) with ordinality as wanted (level, index, place)
  left join ledger_node node on node.level = wanted.level and node.index = wanted.index
  left join ledger_entry entry on wanted.level = 0 and entry.index = wanted.index
  order by place`;

/** Reads ledgers in transactions that cannot write, each of which sees one moment. */
export function ledgerArchive({ pool }: Database): LedgerArchive {
  return {
    async within(tenant, work) {
      const client = await pool.connect().catch((thrown: unknown) => Promise.reject(speakable(thrown)));
      try {
        await client.query('begin isolation level repeatable read read only');
        await bindTransaction(client, TenantId.parse(tenant));
        return await work(snapshot(client));
      } catch (thrown) {
        throw speakable(thrown);
      } finally {
        await client.query('rollback').then(
          () => client.release(),
          () => client.release(true),
        );
      }
    },
  };
}

/**
 * Rows a page at a time from one plan of the database. A question for each page would be planned anew each time, and on a table whose
 * statistics are old it would read the rest of the table for every page.
 */
async function* cursor<R extends QueryResultRow>(client: PoolClient, sql: string, values: readonly unknown[]): AsyncGenerator<R> {
  const name = `ledger_${randomBytes(4).toString('hex')}`;
  await client.query(`declare ${name} no scroll cursor for ${sql}`, [...values]);
  try {
    for (;;) {
      const { rows } = await client.query<R>(`fetch ${PAGE} from ${name}`);
      yield* rows;
      if (rows.length < PAGE) return;
    }
  } finally {
    await client.query(`close ${name}`).catch(() => undefined);
  }
}

function snapshot(client: PoolClient): LedgerSnapshot {
  async function* entries(from = 0): AsyncIterable<StoredEntry> {
    // A negative index is what only tampering leaves, and a whole ledger must show it.
    const where = from === 0 ? '' : `where index >= ${Math.trunc(from)}`;
    for await (const row of cursor<EntryRow>(client, `${ENTRY} ${where} order by index`, [])) yield entryOf(row);
  }
  async function* leaves(indexes?: readonly number[]): AsyncIterable<StoredLeaf> {
    for await (const { index, ...row } of cursor<LeafRow>(client, LEAVES, [indexes])) yield { ...row, index: Number(index) };
  }
  return {
    entries,
    leaves,
    async entry(index) {
      const [row] = (await client.query<EntryRow>(`${ENTRY} where index = $1`, [index])).rows;
      return row && entryOf(row);
    },
    segments: async () => (await client.query<SegmentRow>(SEGMENTS)).rows.map(({ index, ...row }) => ({ ...row, index: Number(index) })),
    async head(): Promise<TreeHead> {
      const [head] = (await client.query<{ size: string; root: Buffer }>('select size, root from ledger_head')).rows;
      return { size: Number(head?.size ?? 0), root: (head?.root ?? rootOf(EMPTY_TREE)).toString('hex') };
    },
    async nodes(ids) {
      const { rows } = await client.query<{ hash: Buffer | null }>(NODES, [ids.map(({ level }) => level), ids.map(({ index }) => index)]);
      return rows.map(({ hash }) => {
        if (hash === null) throw new Failure('altered', 'A node of the ledger\u2019s tree is missing. Run countersign audit verify.');
        return hash;
      });
    },
  };
}
