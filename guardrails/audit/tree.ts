import { createHash } from 'node:crypto';

/**
 * The hashes of RFC 6962, section 2.1. A leaf is prefixed 0x00 and a node 0x01, so that neither can stand for the other.
 *
 * MUST stay byte-for-byte stable: every root ever signed depends on it.
 */
export function leafHash(leaf: string): Buffer {
  return createHash('sha256').update(Buffer.of(0)).update(leaf, 'utf8').digest();
}

export function nodeHash(left: Buffer, right: Buffer): Buffer {
  return createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest();
}

/**
 * The roots of the full subtrees of a tree, largest first: all that is needed to append a leaf and to know the root.
 * A tree of size 6 (binary 110) has two: one of four leaves, one of two.
 */
export interface Frontier {
  readonly size: number;
  readonly peaks: readonly Buffer[];
}

export const EMPTY_TREE: Frontier = { size: 0, peaks: [] };

export function appendLeaf(tree: Frontier, leaf: Buffer): Frontier {
  return appendSubtree(tree, leaf, 0);
}

/** Appends 2^level leaves of which only the root is known. The tree MUST be a multiple of that many. */
export function appendSubtree({ size, peaks }: Frontier, root: Buffer, level: number): Frontier {
  const grown = [...peaks];
  let right = root;
  for (let rest = size / 2 ** level; rest % 2 === 1; rest = Math.floor(rest / 2)) {
    const left = grown.pop();
    if (left === undefined) throw new RangeError(`a tree of ${size} leaves cannot have ${peaks.length} peaks`);
    right = nodeHash(left, right);
  }
  return { size: size + 2 ** level, peaks: [...grown, right] };
}

/** The RFC 6962 tree head; for the empty tree the hash of nothing. */
export function rootOf({ peaks }: Frontier): Buffer {
  const smallestFirst = peaks.toReversed();
  const [first, ...larger] = smallestFirst;
  if (first === undefined) return createHash('sha256').digest();
  return larger.reduce((right, left) => nodeHash(left, right), first);
}
