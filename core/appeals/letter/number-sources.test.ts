import { expect, test } from 'vitest';
import { runsOf } from './number-sources.ts';

test.each([
  [[1], '1'],
  [[2, 1], '1, 2'],
  [[1, 2, 3], '1-3'],
  [[9, 1, 2, 3, 7, 5, 6], '1-3, 5-7, 9'],
  [[], ''],
])('%j is written %s', (numbers, says) => {
  expect(runsOf(numbers).join(', ')).toBe(says);
});
