import { expect, test } from 'vitest';
import { dollars } from './money.ts';

test.each([
  [0, '$0.00'],
  [-50, '-$0.50'],
  [99_999, '$999.99'],
  [1_234_567, '$12,345.67'],
  [-100_000_000, '-$1,000,000.00'],
])('%i cents are %s', (cents, written) => {
  expect(dollars(cents)).toBe(written);
});
