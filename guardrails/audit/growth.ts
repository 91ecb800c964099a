import { SEGMENT_LEVEL } from '../retention/segments.ts';
import type { LedgerSnapshot } from './ledger-archive.ts';
import type { LedgerKeys } from './ledger-keys.ts';
import { peaksOf, type SizedRoot } from './proofs.ts';
import { appendLeaf, appendSubtree, EMPTY_TREE, rootOf, type Frontier } from './tree.ts';
import { faultInPlace } from './verify-ledger.ts';

interface Growth {
  /** The head that was signed last. Absent where none was. */
  readonly from: SizedRoot | undefined;
  readonly to: SizedRoot;
  readonly keys: LedgerKeys;
}

/**
 * What shows that a ledger did not grow from one head to the other by entries of this installation alone, or `undefined`. Only entries
 * after the first head are read; of those before, the roots of the full subtrees, which must give that head.
 */
export async function growthFault(snapshot: LedgerSnapshot, { from, to, keys }: Growth): Promise<string | undefined> {
  let tree = await treeAt(snapshot, from, to.size);
  if (tree === undefined) return `The ledger is not the continuation of what was signed at ${from?.size ?? 0} entries.`;
  if (tree.size < to.size) {
    for await (const entry of snapshot.entries(tree.size)) {
      const fault = faultInPlace(entry, tree.size, keys);
      if (fault !== undefined) return `Entry ${tree.size} of the ledger is not what was written. ${fault}`;
      tree = appendLeaf(tree, Buffer.from(entry.leafHash, 'hex'));
    }
  }
  if (tree.size === to.size && rootOf(tree).equals(to.root)) return undefined;
  return `The ledger is not the continuation of what was signed at ${from?.size ?? 0} entries: those that were added do not lead to its head.`;
}

/** The tree that was signed, or what is left of purged entries where none was; `undefined` where it is not what was signed. */
async function treeAt(snapshot: LedgerSnapshot, from: SizedRoot | undefined, most: number): Promise<Frontier | undefined> {
  if (from === undefined || from.size === 0)
    return (await snapshot.segments()).reduce((tree, { root }) => appendSubtree(tree, root, SEGMENT_LEVEL), EMPTY_TREE);
  if (from.size > most) return undefined;
  const tree = { size: from.size, peaks: await snapshot.nodes(peaksOf(from.size)) };
  return rootOf(tree).equals(from.root) ? tree : undefined;
}
