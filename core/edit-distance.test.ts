import { expect, test } from 'vitest';
import { editDistance } from './edit-distance.ts';

test.each([
  ['E-1042', 'E-1042', 0],
  ['E-1402', 'E-1042', 1],
  ['E-104', 'E-1042', 1],
  ['E-10422', 'E-1042', 1],
  ['E-1043', 'E-1042', 1],
  ['', 'E-1', 3],
  ['acept', 'accept', 1],
  ['reject', 'accept', 4],
])('from %s to %s are %i steps', (a, b, far) => {
  expect(editDistance(a, b)).toBe(far);
  expect(editDistance(b, a)).toBe(far);
});
