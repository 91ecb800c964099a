import type { LocalDate } from '../../codes.ts';
import type { AppealCalendar, FilingWindow } from './appeal-calendar.ts';
import type { AppealQuestion, ContractTerms } from './appeal-question.ts';

/** How one deadline is counted, whether a rule says it or a contract: each part with where it is written. */
export interface FilingTerms {
  readonly days: { readonly number: number; readonly cites: string };
  readonly counts: { readonly from: 'notice' | 'receipt'; readonly presumedReceiptDays?: number; readonly cites: string };
  readonly filed: { readonly by: string; readonly cites: string } | undefined;
  readonly lastDay: { readonly moves: boolean; readonly cites: string };
}

/** The terms, or why there are none. */
export type TermsFound = { readonly terms: FilingTerms } | { readonly unknown: string };

const ENTER_IT = 'Deadline unknown - enter it from the contract';
const CONTRACT = 'the contract, as entered';

/** The terms that hold for a question. Of a payer that is not known there are none: nothing stands in for a contract. */
export function filingTerms(question: AppealQuestion, calendar: AppealCalendar): TermsFound {
  if (question.path === 'contract') return ofContract(question.contract);
  if (question.path !== 'commercial_unknown') return ofRule(question, calendar);
  return { unknown: `${ENTER_IT}: the payer's window is in no public rule. With its days and what they count from, the path is contract.` };
}

function ofContract(contract: ContractTerms | undefined): TermsFound {
  const { days, countsFrom, presumedReceiptDays, lastDay } = contract ?? {};
  const missing = [...(days ? [] : ['the number of days']), ...(countsFrom ? [] : ['whether they count from the notice or its receipt'])];
  if (!days || !countsFrom) return { unknown: `${ENTER_IT}: ${missing.join(' and ')} is missing.` };
  return {
    terms: {
      days: { number: days, cites: CONTRACT },
      counts: { from: countsFrom, ...(typeof presumedReceiptDays === 'number' && { presumedReceiptDays }), cites: CONTRACT },
      filed: undefined,
      lastDay: {
        moves: lastDay === 'next-business-day',
        cites: lastDay ? CONTRACT : 'calendar days: no move for weekends and holidays was entered from the contract',
      },
    },
  };
}

function ofRule({ path, noticeDate, receiptDate, ofDismissal }: AppealQuestion, { windows, edition }: AppealCalendar): TermsFound {
  const day = noticeDate ?? receiptDate;
  if (day === undefined) return { unknown: 'Deadline unknown: neither the date of the notice nor the day of its receipt is given.' };
  const window = windows.find((one) => one.path === path && inForce(one, day));
  if (window === undefined) return { unknown: `Deadline unknown: the calendar ${edition} has no rule that was in force on ${day}.` };
  return {
    terms: {
      days: (ofDismissal === true ? window.daysOfDismissal : undefined) ?? window.days,
      counts: window.counts,
      filed: window.filed,
      lastDay: { moves: window.lastDay.closed === 'next-business-day', cites: window.lastDay.cites },
    },
  };
}

function inForce({ from, until }: FilingWindow, day: LocalDate): boolean {
  return from <= day && (until === undefined || day <= until);
}
