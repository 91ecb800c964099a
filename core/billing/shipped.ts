import type { AppealCalendar } from '../appeals/calendar/appeal-calendar.ts';
import type { TransactionCodes } from './transaction-codes.ts';
import type { AdjustmentWords } from '../denials/codes/adjustment-words.ts';
import type { Notice } from '../patient-bill/notice.ts';

/**
 * What the program brings of its own for billing: words for codes, the calendar of appeals, notices for bills to patients, and the codes of
 * the account system.
 */
export interface Shipped {
  readonly words: AdjustmentWords;
  readonly calendar: AppealCalendar;
  readonly notices: readonly Notice[];
  readonly transactionCodes: TransactionCodes;
}
