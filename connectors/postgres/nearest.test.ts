import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

test.each([
  ['two digits swapped', 'E-1402', ['E-1042']],
  ['the dash left out', 'e1042', ['E-1042']],
  ['a digit too many', 'E-10423', ['E-1042']],
  ['nothing like it', 'E-7', []],
])('finds the encounter behind %s', (_name, typed, expected) => {
  expect(nearest(typed, ['E-1042', 'E-2077', 'NOTE-31'], 3)).toEqual(expected);
});

test('puts the likeliest first and those as likely in order', () => {
  expect(nearest('E-11', ['E-31', 'E-21', 'E-11', 'E-4455'], 2)).toEqual(['E-11', 'E-21']);
});
