import type { LocalDate } from '../../codes.ts';
import { dayIn, plusDays, weekdayOf, WEEKDAYS, yearOf, type Weekday } from './days.ts';

/** A day off, and the holiday itself where it falls on a weekend and is observed on this day. */
export interface DayOff {
  readonly name: string;
  readonly on?: LocalDate;
}

/** A date, or the first such weekday on or after a date: the last Monday of May is the first one from May 25. */
type Holiday = { readonly name: string; readonly month: number; readonly since?: number } & (
  | { readonly date: number }
  | { readonly weekday: Weekday; readonly from: number }
);

/** 5 U.S.C. 6103(a). Inauguration Day is a holiday around the capital alone, and is not among them. */
const HOLIDAYS: readonly Holiday[] = [
  { name: "New Year's Day", month: 1, date: 1 },
  { name: 'Birthday of Martin Luther King, Jr.', month: 1, weekday: 'Monday', from: 15, since: 1986 },
  { name: "Washington's Birthday", month: 2, weekday: 'Monday', from: 15 },
  { name: 'Memorial Day', month: 5, weekday: 'Monday', from: 25 },
  { name: 'Juneteenth', month: 6, date: 19, since: 2021 },
  { name: 'Independence Day', month: 7, date: 4 },
  { name: 'Labor Day', month: 9, weekday: 'Monday', from: 1 },
  { name: 'Columbus Day', month: 10, weekday: 'Monday', from: 8 },
  { name: 'Veterans Day', month: 11, date: 11 },
  { name: 'Thanksgiving Day', month: 11, weekday: 'Thursday', from: 22 },
  { name: 'Christmas Day', month: 12, date: 25 },
];

/**
 * The federal holiday that is observed on a day. One on a Saturday is observed on the Friday before, one on a Sunday on the Monday after
 * (5 U.S.C. 6103(b), Executive Order 11582), so the New Year of a Saturday is observed in the old year. Offices that are closed for a
 * day by an order of the President are no holidays and are not known here.
 */
export function dayOff(day: LocalDate): DayOff | undefined {
  for (const year of [yearOf(day), yearOf(day) + 1]) {
    for (const holiday of HOLIDAYS) {
      if (year < (holiday.since ?? 0)) continue;
      const on = dayOfHoliday(holiday, year);
      if (observedOn(on) !== day) continue;
      return { name: holiday.name, ...(on !== day && { on }) };
    }
  }
  return undefined;
}

function dayOfHoliday(holiday: Holiday, year: number): LocalDate {
  if ('date' in holiday) return dayIn(year, holiday.month, holiday.date);
  const first = dayIn(year, holiday.month, holiday.from);
  const ahead = (WEEKDAYS.indexOf(holiday.weekday) - WEEKDAYS.indexOf(weekdayOf(first)) + 7) % 7;
  return plusDays(first, ahead);
}

function observedOn(day: LocalDate): LocalDate {
  const weekday = weekdayOf(day);
  if (weekday === 'Saturday') return plusDays(day, -1);
  return weekday === 'Sunday' ? plusDays(day, 1) : day;
}
