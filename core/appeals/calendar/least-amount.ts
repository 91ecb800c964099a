import type { LocalDate } from '../../codes.ts';
import { dollars } from '../../money.ts';
import type { AppealCalendar, LeastAmount } from './appeal-calendar.ts';
import type { AppealQuestion } from './appeal-question.ts';
import { yearOf } from './days.ts';

/**
 * `none`: the level has no least amount. `not-tested`: a fact is missing that the question could give. `no-rule`: the calendar does not know
 * the year.
 */
export interface AmountTest {
  readonly result: 'none' | 'enough' | 'below' | 'not-tested' | 'no-rule';
  readonly steps: readonly string[];
}

/** Holds an amount against the least one of the year in which the request is filed. An amount that is just as much is enough. */
export function testAmount(question: AppealQuestion, calendar: AppealCalendar, open: readonly LocalDate[]): AmountTest {
  const { path, amountCents } = question;
  const level = calendar.levels.find((one) => one.path === path);
  if (level?.hasLeastAmount !== true) {
    const says = level === undefined ? 'No least amount is known for this path.' : 'This level has no least amount.';
    return { result: 'none', steps: amountCents === undefined ? [] : [says] };
  }
  if (amountCents === undefined)
    return { result: 'not-tested', steps: ['This level has a least amount, and no amount is given: it was not tested.'] };
  const { years, says } = yearsOf(question, open);
  if (years.length === 0)
    return { result: 'not-tested', steps: ['The least amount is that of the year of filing, which is not known: it was not tested.'] };
  const rules = years.map((year) => calendar.leastAmounts.find((one) => one.path === path && one.year === year));
  const unknown = years.find((_, at) => rules[at] === undefined);
  if (unknown !== undefined)
    return {
      result: 'no-rule',
      steps: [`The calendar ${calendar.edition} has no least amount for ${unknown}: whether the amount is enough is unknown.`],
    };
  return compared(
    amountCents,
    rules.filter((rule) => rule !== undefined),
    says,
  );
}

/** The year that was named, or of filing; while nothing is filed, each year in which it still can be. */
function yearsOf({ year, filedOn, today }: AppealQuestion, open: readonly LocalDate[]): { years: readonly number[]; says: string } {
  if (year !== undefined) {
    const filed = filedOn === undefined ? year : yearOf(filedOn);
    return { years: [year], says: filed === year ? '' : ` ${year} is the year that was given, though the request was filed in ${filed}.` };
  }
  const filing = filedOn ?? today;
  if (filing !== undefined) return { years: [yearOf(filing)], says: '' };
  return { years: [...new Set(open.map(yearOf))], says: '' };
}

function compared(amount: number, rules: readonly LeastAmount[], says: string): AmountTest {
  const below = rules.filter(({ cents }) => amount < cents);
  const steps = rules.map(
    ({ cents, year, cites }) =>
      `${dollars(amount)} ${amount < cents ? 'is below' : 'meets'} the least amount of ${dollars(cents)} for requests filed in ${year} (${cites}).${says}`,
  );
  if (below.length === 0) return { result: 'enough', steps };
  if (below.length === rules.length) return { result: 'below', steps };
  return { result: 'not-tested', steps: [...steps, 'Whether it is enough depends on the day of filing.'] };
}
