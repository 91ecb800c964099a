import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAmount, readQuantity } from './read-amount.ts';
import { readDay, readDays } from './read-day.ts';
import { amountText } from './write-values.ts';

test.each([
  ['0', 0],
  ['.5', 50],
  ['-1.27', -127],
  ['1222.', 122_200],
  ['0.00', 0],
  ['-0', 0],
  ['211366.97', 21_136_697],
  ['9999999999.99', 999_999_999_999],
])('reads %s as cents', (text, cents) => {
  expect(readAmount(text)).toEqual({ cents });
});

test.each([
  ['605.0000', 60_500, 'more decimals'],
  ['1.239', 124, 'too precise'],
  ['1.001', 100, 'too precise'],
  ['', 0, 'not a number'],
  ['-', 0, 'not a number'],
  ['.', 0, 'not a number'],
  ['+5', 0, 'not a number'],
  ['1,222.00', 0, 'not a number'],
  ['1E3', 0, 'not a number'],
  ['12.3.4', 0, 'not a number'],
  ['NaN', 0, 'not a number'],
  ['99999999999999999999', 0, 'too large'],
])('says what is odd about %j', (text, cents, odd) => {
  expect(readAmount(text)).toEqual({ cents, odd });
});

test('reads what it writes, to the cent', () => {
  fc.assert(
    fc.property(fc.integer({ min: -999_999_999_999, max: 999_999_999_999 }), (cents) => {
      expect(readAmount(amountText(cents))).toEqual({ cents });
    }),
  );
});

test('reads counts', () => {
  expect(['1', '56.00', '.5', '-2', 'X', '1e5', ''].map(readQuantity)).toEqual([1, 56, 0.5, -2, undefined, undefined, undefined]);
});

test('reads only days that there are', () => {
  expect(['20240229', '20260314'].map(readDay)).toEqual(['2024-02-29', '2026-03-14']);
  expect(['20250229', '20002316', '20260431', '20260100', '2026031', '2026031A', '00000101'].map(readDay)).toEqual(
    Array(7).fill(undefined),
  );
});

test('reads a day, a day with its time, and two days', () => {
  const day = { from: '2026-03-14', to: '2026-03-14' };

  expect(readDays('D8', '20260314')).toEqual(day);
  expect(readDays('DT', '202603140800')).toEqual(day);
  expect(readDays('RD8', '20260314-20260316')).toEqual({ from: '2026-03-14', to: '2026-03-16' });
  expect(readDays('RD8', '20260314')).toBeUndefined();
  expect(readDays('TM', '2337')).toBeUndefined();
});
