import type { StoredEntry } from '#guardrails/audit/verify-ledger.ts';

export type EntryRow = Omit<StoredEntry, 'index'> & { readonly index: string };

/** An entry of the ledger with every column that is verified. */
export const ENTRY = `select tenant, index, leaf, encode(leaf_hash, 'hex') as "leafHash", salt, about::text as about, encounter, proposal
  from ledger_entry`;

export function entryOf({ index, ...row }: EntryRow): StoredEntry {
  return { ...row, index: Number(index) };
}
