import { expect, test } from 'vitest';
import { LocalDate } from '../../codes.ts';
import { dayIn, plusDays, weekdayOf, yearOf } from './days.ts';
import { dayOff } from './federal-holidays.ts';

// The days off that the Office of Personnel Management lists, written out by year.
const LISTED: Readonly<Record<number, string>> = {
  2020: '01-01 01-20 02-17 05-25 07-03 09-07 10-12 11-11 11-26 12-25',
  2021: '01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31',
  2022: '01-17 02-21 05-30 06-20 07-04 09-05 10-10 11-11 11-24 12-26',
  2023: '01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25',
  2024: '01-01 01-15 02-19 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25',
  2025: '01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25',
  2026: '01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25',
  2027: '01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31',
  2028: '01-17 02-21 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25',
};

function daysOffIn(year: number): string {
  const days: string[] = [];
  for (let day = dayIn(year, 1, 1); yearOf(day) === year; day = plusDays(day, 1)) if (dayOff(day) !== undefined) days.push(day.slice(5));
  return days.join(' ');
}

test.each(Object.entries(LISTED))('the days off of %s are those listed, the observed ones among them', (year, listed) => {
  expect(daysOffIn(Number(year))).toBe(listed);
});

test('an observed day names the holiday and its own day', () => {
  expect(dayOff(LocalDate.parse('2021-12-31'))).toEqual({ name: "New Year's Day", on: '2022-01-01' });
  expect(dayOff(LocalDate.parse('2026-07-03'))).toEqual({ name: 'Independence Day', on: '2026-07-04' });
  expect(dayOff(LocalDate.parse('2026-05-25'))).toEqual({ name: 'Memorial Day' });
});

test.each([
  ['2026-11-22', 'Sunday'],
  ['2024-02-29', 'Thursday'],
  ['1969-12-31', 'Wednesday'],
  ['1900-01-01', 'Monday'],
])('%s is a %s', (day, weekday) => {
  expect(weekdayOf(LocalDate.parse(day))).toBe(weekday);
});
