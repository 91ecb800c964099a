import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { consistencyPath, inclusionPath, verifyConsistency, verifyInclusion, type ReadNodes, type SizedRoot } from './proofs.ts';
import { appendLeaf, EMPTY_TREE, leafHash, nodeHash, rootOf } from './tree.ts';

/** The leaves, paths and proofs that implementations of RFC 6962 are commonly tested with. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const INCLUSION: readonly [index: number, size: number, path: readonly string[]][] = [
  [0, 1, []],
  [
    0,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    5,
    8,
    [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
];
const CONSISTENCY: readonly [older: number, newer: number, path: readonly string[]][] = [
  [1, 1, []],
  [
    1,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    6,
    8,
    [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [
    2,
    5,
    [
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
];

interface Grown {
  readonly leaves: readonly Buffer[];
  readonly read: ReadNodes;
  readonly at: (size: number) => SizedRoot;
}

function grow(leaves: readonly Buffer[]): Grown {
  const levels: Buffer[][] = [[...leaves]];
  for (let below = levels[0]!; below.length > 1; below = levels.at(-1)!) {
    levels.push(Array.from({ length: Math.floor(below.length / 2) }, (_, at) => nodeHash(below[at * 2]!, below[at * 2 + 1]!)));
  }
  const heads = [EMPTY_TREE];
  for (const leaf of leaves) heads.push(appendLeaf(heads.at(-1)!, leaf));
  const roots = heads.map(rootOf);
  return {
    leaves,
    read: (ids) => Promise.resolve(ids.map(({ level, index }) => levels[level]![index]!)),
    at: (size) => ({ size, root: roots[size]! }),
  };
}

const known = grow(LEAVES.map((leaf) => leafHash(Buffer.from(leaf, 'hex').toString('utf8'))));
const hex = (path: readonly Buffer[]): string[] => path.map((one) => one.toString('hex'));

describe('a path that a leaf is in the tree', () => {
  test.each(INCLUSION)('of leaf %i of %i is that of RFC 6962, and is accepted', async (index, size, path) => {
    const found = await inclusionPath(index, size, known.read);

    expect(hex(found)).toEqual(path);
    expect(verifyInclusion(known.leaves[index]!, index, known.at(size), found)).toBe(true);
  });

  test('of a leaf that is not there is not made', async () => {
    await expect(inclusionPath(8, 8, known.read)).rejects.toThrow(RangeError);
    await expect(inclusionPath(-1, 8, known.read)).rejects.toThrow(RangeError);
  });
});

describe('a proof that a tree is the beginning of another', () => {
  test.each(CONSISTENCY)('of %i and %i is that of RFC 6962, and is accepted', async (older, newer, path) => {
    const found = await consistencyPath(older, newer, known.read);

    expect(hex(found)).toEqual(path);
    expect(verifyConsistency(known.at(older), known.at(newer), found)).toBe(true);
  });

  test.each([
    [0, 8],
    [9, 8],
  ])('of %i and %i is not made', async (older, newer) => {
    await expect(consistencyPath(older, newer, known.read)).rejects.toThrow(RangeError);
  });
});

const trees = fc
  .tuple(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 70 }), fc.nat())
  .map(([a, b, pick]) => ({ older: Math.min(a, b), newer: Math.max(a, b), index: pick % Math.max(a, b) }));
const grown = grow(Array.from({ length: 70 }, (_, index) => leafHash(`leaf ${index}`)));

test('every proof of every tree is accepted', async () => {
  await fc.assert(
    fc.asyncProperty(trees, async ({ older, newer, index }) => {
      const inclusion = await inclusionPath(index, newer, grown.read);
      const consistency = await consistencyPath(older, newer, grown.read);

      expect(verifyInclusion(grown.leaves[index]!, index, grown.at(newer), inclusion)).toBe(true);
      expect(verifyConsistency(grown.at(older), grown.at(newer), consistency)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

/** Ways to make a proof false. Each gives undefined where it leaves the proof as it was. */
const FALSIFIED: Record<string, (path: readonly Buffer[], pick: number) => readonly Buffer[] | undefined> = {
  'one byte flipped': (path, pick) => {
    const bytes = path.length * 32;
    if (bytes === 0) return undefined;
    const at = pick % bytes;
    return path.map((one, step) =>
      step === Math.floor(at / 32) ? Buffer.from(one.map((byte, n) => (n === at % 32 ? byte ^ 1 : byte))) : one,
    );
  },
  'two siblings swapped': (path, pick) => {
    if (path.length < 2) return undefined;
    const at = pick % (path.length - 1);
    return path.map((one, step) => (step === at ? path[at + 1]! : step === at + 1 ? path[at]! : one));
  },
  'a sibling left out': (path, pick) => (path.length === 0 ? undefined : path.filter((_, step) => step !== pick % path.length)),
  'a sibling twice': (path, pick) => (path.length === 0 ? undefined : path.toSpliced(pick % path.length, 0, path[pick % path.length]!)),
  'a sibling too many': (path) => [...path, leafHash('one more')],
  'sixty-four siblings': (path) => Array.from({ length: 64 }, (_, step) => path[step % Math.max(1, path.length)] ?? leafHash('')),
  'a sibling of the wrong length': (path) => (path.length === 0 ? undefined : [path[0]!.subarray(1), ...path.slice(1)]),
};

test.each(Object.entries(FALSIFIED))('of 2,000 proofs with %s none is accepted', async (_name, falsify) => {
  let tried = 0;
  await fc.assert(
    fc.asyncProperty(trees, fc.nat(), async ({ older, newer, index }, pick) => {
      const inclusion = falsify(await inclusionPath(index, newer, grown.read), pick);
      const consistency = falsify(await consistencyPath(older, newer, grown.read), pick);
      tried += Number(inclusion !== undefined) + Number(consistency !== undefined);

      expect(inclusion && verifyInclusion(grown.leaves[index]!, index, grown.at(newer), inclusion)).not.toBe(true);
      expect(consistency && verifyConsistency(grown.at(older), grown.at(newer), consistency)).not.toBe(true);
    }),
    { numRuns: 1_000 },
  );
  expect(tried).toBeGreaterThan(1_500);
});

test('a proof is for its leaf, its place, its size and its root only', async () => {
  await fc.assert(
    fc.asyncProperty(trees, async ({ older, newer, index }) => {
      const path = await inclusionPath(index, newer, grown.read);
      const leaf = grown.leaves[index]!;
      const tree = grown.at(newer);
      const proof = await consistencyPath(older, newer, grown.read);

      expect(verifyInclusion(leafHash('another'), index, tree, path)).toBe(false);
      expect(verifyInclusion(leaf, index, { ...tree, size: 0 }, path)).toBe(false);
      expect(verifyInclusion(leaf, index, { ...tree, root: leafHash('another') }, path)).toBe(false);
      expect(verifyInclusion(leaf, index + newer, tree, path)).toBe(false);
      expect(verifyConsistency({ size: 0, root: rootOf(EMPTY_TREE) }, tree, proof)).toBe(false);
      expect(verifyConsistency({ size: older, root: leafHash('another') }, tree, proof)).toBe(false);
      expect(verifyConsistency(tree, { ...grown.at(older), size: newer + 1 }, proof)).toBe(false);
    }),
    { numRuns: 1_000 },
  );
});
