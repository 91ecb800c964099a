import { Leaf } from '../audit/ledger.ts';
import { leafHash, nodeHash } from '../audit/tree.ts';

/** Entries are purged by this many, from a multiple of it on: one full subtree of the tree. MUST never change. */
export const SEGMENT = 4_096;
export const SEGMENT_LEVEL = 12;

/** How long entries are kept at least, in years. The database holds to it by itself. */
export const KEPT_YEARS = 6;

/** What is left of the entries of one segment. */
export interface PurgedSegment {
  readonly index: number;
  readonly root: Buffer;
  readonly lastLeaf: string;
  /** From the last leaf to the root, lowest first. */
  readonly path: readonly Buffer[];
}

/** When the last entry of a segment was made. Throws RangeError that says how the record is not what a purge leaves. */
export function endOf({ index, root, lastLeaf, path }: PurgedSegment, tenant: string): string {
  const hash = path.reduce((right, left) => nodeHash(left, right), leafHash(lastLeaf));
  if (path.length !== SEGMENT_LEVEL || !hash.equals(root)) throw new RangeError('its last leaf does not lead to its root');
  const leaf = Leaf.safeParse(JSON.parse(lastLeaf));
  if (!leaf.success || leaf.data.tenant !== tenant || leaf.data.index !== (index + 1) * SEGMENT - 1)
    throw new RangeError('its last leaf is another entry');
  return leaf.data.at;
}

/** Whether a purge at this moment was late enough for entries that end at that one. Both UTC. */
export function isLongEnough(end: string, purgedAt: string): boolean {
  const due = new Date(end);
  due.setUTCFullYear(due.getUTCFullYear() + KEPT_YEARS);
  return Date.parse(purgedAt) >= due.getTime();
}
