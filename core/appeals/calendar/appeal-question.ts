import { z } from 'zod';
import { LocalDate } from '../../codes.ts';
import type { AppealPath } from './appeal-calendar.ts';

/** A day of an appeal. What lies further off is a slip of the pen. */
export const AppealDay = LocalDate.refine((day) => day >= '1990-01-01' && day < '2100-01-01', 'a day from 1990 to 2099');

/** A window as somebody read it in a contract. What is absent was not entered, and nothing stands in for it. */
export const ContractTerms = z.object({
  days: z.int().min(1).max(3650).nullish(),
  countsFrom: z.enum(['notice', 'receipt']).nullish(),
  /** Days after the notice at which the contract takes it as received. */
  presumedReceiptDays: z.int().min(0).max(30).nullish(),
  /** Whether the contract moves a last day that is a Saturday, Sunday or federal holiday. */
  lastDay: z.enum(['next-business-day', 'stays']).nullish(),
});
export type ContractTerms = z.infer<typeof ContractTerms>;

/** What is known of one denial and one appeal of it. */
export interface AppealQuestion {
  readonly path: AppealPath;
  /** The date on the notice or remittance that is appealed. */
  readonly noticeDate?: LocalDate | undefined;
  /** The day on which it is shown to have arrived, earlier or later than the rule presumes. */
  readonly receiptDate?: LocalDate | undefined;
  /** True where what is appealed is a dismissal and no decision. */
  readonly ofDismissal?: boolean | undefined;
  readonly amountCents?: number | undefined;
  /** The calendar year whose least amount is asked for; the year of filing where it is absent. */
  readonly year?: number | undefined;
  /** The day on which whoever decides received the request. */
  readonly filedOn?: LocalDate | undefined;
  readonly mailedOn?: LocalDate | undefined;
  /** The day on which it is asked whether there is still time: nothing is filed yet. */
  readonly today?: LocalDate | undefined;
  readonly contract?: ContractTerms | undefined;
}
