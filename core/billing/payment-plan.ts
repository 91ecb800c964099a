import { LocalDate } from '../codes.ts';
import { Failure } from '../errors.ts';
import { dollars } from '../money.ts';

export interface Instalment {
  readonly due: LocalDate;
  readonly amountCents: number;
}

/** So many equal payments, or payments of so much. */
export type PlanParts = { readonly instalments: number } | { readonly eachCents: number };

/** As many as a plan may have. */
export const MOST_INSTALMENTS = 120;

/**
 * An amount in equal parts, one a month from the first day on; odd cents are in the first. A plan from the 31st falls due on the last
 * day of a shorter month and on the 31st again where there is one. Throws Failure `bad-input` for a part of less than a cent.
 */
export function paymentPlan(amountCents: number, count: number, firstDue: LocalDate): readonly Instalment[] {
  if (!Number.isInteger(count) || count < 1 || count > MOST_INSTALMENTS)
    throw new Failure('bad-input', `A payment plan has from 1 to ${MOST_INSTALMENTS} instalments.`);
  const part = Math.floor(amountCents / count);
  if (part < 1) throw new Failure('bad-input', `${dollars(amountCents)} cannot be parted into ${count} instalments. Ask for fewer.`);
  const odd = amountCents - part * count;
  return Array.from({ length: count }, (_, at) => ({ due: monthsLater(firstDue, at), amountCents: at === 0 ? part + odd : part }));
}

/**
 * The same amount in payments of so much, one a month, and what is left in the last. Throws Failure `bad-input` for more than
 * `MOST_INSTALMENTS`.
 */
export function paymentPlanOf(amountCents: number, eachCents: number, firstDue: LocalDate): readonly Instalment[] {
  const count = Math.ceil(amountCents / eachCents);
  if (count > MOST_INSTALMENTS)
    throw new Failure(
      'bad-input',
      `${dollars(amountCents)} in payments of ${dollars(eachCents)} takes ${count} months, and a plan has at most ${MOST_INSTALMENTS}. Name a larger payment.`,
    );
  return Array.from({ length: count }, (_, at) => ({
    due: monthsLater(firstDue, at),
    amountCents: Math.min(eachCents, amountCents - at * eachCents),
  }));
}

/** How the payments of a plan were asked for. */
export function partsOf(plan: readonly Instalment[]): PlanParts {
  const [first] = plan;
  if (first === undefined) return { instalments: 0 };
  const amountCents = plan.reduce((sum, one) => sum + one.amountCents, 0);
  const equal = paymentPlan(amountCents, plan.length, first.due);
  const isEqual = equal.every((one, at) => one.amountCents === plan[at]?.amountCents);
  return isEqual ? { instalments: plan.length } : { eachCents: first.amountCents };
}

function monthsLater(date: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const from = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(from / 12), (from % 12) + 1];
  const last = daysIn(toYear, toMonth);
  return LocalDate.parse(`${pad(toYear, 4)}-${pad(toMonth, 2)}-${pad(Math.min(day, last), 2)}`);
}

function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 31;
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}
