import type { PoolClient } from 'pg';
import { Failure } from '#core/errors.ts';
import { TenantId } from '#guardrails/actor.ts';
import type { TreeHead } from '#guardrails/audit/ledger.ts';
import type { LedgerArchive, LedgerSnapshot } from '#guardrails/audit/ledger-archive.ts';
import type { StoredEntry } from '#guardrails/audit/verify-ledger.ts';
import { EMPTY_TREE, rootOf } from '#guardrails/audit/tree.ts';
import { bindTransaction } from './bind-transaction.ts';
import type { Database } from './open-database.ts';
import { speakable } from './speakable.ts';
import { ENTRY, entryOf, type EntryRow } from './stored-entry.ts';

const PAGE = 2_000;
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

function snapshot(client: PoolClient): LedgerSnapshot {
  async function* entries(): AsyncIterable<StoredEntry> {
    for (let after = '-1'; ;) {
      const { rows } = await client.query<EntryRow>(`${ENTRY} where index > $1 order by index limit ${PAGE}`, [after]);
      yield* rows.map(entryOf);
      const last = rows.at(-1);
      if (last === undefined || rows.length < PAGE) return;
      after = last.index;
    }
  }
  return {
    entries,
    async entry(index) {
      const [row] = (await client.query<EntryRow>(`${ENTRY} where index = $1`, [index])).rows;
      return row && entryOf(row);
    },
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
