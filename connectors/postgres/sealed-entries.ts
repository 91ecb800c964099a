import { canonicalJson } from '#guardrails/audit/canonical-json.ts';
import { isSealedAct, sealedText, UNSEALED, type Sealer } from '#guardrails/audit/seal.ts';
import { Leaf } from '#guardrails/audit/ledger.ts';
import { faultOf } from '#guardrails/audit/verify-ledger.ts';
import { entryOf, type EntryRow } from './stored-entry.ts';

/** Puts this installation's seal on acts and records, and tells whether they bear it. */
export interface Sealed {
  /** The leaf, with a seal unless its act only reads. */
  readonly withSeal: (leaf: Leaf) => Promise<Leaf>;
  /** What shows that an entry is not what was written, or was not written by this installation. */
  readonly faultOf: (row: EntryRow) => Promise<string | undefined>;
  /** The seal of a record beside the ledger: a chart, an edition. */
  readonly sealOf: (record: readonly string[]) => Promise<string>;
  readonly isSealOf: (record: readonly string[], seal: string | null | undefined) => Promise<boolean>;
}

export function sealedEntries(sealer: Sealer): Sealed {
  const recordText = (record: readonly string[]) => `countersign record v1\n${canonicalJson(record)}`;
  return {
    sealOf: (record) => sealer.seal(recordText(record)),
    // A record has no place in the ledger, so a key that was retired since still speaks for it.
    isSealOf: async (record, seal) => typeof seal === 'string' && (await sealer.isSealed(recordText(record), seal, 0)),
    withSeal: async (leaf) => (isSealedAct(leaf.act) ? { ...leaf, seal: await sealer.seal(sealedText(leaf)) } : leaf),
    async faultOf(row) {
      const fault = faultOf(entryOf(row));
      if (fault !== undefined) return fault;
      const leaf = Leaf.parse(JSON.parse(row.leaf));
      if (!isSealedAct(leaf.act)) return undefined;
      const genuine = leaf.seal !== undefined && (await sealer.isSealed(sealedText(leaf), leaf.seal, leaf.index));
      return genuine ? undefined : UNSEALED;
    },
  };
}
