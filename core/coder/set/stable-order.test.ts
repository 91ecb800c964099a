import { expect, test } from 'vitest';
import { stableOrder } from './stable-order.ts';

const by =
  (...pairs: string[]) =>
  (first: string, second: string) =>
    pairs.includes(first + second);

test('keeps the order where nothing is asked, and draws up only what must stand before', () => {
  expect(stableOrder([...'abcd'], by())).toEqual([...'abcd']);
  expect(stableOrder([...'abcd'], by('ca'))).toEqual([...'cabd']);
  expect(stableOrder([...'abcd'], by('dc', 'ca'))).toEqual([...'dcab']);
});

test('demands in a circle leave the first of it first, and lose nothing', () => {
  expect(stableOrder([...'abc'], by('ab', 'ba'))).toEqual([...'bac']);
});
