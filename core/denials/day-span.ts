import { z } from 'zod';
import { dayIn, plusDays, WEEKDAYS, weekdayOf } from '../appeals/calendar/days.ts';
import type { LocalDate } from '../codes.ts';

/** A stretch of days by its name: `today`, `this-week`, `last-month`, `next-quarter`, `2026-03`, `2026`. */
export const DaySpan = z.string().regex(/^(?:today|(?:last|this|next)-(?:week|month|quarter|year)|(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?)$/);
export type DaySpan = z.infer<typeof DaySpan>;

export interface FromTo {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };

/** The days that are meant, both ends counted. A week goes from Monday to Sunday, a quarter with the calendar. */
export function daysOf(span: DaySpan, today: LocalDate): FromTo {
  if (span === 'today') return { from: today, to: today };
  const [year = 0, month] = span.split('-').map(Number);
  if (!Number.isNaN(year)) return month === undefined ? months(year * 12, 12) : months(year * 12 + month - 1, 1);
  const [which, unit = ''] = span.split('-');
  const shift = which === 'last' ? -1 : which === 'next' ? 1 : 0;
  if (unit === 'week') {
    const monday = plusDays(today, 7 * shift - ((WEEKDAYS.indexOf(weekdayOf(today)) + 6) % 7));
    return { from: monday, to: plusDays(monday, 6) };
  }
  const [nowYear = 0, nowMonth = 1] = today.split('-').map(Number);
  const long = MONTHS[unit] ?? 1;
  return months((Math.floor((nowYear * 12 + nowMonth - 1) / long) + shift) * long, long);
}

/** So many months from one that is counted from the year 0. */
function months(first: number, count: number): FromTo {
  const startOf = (at: number): LocalDate => dayIn(Math.floor(at / 12), (at % 12) + 1, 1);
  return { from: startOf(first), to: plusDays(startOf(first + count), -1) };
}
