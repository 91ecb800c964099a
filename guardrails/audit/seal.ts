import { verify } from 'node:crypto';
import { canonicalJson, jsonOf } from './canonical-json.ts';
import type { LedgerKeys, RetiredKey } from './ledger-keys.ts';
import type { Act, Leaf } from './ledger.ts';

/**
 * Acts that give somebody the right to something, or use it, and those that something rests on: an approval on a chart, a purge on a hold.
 * An entry of one of them counts only under the seal of this installation.
 */
const OF_AUTHORITY: ReadonlySet<Act> = new Set<Act>([
  'proposal.signed',
  'proposal.approved',
  'policy.activated',
  'principal.set',
  'authority.lent',
  'authority.taken',
  'authority.ended',
  'authority.seen',
  'review.sampled',
  'review.recorded',
  'chart.imported',
  'edition.activated',
  'hold.placed',
  'hold.released',
  'ledger.purged',
]);

export function isOfAuthority(act: Act): boolean {
  return OF_AUTHORITY.has(act);
}

/** What seals an act: a key that is not in the database, so that whoever can write there can still not authorise anything. */
export interface Sealer {
  readonly seal: (text: string) => Promise<string>;
  /** Whether the seal is one of this installation's, for the entry of this index. */
  readonly isSealed: (text: string, seal: string, index: number) => Promise<boolean>;
}

/** Seals with the key of the ledger. `keys` is asked each time, for they may be rotated while the program runs. */
export function sealer(keys: () => Promise<LedgerKeys>): Sealer {
  return {
    seal: async (text) => (await keys()).current.sign(text).toString('base64'),
    async isSealed(text, seal, index) {
      const { current, retired } = await keys();
      const bytes = Buffer.from(seal, 'base64');
      const known: readonly RetiredKey[] = [{ verifier: current.verifier }, ...retired];
      return known.some(({ verifier, until = index + 1 }) => index < until && verify(null, Buffer.from(text, 'utf8'), verifier.key, bytes));
    },
  };
}

/** What a seal is over: the whole leaf but the seal itself, under a heading, so that no other signature of the key can be taken for one. */
export function sealedText(leaf: Leaf): string {
  return `countersign seal v1\n${canonicalJson(jsonOf({ ...leaf, seal: undefined }))}`;
}
