import { noticeContested, type AppealAnswer } from '#core/appeals/appeal-answer.ts';
import { levelDue, windowOfLevel, type AppealLevelName } from '#core/appeals/appeal-road.ts';
import { appealWindow, type AppealWindow } from '#core/appeals/calendar/appeal-window.ts';
import type { Claim } from '#core/billing/claim.ts';
import type { PayerTerms } from '#core/billing/payer-terms.ts';
import { firstAppealOf } from '#core/denials/appeal-question.ts';
import type { Outcome } from '#core/denials/outcome.ts';
import { earlierAppeals, type FiledAppeal } from './appeals-of.ts';
import type { RemittedRecord } from './records.ts';
import type { Shipped } from '#core/billing/shipped.ts';

/** The appeal that may be filed next and until when, or why no day runs. `level` is absent for the first. */
export type AppealDue = { readonly level?: AppealLevelName; readonly window: AppealWindow } | { readonly none: string };

export interface Refusing {
  readonly claim: Claim;
  readonly outcome: Outcome<RemittedRecord>;
  readonly terms: PayerTerms | undefined;
  readonly appeals: readonly FiledAppeal[];
}

/**
 * What a refusal leaves to appeal. What is paid leaves nothing; while an appeal is with the payer no day of ours runs; once it is answered
 * the days of the next level count from that answer.
 */
export function appealDue({ claim, outcome, terms, appeals }: Refusing, { calendar }: Shipped): AppealDue {
  const { open, went, word, since } = outcome;
  if (went === 'taken-back') return { none: 'The payer took its refusal back. Wait for the decision that takes its place.' };
  if (!open && outcome.settledCents > 0)
    return { none: 'What was refused was written off or moved to the patient, so nothing is left to appeal.' };
  if (!open) return { none: 'Nothing is refused any more, so there is nothing to appeal.' };
  const away = appeals.findLast(({ state }) => state === 'approved' || state === 'sent');
  if (away !== undefined)
    return {
      none: `${away.proposal} was ${away.state} on ${away.on} and is not answered. The days of the next level count from the answer.`,
    };
  const amountCents = outcome.leftCents;
  const earlier = earlierAppeals(appeals);
  if (earlier.length === 0) {
    const on = since.date ?? word.date;
    const window = appealWindow(firstAppealOf({ cents: amountCents, ...(on !== undefined && { on }) }, terms), calendar);
    return { window: since.date === word.date ? window : { ...window, steps: [refusedAgain(since, word), ...window.steps] } };
  }
  const due = levelDue({ terms, payerName: claim.payer.name, earlier }, calendar);
  if ('refused' in due) return { none: due.refused };
  if (word.date === undefined) return { none: `Remittance ${word.remittance} has no date, so no day can be counted. Ask the payer.` };
  const noticeDate = noticeContested(word.date, lettersIn(appeals), due.level);
  return { level: due.level, window: windowOfLevel(due.level, { terms, noticeDate, amountCents }, calendar) };
}

/** Why the days do not count from the newest word. */
function refusedAgain(since: RemittedRecord, word: RemittedRecord): string {
  return `${since.remittance} refused it on ${since.date ?? 'an earlier day'}, and ${word.remittance} refused the same again on ${word.date ?? 'a later day'} with no new decision in between, so the days count from the first.`;
}

export function lettersIn(appeals: readonly FiledAppeal[]): readonly AppealAnswer[] {
  return appeals.flatMap(({ answer }) => (answer !== undefined && 'outcome' in answer ? [answer] : []));
}
