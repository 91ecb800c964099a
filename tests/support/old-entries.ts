import { createHash } from 'node:crypto';
import type { Database } from '#connectors/postgres/open-database.ts';
import { canonicalJson } from '#guardrails/audit/canonical-json.ts';
import { Leaf } from '#guardrails/audit/ledger.ts';
import { leafHash } from '#guardrails/audit/tree.ts';
import type { TenantId } from '#guardrails/actor.ts';

const BATCH = 1_024;

/**
 * Adds entries to a ledger as if they had been made from a day of the past on, one a minute, with the rights of the program. The first
 * of every batch is about `encounter`.
 */
export async function addOldEntries(
  { pool }: Database,
  tenant: TenantId,
  { many, from, encounter }: { readonly many: number; readonly from: string; readonly encounter?: string },
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(`begin; set local search_path = countersign, public; set local role countersign_app`);
    await client.query(`select set_config('countersign.tenant', $1, true)`, [tenant]);
    await client.query('insert into ledger_head (tenant) values ($1) on conflict do nothing', [tenant]);
    const { rows } = await client.query<{ size: string }>('select size from ledger_head');
    const size = Number(rows[0]?.size);
    for (let done = 0; done < many; done += BATCH) {
      const written = Array.from({ length: Math.min(BATCH, many - done) }, (_one, at) =>
        entry(tenant, size + done + at, Date.parse(from) + (done + at) * 60_000, at === 0 ? encounter : undefined),
      );
      await client.query(
        `insert into ledger_entry (index, leaf, leaf_hash, salt, about, encounter)
         select (e ->> 0)::bigint, e ->> 1, decode(e ->> 2, 'hex'), e ->> 3, (e ->> 4)::json, e ->> 5 from json_array_elements($1::json) as e`,
        [JSON.stringify(written)],
      );
    }
    await client.query('commit');
  } finally {
    client.release();
  }
}

function entry(tenant: TenantId, index: number, at: number, encounter: string | undefined): readonly unknown[] {
  const about = canonicalJson(encounter === undefined ? {} : { encounter });
  const commitment = createHash('sha256').update('salt').update(about).digest('hex');
  const moment = new Date(at).toISOString();
  const leaf = canonicalJson(
    Leaf.parse({
      v: 1,
      tenant,
      index,
      at: moment,
      act: 'tool.read',
      actor: 'dana.reyes',
      channel: 'terminal',
      tool: 'search_chart',
      about: commitment,
    }),
  );
  return [index, leaf, leafHash(leaf).toString('hex'), 'salt', about, encounter];
}
