import type { LocalDate } from '../../codes.ts';
import type { AppealQuestion } from './appeal-question.ts';
import { businessDayFrom } from './business-day.ts';
import { plusDays, weekdayOf } from './days.ts';
import type { FilingTerms } from './filing-terms.ts';

/** A deadline with the day it counts from, or `undefined` where that day is not known; the steps say how, a sentence each. */
export interface CountedDeadline {
  readonly start: LocalDate | undefined;
  readonly deadline: LocalDate | undefined;
  readonly steps: readonly string[];
}

/** Counts calendar days: the day after the start is the first, and a request on the last one is in time. */
export function countDeadline(question: AppealQuestion, terms: FilingTerms): CountedDeadline {
  const { start, says } = startOf(question, terms.counts);
  if (start === undefined) return { start, deadline: undefined, steps: [says] };
  const { number, cites } = terms.days;
  const last = plusDays(start, number);
  const counted = `${number} calendar days after ${start} end on ${last}, a ${weekdayOf(last)} (${cites}).`;
  const moved = moveLastDay(last, terms.lastDay);
  return { start, deadline: moved.day, steps: [says, counted, ...moved.steps] };
}

type Start = { readonly start: LocalDate | undefined; readonly says: string };

function startOf({ noticeDate, receiptDate }: AppealQuestion, { from, presumedReceiptDays, cites }: FilingTerms['counts']): Start {
  if (from === 'notice') {
    if (noticeDate !== undefined)
      return { start: noticeDate, says: `The days count from the date of the notice, ${noticeDate} (${cites}).` };
    return { start: undefined, says: `Deadline unknown: the days count from the date of the notice, which is not given (${cites}).` };
  }
  if (receiptDate !== undefined)
    return {
      start: receiptDate,
      says: `The days count from receipt. Receipt is proven for ${receiptDate}, so nothing is presumed (${cites}).`,
    };
  if (noticeDate === undefined)
    return {
      start: undefined,
      says: `Deadline unknown: the days count from receipt, and neither it nor the notice has a date (${cites}).`,
    };
  if (presumedReceiptDays === undefined)
    return {
      start: undefined,
      says: `Deadline unknown: the days count from receipt, which is not given, and no presumed receipt was entered (${cites}).`,
    };
  const start = plusDays(noticeDate, presumedReceiptDays);
  const says = `The notice is dated ${noticeDate}. Nothing proves its receipt, so it is presumed ${presumedReceiptDays} calendar days later, on ${start} (${cites}).`;
  return { start, says };
}

function moveLastDay(last: LocalDate, { moves, cites }: FilingTerms['lastDay']): { day: LocalDate; steps: readonly string[] } {
  const { day, passedOver } = businessDayFrom(last);
  if (day === last) return { day, steps: [] };
  const closed = passedOver.map((one) => `${one.day} is ${one.why}`).join(', ');
  if (!moves) return { day: last, steps: [`${closed}, and the last day stays (${cites}).`] };
  return { day, steps: [`${closed}, so the last day moves to ${day}, a ${weekdayOf(day)} (${cites}).`] };
}
