import fc from 'fast-check';
import { expect, test } from 'vitest';
import { appendLeaf, EMPTY_TREE, leafHash, nodeHash, rootOf } from './tree.ts';

/** The leaves and roots that implementations of RFC 6962 are commonly tested with. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

test('roots are those of RFC 6962 for every size up to eight', () => {
  let tree = EMPTY_TREE;
  const roots = [rootOf(tree).toString('hex')];
  for (const leaf of LEAVES) {
    tree = appendLeaf(tree, leafHash(Buffer.from(leaf, 'hex').toString('utf8')));
    roots.push(rootOf(tree).toString('hex'));
  }

  expect(roots).toEqual(ROOTS);
});

/** The definition of RFC 6962, section 2.1, written as it stands there. */
function plainRoot(leaves: readonly Buffer[]): Buffer {
  const [only, ...more] = leaves;
  if (only === undefined) return rootOf(EMPTY_TREE);
  if (more.length === 0) return only;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(plainRoot(leaves.slice(0, split)), plainRoot(leaves.slice(split)));
}

test('appending one by one gives the root of the definition, for any leaves', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 70 }), (texts) => {
      const leaves = texts.map(leafHash);

      expect(rootOf(leaves.reduce(appendLeaf, EMPTY_TREE))).toEqual(plainRoot(leaves));
    }),
  );
});

test('a leaf cannot stand for a node', () => {
  const [left, right] = [leafHash('a'), leafHash('b')];

  expect(leafHash(Buffer.concat([left, right]).toString('latin1'))).not.toEqual(nodeHash(left, right));
});

test('peaks that do not fit the size are refused', () => {
  expect(() => appendLeaf({ size: 3, peaks: [leafHash('a')] }, leafHash('b'))).toThrow(RangeError);
});
