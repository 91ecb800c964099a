import { LocalDate } from '#core/codes.ts';

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
export const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
/** Days as people type them, year and all. Without its year a day is not known, for nothing here knows what day it is. */
export const DAY = `\\d{4}-\\d\\d?-\\d\\d?|\\d\\d?[/-]\\d\\d?[/-](?:\\d{4}|\\d\\d)|${MONTH} \\d\\d?(?:st|nd|rd|th)? \\d{4}|\\d\\d?(?:st|nd|rd|th)? (?:of )?${MONTH} \\d{4}`;

/** A day of `DAY` as 2026-12-01, month first where it is written with slashes; `undefined` for one that is not in the calendar. */
export function dayOf(typed: string): LocalDate | undefined {
  const iso = /^(\d{4})-(\d\d?)-(\d\d?)$/.exec(typed);
  if (iso !== null) return calendarDay(iso[1], iso[2], iso[3]);
  const slashed = /^(\d\d?)[/-](\d\d?)[/-](\d{2}|\d{4})$/.exec(typed);
  if (slashed !== null) return calendarDay(slashed[3], slashed[1], slashed[2]);
  const [month, day, year] = [monthOf(typed), /\b(\d\d?)(?:st|nd|rd|th)?\b/.exec(typed)?.[1], /\b(\d{4})\b/.exec(typed)?.[1]];
  return calendarDay(year, month, day);
}

/** `1` to `12` */
export function monthOf(typed: string): string | undefined {
  const at = MONTHS.findIndex((name) => new RegExp(`\\b${name}`).test(typed));
  return at === -1 ? undefined : String(at + 1);
}

function calendarDay(year = '', month = '', day = ''): LocalDate | undefined {
  const whole = year.length === 2 ? `20${year}` : year;
  const read = LocalDate.safeParse(`${whole}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return read.data;
}
