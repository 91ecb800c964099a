import { expect, test } from 'vitest';
import { canonicalJson, type JsonValue } from './canonical-json.ts';
import { isPublishable } from './publishable.ts';

const LEAF = {
  v: 1,
  tenant: 'demo',
  index: 7,
  at: '2026-03-09T08:00:00.000Z',
  act: 'decision.refused',
  actor: 'dana.reyes',
  channel: 'terminal',
  tool: 'read_document',
  proposal: 'P-17',
  digest: 'a'.repeat(64),
  policy: 'baseline@3f2a91c04b7e',
  failure: 'not-allowed',
  about: 'b'.repeat(64),
} as const;
const leaf = (more: { readonly [key: string]: JsonValue } = {}): string => canonicalJson({ ...LEAF, ...more });

test('a leaf of ids, codes and digests may leave the hospital', () => {
  expect(isPublishable(leaf())).toBe(true);
});

test.each([
  ['proposal', 'Testa, Marguerite'],
  ['proposal', 'P-17 Testa'],
  ['tool', 'what is wrong with Testa'],
  ['digest', 'heart failure'],
  ['policy', 'Marguerite'],
  ['policy', 'Testa, Marguerite@3f2a'],
  ['failure', 'she left'],
  ['about', 'heart failure'.padEnd(64)],
  ['seal', 'not a seal'],
  ['note', 'a key that no leaf has'],
])('one whose %s holds words may not: %s', (key, words) => {
  expect(isPublishable(leaf({ [key]: words }))).toBe(false);
});

test('what is no leaf may not', () => {
  expect(['', '{}', 'null', '"Testa"', '{"v":1'].filter(isPublishable)).toEqual([]);
});
