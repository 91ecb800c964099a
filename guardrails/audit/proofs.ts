import { nodeHash } from './tree.ts';

/** A full subtree of a ledger's tree: level 0 is a leaf, and the node covers the 2^level leaves from `index * 2^level` on. */
export interface NodeId {
  readonly level: number;
  readonly index: number;
}

/** Gives the hashes of full subtrees, in the order asked for. It is all that the proofs need of a store. */
export type ReadNodes = (ids: readonly NodeId[]) => Promise<readonly Buffer[]>;

export interface SizedRoot {
  readonly size: number;
  readonly root: Buffer;
}

/**
 * The audit path of RFC 6962, section 2.1.1: the siblings that lead from a leaf to the root of the tree of `size` leaves,
 * nearest first. Throws a RangeError for a leaf that the tree does not have.
 */
export async function inclusionPath(index: number, size: number, read: ReadNodes): Promise<Buffer[]> {
  if (!isLeafOf(index, size)) throw new RangeError(`there is no leaf ${index} in a tree of ${size}`);
  return hashSpans(siblings(index, { start: 0, count: size }), read);
}

/**
 * The consistency proof of RFC 6962, section 2.1.2: that the tree of `older` leaves is the beginning of the tree of `newer`.
 * Throws a RangeError where it cannot be.
 */
export async function consistencyPath(older: number, newer: number, read: ReadNodes): Promise<Buffer[]> {
  if (!isLeafOf(older - 1, newer)) throw new RangeError(`a tree of ${older} is not the beginning of one of ${newer}`);
  return hashSpans(complements(older, { start: 0, count: newer }, true), read);
}

/** The full subtrees of a tree, largest first: whose roots are its frontier. */
export function peaksOf(size: number): NodeId[] {
  return fullSubtrees({ start: 0, count: size });
}

/** Whether the path leads from a leaf's hash to the root (RFC 9162, section 2.1.3.2). False, and no error, for what is no path. */
export function verifyInclusion(leaf: Buffer, index: number, { size, root }: SizedRoot, path: readonly Buffer[]): boolean {
  if (!isLeafOf(index, size)) return false;
  let [at, last, hash] = [index, size - 1, leaf];
  for (const sibling of path) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      hash = nodeHash(sibling, hash);
      [at, last] = ascend(at, last, (one) => !isOdd(one) && one !== 0);
    } else {
      hash = nodeHash(hash, sibling);
    }
    [at, last] = [parent(at), parent(last)];
  }
  return last === 0 && hash.equals(root);
}

/** Whether the older tree is the beginning of the newer one (RFC 9162, section 2.1.4.2). False for what is no proof. */
export function verifyConsistency(older: SizedRoot, newer: SizedRoot, path: readonly Buffer[]): boolean {
  if (!isLeafOf(older.size - 1, newer.size)) return false;
  if (older.size === newer.size) return path.length === 0 && older.root.equals(newer.root);
  if (path.length === 0) return false;

  const [seed = older.root, ...rest] = Number.isInteger(Math.log2(older.size)) ? [older.root, ...path] : path;
  let [before, after] = [seed, seed];
  let [at, last] = ascend(older.size - 1, newer.size - 1, isOdd);
  for (const sibling of rest) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      [before, after] = [nodeHash(sibling, before), nodeHash(sibling, after)];
      [at, last] = ascend(at, last, (one) => !isOdd(one) && one !== 0);
    } else {
      after = nodeHash(after, sibling);
    }
    [at, last] = [parent(at), parent(last)];
  }
  return last === 0 && before.equals(older.root) && after.equals(newer.root);
}

const isOdd = (one: number): boolean => one % 2 === 1;
const parent = (one: number): number => Math.floor(one / 2);

function isLeafOf(index: number, size: number): boolean {
  return Number.isSafeInteger(index) && Number.isSafeInteger(size) && index >= 0 && index < size;
}

function ascend(at: number, last: number, goesOn: (at: number) => boolean): [number, number] {
  return goesOn(at) ? ascend(parent(at), parent(last), goesOn) : [at, last];
}

/** A run of leaves whose root a proof names. */
interface Span {
  readonly start: number;
  readonly count: number;
}

function split({ start, count }: Span): { readonly left: Span; readonly right: Span } {
  let half = 1;
  while (half * 2 < count) half *= 2;
  return { left: { start, count: half }, right: { start: start + half, count: count - half } };
}

function siblings(index: number, span: Span): Span[] {
  if (span.count === 1) return [];
  const { left, right } = split(span);
  return index < right.start ? [...siblings(index, left), right] : [...siblings(index, right), left];
}

/** `whole`: the verifier has the root of this span, since it is the older tree itself. */
function complements(older: number, span: Span, whole: boolean): Span[] {
  if (older === span.start + span.count) return whole ? [] : [span];
  const { left, right } = split(span);
  return older <= right.start ? [...complements(older, left, whole), right] : [...complements(older, right, false), left];
}

async function hashSpans(spans: readonly Span[], read: ReadNodes): Promise<Buffer[]> {
  const parts = spans.map(fullSubtrees);
  const hashes = (await read(parts.flat())).values();
  return parts.map((nodes) => nodes.map(() => hashes.next().value ?? missing()).reduceRight((right, left) => nodeHash(left, right)));
}

/** The full subtrees that a span is made of, largest first. */
function fullSubtrees({ start, count }: Span): NodeId[] {
  if (count === 0) return [];
  const level = Math.floor(Math.log2(count));
  const covered = 2 ** level;
  return [{ level, index: start / covered }, ...fullSubtrees({ start: start + covered, count: count - covered })];
}

function missing(): never {
  throw new RangeError('the store holds fewer nodes than the tree has');
}
