import { expect, test } from 'vitest';
import { LocalDate } from '../codes.ts';
import { DaySpan, daysOf } from './day-span.ts';

const SUNDAY = LocalDate.parse('2026-11-22');

test.each([
  ['today', '2026-11-22', '2026-11-22'],
  ['this-week', '2026-11-16', '2026-11-22'],
  ['last-week', '2026-11-09', '2026-11-15'],
  ['next-week', '2026-11-23', '2026-11-29'],
  ['this-month', '2026-11-01', '2026-11-30'],
  ['next-month', '2026-12-01', '2026-12-31'],
  ['last-quarter', '2026-07-01', '2026-09-30'],
  ['this-quarter', '2026-10-01', '2026-12-31'],
  ['next-quarter', '2027-01-01', '2027-03-31'],
  ['this-year', '2026-01-01', '2026-12-31'],
  ['last-year', '2025-01-01', '2025-12-31'],
  ['2024-02', '2024-02-01', '2024-02-29'],
  ['2025', '2025-01-01', '2025-12-31'],
])('%s, asked on a Sunday in November 2026, is %s to %s', (span, from, to) => {
  expect(daysOf(DaySpan.parse(span), SUNDAY)).toEqual({ from, to });
});

test.each(['this-decade', 'month', '2026-13', '1850', ''])('"%s" names no days', (typed) => {
  expect(DaySpan.safeParse(typed).success).toBe(false);
});
