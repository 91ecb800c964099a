import { join } from 'node:path';
import { readAdjustmentWords } from '#connectors/reference-data/read-adjustment-words.ts';
import { readAppealCalendar } from '#connectors/reference-data/read-appeal-calendar.ts';
import { readNotices } from '#connectors/reference-data/read-notices.ts';
import { readTransactionCodes } from '#connectors/reference-data/read-transaction-codes.ts';
import type { Shipped } from '#core/billing/shipped.ts';

const STARTER = join(import.meta.dirname, '..', 'starter');

let read: Shipped | undefined;

/** What the program brings of its own for billing, read once a process, and only where it is asked for. */
export function shipped(): Shipped {
  read ??= {
    words: readAdjustmentWords(join(STARTER, 'adjustment-codes')),
    calendar: readAppealCalendar(join(STARTER, 'appeals', 'calendar.yaml')),
    notices: readNotices(join(STARTER, 'notices')),
    transactionCodes: readTransactionCodes(join(STARTER, 'billing', 'transaction-codes.yaml')),
  };
  return read;
}
