import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { LedgerKeys } from './ledger-keys.ts';
import { Leaf, type TreeHead } from './ledger.ts';
import { purgeIn, readSegments, unlawful, type PurgeEntry } from '../retention/purged-part.ts';
import { SEGMENT_LEVEL, type PurgedSegment } from '../retention/segments.ts';
import { sealFaultOf } from './seal.ts';
import { appendLeaf, appendSubtree, EMPTY_TREE, leafHash, rootOf, type Frontier } from './tree.ts';

/** An entry as it is stored, every column of it. */
export interface StoredEntry {
  readonly tenant: string;
  readonly index: number;
  readonly leaf: string;
  /** Hex. */
  readonly leafHash: string;
  readonly salt: string;
  /** The JSON as it was written. */
  readonly about: string;
  readonly encounter: string | null;
  readonly proposal: string | null;
}

export interface LedgerUnderTest {
  readonly tenant: string;
  /** In order of index. */
  readonly entries: AsyncIterable<StoredEntry>;
  readonly head: TreeHead;
  /** Checkpoints that are held outside the database, their signatures already verified. */
  readonly anchors: readonly Checkpoint[];
  /** What was left of entries that were purged, in order. */
  readonly segments?: readonly PurgedSegment[];
  /** The keys of one of which every act that changes something must bear the seal. Absent, no seal is looked at. */
  readonly keys?: LedgerKeys;
}

/** How many entries are gone, and how many checkpoints speak of sizes in the middle of them and so can be checked no more. */
export interface PurgedCount {
  readonly entries: number;
  readonly checkpoints: number;
}

/** `firstBad` is the index of the first entry that cannot be trusted. */
export type LedgerVerdict =
  | { readonly verdict: 'OK'; readonly size: number; readonly root: string; readonly anchoredTo: number; readonly purged?: PurgedCount }
  | { readonly verdict: 'UNANCHORED'; readonly size: number; readonly root: string; readonly purged?: PurgedCount }
  | { readonly verdict: 'BROKEN'; readonly firstBad: number; readonly says: string }
  | { readonly verdict: 'ROLLED BACK'; readonly size: number; readonly anchoredTo: number; readonly says: string }
  | { readonly verdict: 'FORKED'; readonly at: number; readonly says: string };

/**
 * Reads a whole ledger and says what an outsider may believe of it. Nothing that the database says of itself is taken on its
 * word: every hash is made again from the entries, and only a checkpoint held elsewhere can show that entries at the end were
 * not cut off, or all of history written anew. Of what changes something, only the seal shows who wrote it. For purged entries the root of their subtree stands in, which a later checkpoint
 * bears out like any other.
 */
export async function verifyLedger({ tenant, entries, head, anchors, segments = [], keys }: LedgerUnderTest): Promise<LedgerVerdict> {
  const marks = anchors.toSorted((a, b) => a.size - b.size);
  const split = contradiction(marks);
  if (split !== undefined) return split;

  const past = readSegments(segments, tenant);
  if ('says' in past) return { verdict: 'BROKEN', ...past };
  const walk = markedWalk(marks);
  for (const { root } of segments) {
    const rewritten = walk.grow((tree) => appendSubtree(tree, root, SEGMENT_LEVEL));
    if (rewritten !== undefined) return rewritten;
  }
  const purges: PurgeEntry[] = [];
  for await (const entry of entries) {
    const at = walk.tree().size;
    const wrong = whatIsWrong(entry, tenant, at, keys);
    if (wrong !== undefined) return { verdict: 'BROKEN', firstBad: at, says: wrong };
    const rewritten = walk.grow((tree) => appendLeaf(tree, Buffer.from(entry.leafHash, 'hex')));
    if (rewritten !== undefined) return rewritten;
    const purge = purgeIn(entry.leaf, entry.about);
    if (purge !== undefined) purges.push(purge);
  }
  const wrong = unlawful(past.ends, purges);
  return wrong === undefined ? conclude(walk, head) : { verdict: 'BROKEN', ...wrong };
}

interface Walk {
  readonly tree: () => Frontier;
  /** Checkpoints that were passed and borne out, and passed in the middle of what was purged. */
  readonly borneOut: () => readonly Checkpoint[];
  readonly skipped: () => number;
  /** The last checkpoint, while there is one beyond the tree. */
  readonly beyond: () => Checkpoint | undefined;
  /** Entries of the tree that were not there one by one. */
  readonly purged: () => number;
  /** Grows the tree, and says where a checkpoint that it comes to does not bear it out. */
  readonly grow: (by: (tree: Frontier) => Frontier) => LedgerVerdict | undefined;
}

