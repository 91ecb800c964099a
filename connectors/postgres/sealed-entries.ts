import { isOfAuthority, sealedText, type Sealer } from '#guardrails/audit/seal.ts';
import { Leaf } from '#guardrails/audit/ledger.ts';
import { faultOf } from '#guardrails/audit/verify-ledger.ts';
import { entryOf, type EntryRow } from './stored-entry.ts';

/** Puts this installation's seal on acts of authority, and tells whether an entry bears it. */
export interface Sealed {
  /** The leaf, with a seal where its act is one of authority. */
  readonly withSeal: (leaf: Leaf) => Promise<Leaf>;
  /** What shows that an entry is not what was written, or was not written by this installation. */
  readonly faultOf: (row: EntryRow) => Promise<string | undefined>;
}

export function sealedEntries(sealer: Sealer): Sealed {
  return {
    withSeal: async (leaf) => (isOfAuthority(leaf.act) ? { ...leaf, seal: await sealer.seal(sealedText(leaf)) } : leaf),
    async faultOf(row) {
      const fault = faultOf(entryOf(row));
      if (fault !== undefined) return fault;
      const leaf = Leaf.parse(JSON.parse(row.leaf));
      if (!isOfAuthority(leaf.act)) return undefined;
      const genuine = leaf.seal !== undefined && (await sealer.isSealed(sealedText(leaf), leaf.seal, leaf.index));
      return genuine ? undefined : 'It does not bear the seal of this installation.';
    },
  };
}
