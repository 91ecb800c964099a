import type { LocalDate } from '../../codes.ts';
import { Failure } from '../../errors.ts';
import type { AppealCalendar } from './appeal-calendar.ts';
import type { AppealQuestion } from './appeal-question.ts';
import { countDeadline, type CountedDeadline } from './count-deadline.ts';
import { daysBetween } from './days.ts';
import { filingTerms, type FilingTerms } from './filing-terms.ts';
import { testAmount } from './least-amount.ts';

export type AppealReason = 'in_time' | 'too_late' | 'amount_below_minimum' | 'deadline_unknown';

/**
 * What the calendar says of one appeal. `allowed` is false where something given stands against it, `undefined` where the calendar
 * has no rule or no day to count from, and true otherwise: what was not given is under `notTested`, and the answer does not cover it.
 */
export interface AppealWindow {
  readonly deadline: LocalDate | undefined;
  readonly allowed: boolean | undefined;
  /** At least one; time before amount. */
  readonly reasons: readonly AppealReason[];
  readonly notTested: readonly ('filing' | 'amount')[];
  /** How it was computed, a sentence each, with where each rule is written. */
  readonly steps: readonly string[];
}

/** Computes the window of one appeal. Pure: it knows no today. Throws Failure `bad-input` for days that contradict each other. */
export function appealWindow(question: AppealQuestion, calendar: AppealCalendar): AppealWindow {
  refuseContradictions(question);
  const found = filingTerms(question, calendar);
  const counted =
    'terms' in found ? countDeadline(question, found.terms) : { start: undefined, deadline: undefined, steps: [found.unknown] };
  const filing = filingOf(question, counted.deadline, 'terms' in found ? found.terms : undefined);
  const amount = testAmount(question, calendar, openDays(question, counted));
  const reasons: AppealReason[] = [
    ...(counted.deadline === undefined ? (['deadline_unknown'] as const) : []),
    ...(filing.result === 'late' ? (['too_late'] as const) : []),
    ...(amount.result === 'below' ? (['amount_below_minimum'] as const) : []),
  ];
  const against = reasons.some((reason) => reason !== 'deadline_unknown');
  const unknown = counted.deadline === undefined || amount.result === 'no-rule';
  return {
    deadline: counted.deadline,
    allowed: against ? false : unknown ? undefined : true,
    reasons: reasons.length === 0 ? ['in_time'] : reasons,
    notTested: [
      ...(filing.result === 'not-tested' ? (['filing'] as const) : []),
      ...(amount.result === 'not-tested' ? (['amount'] as const) : []),
    ],
    steps: [...counted.steps, ...filing.steps, ...amount.steps],
  };
}

/** The days on which the request can be filed, first and last, where they are known. */
function openDays({ noticeDate }: AppealQuestion, { start, deadline }: CountedDeadline): readonly LocalDate[] {
  const first = noticeDate ?? start;
  return first === undefined || deadline === undefined ? [] : [first, deadline];
}

interface Filing {
  readonly result: 'in-time' | 'late' | 'not-tested';
  readonly steps: readonly string[];
}

/** What has arrived is filed. A mailing alone shows only that it cannot have arrived before. */
function filingOf({ filedOn, mailedOn, today }: AppealQuestion, deadline: LocalDate | undefined, terms: FilingTerms | undefined): Filing {
  if (deadline === undefined) return { result: 'not-tested', steps: [] };
  const rule = terms?.filed === undefined ? [] : [`A request is filed when ${terms.filed.by} receives it (${terms.filed.cites}).`];
  if (filedOn !== undefined) {
    const late = daysBetween(deadline, filedOn);
    const mailed =
      mailedOn === undefined ? '' : ` It was mailed on ${mailedOn}, which ${terms?.filed ? 'files nothing' : 'the contract may count'}.`;
    return { result: late > 0 ? 'late' : 'in-time', steps: [...rule, `It was filed on ${filedOn}, ${inWords(late)}.${mailed}`] };
  }
  if (today !== undefined) {
    const late = daysBetween(deadline, today);
    return { result: late > 0 ? 'late' : 'in-time', steps: [...rule, `Filed today, ${today}, it would come ${inWords(late)}.`] };
  }
  if (mailedOn !== undefined && mailedOn > deadline)
    return { result: 'late', steps: [...rule, `It was mailed on ${mailedOn}, after the last day, so it came too late.`] };
  const says = mailedOn === undefined ? 'It is' : `It was mailed on ${mailedOn}, and when it was received is not given: it is`;
  return { result: 'not-tested', steps: [...rule, `${says} in time if it is filed by ${deadline}.`] };
}

function inWords(late: number): string {
  if (late === 0) return 'on the last day';
  const days = Math.abs(late) === 1 ? '1 day' : `${Math.abs(late)} days`;
  return late > 0 ? `${days} after the last day` : `${days} before the last day`;
}

function refuseContradictions({ noticeDate, receiptDate, filedOn, mailedOn }: AppealQuestion): void {
  if (noticeDate === undefined) return;
  const early = Object.entries({ receipt: receiptDate, filing: filedOn, mailing: mailedOn }).find(
    ([, day]) => day !== undefined && day < noticeDate,
  );
  if (early === undefined) return;
  throw new Failure('bad-input', `The day of ${early[0]} is before the date of the notice. Correct one of them.`);
}
