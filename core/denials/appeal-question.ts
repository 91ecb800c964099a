import type { PayerTerms } from '../billing/payer-terms.ts';
import type { AppealPath } from '../appeals/calendar/appeal-calendar.ts';
import type { AppealQuestion } from '../appeals/calendar/appeal-question.ts';
import type { LocalDate } from '../codes.ts';

const PATHS: Readonly<Record<PayerTerms['kind'], AppealPath>> = {
  'medicare-ffs': 'medicare_ffs_1',
  'medicare-advantage-noncontract': 'ma_noncontract',
  contract: 'contract',
  unknown: 'commercial_unknown',
};

/** The question of a first appeal of a refusal, for the calendar. Terms that nobody entered leave the deadline unknown. */
export function firstAppealOf(refused: { readonly on?: LocalDate; readonly cents: number }, terms: PayerTerms | undefined): AppealQuestion {
  return {
    path: PATHS[terms?.kind ?? 'unknown'],
    noticeDate: refused.on,
    amountCents: refused.cents,
    ...(terms?.appeal !== undefined && { contract: terms.appeal }),
  };
}
