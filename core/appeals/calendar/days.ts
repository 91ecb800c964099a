import { LocalDate } from '../../codes.ts';

const MS_PER_DAY = 86_400_000;

export const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** The day so many days later; February 29 counts where the year has one. Days of the years 1900 to 2199 only. */
export function plusDays(day: LocalDate, days: number): LocalDate {
  return dayOf(numberOf(day) + days);
}

export function weekdayOf(day: LocalDate): Weekday {
  // 1970-01-01 was a Thursday.
  return WEEKDAYS[(((numberOf(day) + 4) % 7) + 7) % 7] as Weekday;
}

export function yearOf(day: LocalDate): number {
  return Number(day.slice(0, 4));
}

/** How many days the second day is after the first; below zero where it is before. */
export function daysBetween(first: LocalDate, second: LocalDate): number {
  return numberOf(second) - numberOf(first);
}

/** Year, month from 1, day of the month. */
export function dayIn(year: number, month: number, date: number): LocalDate {
  return dayOf(Date.UTC(year, month - 1, date) / MS_PER_DAY);
}

function numberOf(day: LocalDate): number {
  return Date.parse(`${day}T00:00:00Z`) / MS_PER_DAY;
}

function dayOf(number: number): LocalDate {
  return LocalDate.parse(new Date(number * MS_PER_DAY).toISOString().slice(0, 10));
}
