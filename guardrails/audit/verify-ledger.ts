import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { Checkpoint } from './checkpoint.ts';
import { Leaf, type TreeHead } from './ledger.ts';
import { appendLeaf, EMPTY_TREE, leafHash, rootOf, type Frontier } from './tree.ts';

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
}

/** `firstBad` is the index of the first entry that cannot be trusted. */
export type LedgerVerdict =
  | { readonly verdict: 'OK'; readonly size: number; readonly root: string; readonly anchoredTo: number }
  | { readonly verdict: 'UNANCHORED'; readonly size: number; readonly root: string }
  | { readonly verdict: 'BROKEN'; readonly firstBad: number; readonly says: string }
  | { readonly verdict: 'ROLLED BACK'; readonly size: number; readonly anchoredTo: number; readonly says: string }
  | { readonly verdict: 'FORKED'; readonly at: number; readonly says: string };

/**
 * Reads a whole ledger and says what an outsider may believe of it. Nothing that the database says of itself is taken on its
 * word: every hash is made again from the entries, and only a checkpoint held elsewhere can show that entries at the end were
 * not cut off, or all of history written anew.
 */
export async function verifyLedger({ tenant, entries, head, anchors }: LedgerUnderTest): Promise<LedgerVerdict> {
  const marks = anchors.toSorted((a, b) => a.size - b.size);
  const split = contradiction(marks);
  if (split !== undefined) return split;

  let tree = EMPTY_TREE;
  let trusted = 0;
  const due = marks.values();
  let mark = due.next();
  for await (const entry of entries) {
    const wrong = whatIsWrong(entry, tenant, tree.size);
    if (wrong !== undefined) return { verdict: 'BROKEN', firstBad: tree.size, says: wrong };
    tree = appendLeaf(tree, Buffer.from(entry.leafHash, 'hex'));
    for (; mark.done !== true && mark.value.size <= tree.size; mark = due.next()) {
      if (mark.value.size === tree.size && !rootOf(tree).equals(mark.value.root)) return rewritten(trusted, mark.value);
      trusted = mark.value.size;
    }
  }
  return conclude(tree, head, anchors, mark.done === true ? undefined : marks.at(-1));
}

function conclude(tree: Frontier, head: TreeHead, anchors: readonly Checkpoint[], beyond: Checkpoint | undefined): LedgerVerdict {
  const root = rootOf(tree).toString('hex');
  if (beyond !== undefined) {
    const says = `${beyond.size - tree.size} entries at the end are missing: a signed checkpoint vouches for ${beyond.size}, and there are ${tree.size}.`;
    return { verdict: 'ROLLED BACK', size: tree.size, anchoredTo: beyond.size, says };
  }
  if (head.size !== tree.size || head.root !== root) {
    const says = `The head says ${head.size} entries under ${head.root.slice(0, 12)}…, and the entries give ${tree.size} under ${root.slice(0, 12)}….`;
    return { verdict: 'BROKEN', firstBad: Math.min(head.size, tree.size), says };
  }
  const anchoredTo = Math.max(...anchors.map(({ size }) => size));
  return anchors.length === 0 ? { verdict: 'UNANCHORED', size: tree.size, root } : { verdict: 'OK', size: tree.size, root, anchoredTo };
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

function whatIsWrong(entry: StoredEntry, tenant: string, expected: number): string | undefined {
  if (entry.tenant !== tenant) return `It is an entry of ${entry.tenant}.`;
  if (entry.index !== expected) return `Entry ${expected} is missing: the next one is numbered ${entry.index}.`;
  return faultOf(entry);
}

/** What shows by itself that an entry is not what was written, or `undefined`. That it is in its place is another question. */
export function faultOf(entry: StoredEntry): string | undefined {
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
  return undefined;
}

function readLeaf(text: string): Leaf | undefined {
  try {
    const parsed = Leaf.safeParse(JSON.parse(text));
    return parsed.success && canonicalJson(parsed.data) === text ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
