import { expect, test } from 'vitest';
import { billCases, explained } from './measure.ts';
import { SITUATIONS } from './situations.ts';

test.each(['en', 'es'] as const)('bar H3: 100 accounts of every situation are explained in %s without a fault', (language) => {
  const all = billCases(100, 20_261_122).map((bill) => explained(bill, language));

  expect(new Set(all.map(({ bill }) => bill.name)).size).toBe(Object.keys(SITUATIONS).length);
  expect(all.flatMap(({ bill, faults }) => faults.map((fault) => `${bill.name}: ${fault}`))).toEqual([]);
  expect(Math.max(...all.map(({ explanation }) => explanation.grade.grade))).toBeLessThanOrEqual(8);
});

test('the measure finds a notice that is missing, a diagnosis and a stranger', () => {
  const [bill] = billCases(1, 7);
  if (bill === undefined) throw new Error('no bill was made');

  expect(explained({ ...bill, mustCarry: [...bill.mustCarry, 'zzz'] }, 'en').faults).toEqual([expect.stringContaining('and not')]);
});
