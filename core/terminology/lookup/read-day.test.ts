import { expect, test } from 'vitest';
import { LocalDate } from '../../codes.ts';
import { readDay } from './read-day.ts';

const TODAY = LocalDate.parse('2026-03-05');

test.each([
  ['2026-03-03', '2026-03-03', false],
  ['3 March 2026', '2026-03-03', false],
  ['March 3, 2026', '2026-03-03', false],
  ['the 3rd of March 2025', '2025-03-03', false],
  ['3/4/2025', '2025-03-04', false],
  ['today', '2026-03-05', false],
  ['3 March', '2026-03-03', true],
  ['5 March', '2026-03-05', true],
  ['6 March', '2025-03-06', true],
  ['Dec. 31', '2025-12-31', true],
  ['29 February', '2024-02-29', true],
])('reads %s as %s', (typed, day, inferred) => {
  expect(readDay(typed, TODAY)).toEqual({ day, inferred });
});

test.each(['31 February', '2026-13-01', '2026-02-29', 'soon', '', '3', 'March 2026'])('reads no day in "%s"', (typed) => {
  expect(readDay(typed, TODAY)).toBeUndefined();
});