/** The tree as it grows past signed checkpoints, which are in order of size. */
function markedWalk(marks: readonly Checkpoint[]): Walk {
  let tree = EMPTY_TREE;
  let [next, skipped, purged] = [0, 0, 0];
  const borneOut: Checkpoint[] = [];
  return {
    tree: () => tree,
    borneOut: () => borneOut,
    skipped: () => skipped,
    beyond: () => (next < marks.length ? marks.at(-1) : undefined),
    purged: () => purged,
    grow(by) {
      const before = tree.size;
      tree = by(tree);
      if (tree.size > before + 1) purged = tree.size;
      for (let mark = marks[next]; mark !== undefined && mark.size <= tree.size; mark = marks[next]) {
        next += 1;
        if (mark.size === 0) borneOut.push(mark);
        else if (mark.size < tree.size) skipped += 1;
        else if (rootOf(tree).equals(mark.root)) borneOut.push(mark);
        else return rewritten(borneOut.at(-1)?.size ?? 0, mark);
      }
      return undefined;
    },
  };
}

function conclude(walk: Walk, head: TreeHead): LedgerVerdict {
  const [tree, beyond, borneOut] = [walk.tree(), walk.beyond(), walk.borneOut()];
  const root = rootOf(tree).toString('hex');
  if (beyond !== undefined) {
    const says = `${beyond.size - tree.size} entries at the end are missing: a signed checkpoint vouches for ${beyond.size}, and there are ${tree.size}.`;
    return { verdict: 'ROLLED BACK', size: tree.size, anchoredTo: beyond.size, says };
  }
  if (head.size !== tree.size || head.root !== root) {
    const says = `The head says ${head.size} entries under ${head.root.slice(0, 12)}…, and the entries give ${tree.size} under ${root.slice(0, 12)}….`;
    return { verdict: 'BROKEN', firstBad: Math.min(head.size, tree.size), says };
  }
  const anchoredTo = borneOut.at(-1)?.size;
  const purged = walk.purged() > 0 && { purged: { entries: walk.purged(), checkpoints: walk.skipped() } };
  return anchoredTo === undefined || anchoredTo < walk.purged()
    ? { verdict: 'UNANCHORED', size: tree.size, root, ...purged }
    : { verdict: 'OK', size: tree.size, root, anchoredTo, ...purged };
}

/** Two signed heads of one size and different roots prove by themselves that two histories were shown. */
function contradiction(marks: readonly Checkpoint[]): LedgerVerdict | undefined {
  const at = marks.findIndex(({ size, root }, place) => marks[place + 1]?.size === size && marks[place + 1]?.root.equals(root) === false);
  const size = marks[at]?.size;
  if (size === undefined) return undefined;
  return { verdict: 'FORKED', at: size, says: `Two signed checkpoints of ${size} entries have different roots: two histories were shown.` };
}

function rewritten(trusted: number, { size }: Checkpoint): LedgerVerdict {
  const says = `The entries do not lead to the root that was signed at ${size} entries. Entry ${trusted} is the first that no checkpoint bears out.`;
  return { verdict: 'BROKEN', firstBad: trusted, says };
}

function whatIsWrong(entry: StoredEntry, tenant: string, expected: number, keys: LedgerKeys | undefined): string | undefined {
  if (entry.tenant !== tenant) return `It is an entry of ${entry.tenant}.`;
  return faultInPlace(entry, expected, keys);
}

/** The same of an entry that should be number `expected`, and should bear the seal of one of the keys where its act wants one. */
export function faultInPlace(entry: StoredEntry, expected: number, keys: LedgerKeys | undefined): string | undefined {
  if (entry.index !== expected) return `Entry ${expected} is missing: the next one is numbered ${entry.index}.`;
  const said = soundLeaf(entry);
  if (typeof said === 'string') return said;
  return keys && sealFaultOf(said, keys);
}

/** What shows by itself that an entry is not what was written, or `undefined`. That it is in its place is another question. */
export function faultOf(entry: StoredEntry): string | undefined {
  const said = soundLeaf(entry);
  return typeof said === 'string' ? said : undefined;
}

/** The leaf of an entry that agrees with itself, or what does not agree. */
function soundLeaf(entry: StoredEntry): Leaf | string {
  const { tenant, index, leaf, salt, about } = entry;
  if (leafHash(leaf).toString('hex') !== entry.leafHash) return 'Its hash is not the hash of what it says.';
  const said = readLeaf(leaf);
  if (said === undefined) return 'It is not an entry as this product writes them.';
  if (said.index !== index || said.tenant !== tenant) return `It says of itself that it is entry ${said.index} of ${said.tenant}.`;
  if (createHash('sha256').update(salt).update(about).digest('hex') !== said.about)
    return 'What stands beside it is not what it was about.';
  const { encounter } = JSON.parse(about) as { readonly encounter?: string };
  if ((encounter ?? null) !== entry.encounter) return 'It is filed under an encounter that it was not about.';
  if ((said.proposal ?? null) !== entry.proposal) return 'It is filed under a proposal that it was not about.';
  return said;
}

function readLeaf(text: string): Leaf | undefined {
  try {
    const parsed = Leaf.safeParse(JSON.parse(text));
    return parsed.success && canonicalJson(parsed.data) === text ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
