import type { LocalDate } from '../../codes.ts';
import { plusDays, weekdayOf } from './days.ts';
import { dayOff } from './federal-holidays.ts';

/** The day, or the next that is no Saturday, Sunday or federal holiday, with why each day before it does not count. */
export interface BusinessDay {
  readonly day: LocalDate;
  readonly passedOver: readonly { readonly day: LocalDate; readonly why: string }[];
}

export function businessDayFrom(day: LocalDate): BusinessDay {
  const passedOver: { day: LocalDate; why: string }[] = [];
  let at = day;
  for (let why = whyClosed(at); why !== undefined; why = whyClosed(at)) {
    passedOver.push({ day: at, why });
    at = plusDays(at, 1);
  }
  return { day: at, passedOver };
}

function whyClosed(day: LocalDate): string | undefined {
  const off = dayOff(day);
  if (off !== undefined) return `the federal holiday ${off.name}${off.on === undefined ? '' : ` of ${off.on}, observed`}`;
  const weekday = weekdayOf(day);
  return weekday === 'Saturday' || weekday === 'Sunday' ? `a ${weekday}` : undefined;
}
