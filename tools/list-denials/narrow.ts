import { daysOf } from '#core/denials/day-span.ts';
import { LocalDate } from '#core/codes.ts';
import { readCode } from '#core/denials/codes/code-kind.ts';
import { urgencyOf } from '#core/denials/work-order.ts';
import { plusDays } from '#core/appeals/calendar/days.ts';
import { dollars } from '#core/money.ts';
import type { Refused } from '../billing/refusal-history.ts';
import { DUE, type DenialFilter } from './denials-listed.ts';

/** Whether a refusal is of the money, the code, the family and the days that are asked for. */
export function isAsked({ outcome }: Refused, filter: DenialFilter, today: LocalDate): boolean {
  const { family, refusedIn, atLeastCents = 0, atMostCents = Infinity, code } = filter;
  const since = firstDay(filter, today);
  const { denial, word, open, first } = outcome;
  const leftCents = open ? outcome.leftCents : first.refusedCents;
  const span = refusedIn === undefined ? undefined : daysOf(refusedIn, today);
  if (since !== undefined && (word.date === undefined || word.date < since)) return false;
  if (span !== undefined && (word.date === undefined || word.date < span.from || word.date > span.to)) return false;
  if (leftCents < atLeastCents || leftCents > atMostCents) return false;
  if (code !== undefined && !denial.refusals.some((one) => bears(one, code))) return false;
  return family === undefined || denial.families.includes(family);
}

/** `CO-197` is of one group, `197` of any, and `N54` a remark. */
function bears({ group, reason, remarks }: Refused['outcome']['denial']['refusals'][number], asked: string): boolean {
  const [wanted = '', under] = asked.toUpperCase().split('-').toReversed();
  if (under !== undefined && under !== group) return false;
  return readCode('carc', reason) === readCode('carc', wanted) || (under === undefined && remarks.some((one) => same(one, wanted)));
}

function same(remark: string, wanted: string): boolean {
  return readCode('rarc', remark) === readCode('rarc', wanted);
}

/** Whether the last day of its appeal is one of those that are asked for. */
export function isDue(one: { readonly deadline: string }, filter: DenialFilter, today: LocalDate): boolean {
  const { due } = filter;
  const deadline = LocalDate.safeParse(one.deadline).data;
  const last = lastDay(filter, today);
  if (last !== undefined && (deadline === undefined || deadline < today || deadline > last)) return false;
  if (due === undefined) return true;
  if (due === 'unknown') return one.deadline === 'unknown';
  if (due === 'past') return urgencyOf({ deadline }, today) === due;
  if (due === 'open') return ['closing', 'open'].includes(urgencyOf({ deadline }, today));
  const { from, to } = daysOf(due, today);
  return deadline !== undefined && from <= deadline && deadline <= to;
}

/** The later of the two days since when. */
function firstDay({ since, refusedWithinDays }: DenialFilter, today: LocalDate): string | undefined {
  const within = refusedWithinDays === undefined ? undefined : plusDays(today, -refusedWithinDays);
  return [since, within]
    .filter((day) => day !== undefined)
    .toSorted()
    .at(-1);
}

/** The sooner of the two days by which something is due. */
function lastDay({ dueBy, dueInDays }: DenialFilter, today: LocalDate): string | undefined {
  const within = dueInDays === undefined ? undefined : plusDays(today, dueInDays);
  return [dueBy, within].filter((day) => day !== undefined).toSorted()[0];
}

const ORDERED = { work: 'in the order to work them', amount: 'the most money first', deadline: 'the nearest last day first' };
const STANDS: Readonly<Record<(typeof DUE)[number], string>> = {
  open: 'which can still be appealed',
  past: 'past their last day to appeal',
  unknown: 'whose last day to appeal is unknown',
};

/** What is listed, in words, with every day that a span stands for. */
export function askedFor(filter: DenialFilter, today: LocalDate): string {
  const { payer, family, code, refusedIn, atLeastCents, atMostCents, due, trends, first, order = 'work' } = filter;
  const what = trends === undefined ? `Refused claims, ${ORDERED[order]}` : `Refusals by ${trends}`;
  const last = lastDay(filter, today);
  const since = firstDay(filter, today);
  return [
    what,
    payer && `of ${payer}`,
    family?.replaceAll('-', ' '),
    code && `under ${code.toUpperCase()}`,
    since && `since ${since}`,
    refusedIn && `refused ${inDays(refusedIn, today)}`,
    atLeastCents && `${dollars(atLeastCents)} or more`,
    atMostCents && `${dollars(atMostCents)} or less`,
    due && (DUE.find((one) => one === due) === undefined ? `last day ${inDays(due, today)}` : STANDS[due as keyof typeof STANDS]),
    last && `last day from ${today} to ${last}`,
    first && `the first ${first}`,
  ]
    .filter((one) => one !== undefined && one !== '' && one !== 0)
    .join(', ');
}

function inDays(span: string, today: LocalDate): string {
  const { from, to } = daysOf(span, today);
  return from === to ? `on ${from}` : `from ${from} to ${to}`;
}
