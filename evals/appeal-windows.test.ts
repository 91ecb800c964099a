import { describe, expect, test } from 'vitest';
import { faultOf, shippedCalendar } from './appeal-windows/judge-case.ts';
import { readAppealCases } from './appeal-windows/read-cases.ts';

const FEWEST = 200;
const cases = readAppealCases();
const calendar = shippedCalendar();

describe('the labelled appeal windows', () => {
  test(`are at least ${FEWEST}, each under a name of its own`, () => {
    expect(cases.length).toBeGreaterThanOrEqual(FEWEST);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  });

  test.each(cases)('$id: $why', (one) => {
    expect(faultOf(one, calendar)).toBeUndefined();
  });

  test('a wrong label is found', () => {
    const [first] = cases;
    expect(faultOf({ ...first!, expect: { ...first!.expect, deadline: '2026-03-11' } }, calendar)).toContain('wanted 2026-03-11');
  });
});
