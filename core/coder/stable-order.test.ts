import { expect, test } from 'vitest';
import { stableOrder } from './stable-order.ts';

const by = (...pairs: string[]) => (first: string, second: string) => pairs.includes(first + second);

test('keeps the order where nothing is asked, and moves only what must be', () => {
  expect(stableOrder([...'abcd'], by())).toEqual([...'abcd']);
  expect(stableOrder([...'abcd'], by('ca'))).toEqual([...'bcad']);
  expect(stableOrder([...'abcd'], by('dc', 'ca'))).toEqual([...'bdca']);
});

test('demands in a circle leave the first of it first, and lose nothing', () => {
  expect(stableOrder([...'abc'], by('ab', 'ba'))).toEqual([...'cab']);
});
