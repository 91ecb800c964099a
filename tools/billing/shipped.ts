import type { AppealCalendar } from '#core/appeals/calendar/appeal-calendar.ts';
import type { AdjustmentWords } from '#core/denials/codes/adjustment-words.ts';

/** What the program brings of its own for billing: words for codes, and the calendar of appeals. */
export interface Shipped {
  readonly words: AdjustmentWords;
  readonly calendar: AppealCalendar;
}
