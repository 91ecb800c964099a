import { expect, test } from 'vitest';
import { fallOf } from './baseline.ts';

const baseline = { coder: 'coder-0', figures: { 'x.f1': 0.6, 'x.error': 0.05 } };
const figure = { id: 'x.f1', says: 'F1', of: 100, tolerance: 0.01, interval: { low: 0.5, high: 0.595 } };

test.each([
  ['a figure that rose', { ...figure, value: 0.7 }, false, false],
  ['one that fell within its tolerance', { ...figure, value: 0.591 }, false, false],
  ['one that fell further', { ...figure, value: 0.58 }, false, true],
  ['a sample whose interval reaches what it was', { ...figure, value: 0.58 }, true, false],
  ['an error that grew', { ...figure, id: 'x.error', value: 0.07, smallerIsBetter: true as const }, false, true],
  ['an error that shrank', { ...figure, id: 'x.error', value: 0.01, smallerIsBetter: true as const }, false, false],
  ['a figure that the baseline does not have', { ...figure, id: 'y', value: 0 }, false, false],
])('%s', (_name, one, sample, falls) => {
  expect(fallOf(one, baseline, sample) !== undefined).toBe(falls);
});
