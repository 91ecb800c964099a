import { daysBetween } from '../appeals/calendar/days.ts';
import type { LocalDate } from '../codes.ts';
import { dollars } from '../money.ts';

/** A refusal that may be worked: its money, its odds and its last day. */
export interface Workable {
  readonly refusedCents: number;
  /** From 0 to 1. */
  readonly odds: number;
  /** How many such cases the odds rest on. */
  readonly seen: number;
  readonly deadline: LocalDate | undefined;
}

/** A last day as near as this goes before all others. */
const CLOSING_DAYS = 7;

type Urgency = 'closing' | 'open' | 'unknown' | 'past';
const RANK: Readonly<Record<Urgency, number>> = { closing: 0, open: 1, unknown: 1, past: 2 };

export function urgencyOf({ deadline }: Pick<Workable, 'deadline'>, today: LocalDate): Urgency {
  if (deadline === undefined) return 'unknown';
  const left = daysBetween(today, deadline);
  return left < 0 ? 'past' : left <= CLOSING_DAYS ? 'closing' : 'open';
}

/** What can be expected of it: its money by its odds, in cents. */
export function expectedCents({ refusedCents, odds }: Workable): number {
  return Math.round(refusedCents * odds);
}

/** What closes within a week first, what can no longer be appealed last, and otherwise what can be expected of it. */
export function inWorkOrder<T extends Workable>(all: readonly T[], today: LocalDate): readonly T[] {
  const rank = (one: T) => RANK[urgencyOf(one, today)];
  return all.toSorted((a, b) => rank(a) - rank(b) || expectedCents(b) - expectedCents(a));
}

export const ORDERS = ['work', 'amount', 'deadline'] as const;
export type Order = (typeof ORDERS)[number];

/** In the order to work them; by what was refused, the most first; or by the last day, the nearest first, then what is unknown, then what is past. */
export function inOrder<T extends Workable>(all: readonly T[], by: Order, today: LocalDate): readonly T[] {
  const worked = inWorkOrder(all, today);
  if (by === 'work') return worked;
  if (by === 'amount') return worked.toSorted((a, b) => b.refusedCents - a.refusedCents);
  const rank = (one: T) => ({ closing: 0, open: 0, unknown: 1, past: 2 })[urgencyOf(one, today)];
  return worked.toSorted((a, b) => rank(a) - rank(b) || compare(a.deadline ?? '', b.deadline ?? ''));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Why it stands where it does, as a biller would say it. */
export function reasonForPlace(one: Workable, today: LocalDate): string {
  const odds = one.seen === 0 ? 'no history, so even odds' : `odds ${one.odds.toFixed(2)} of ${one.seen} answered`;
  const money = `${dollars(one.refusedCents)}, ${odds}: ${dollars(expectedCents(one))} expected`;
  if (one.deadline === undefined) return `${money}; last day unknown`;
  const left = daysBetween(today, one.deadline);
  return left < 0 ? `${money}; its last day was ${one.deadline}` : `${money}; ${left === 1 ? '1 day' : `${left} days`} left`;
}
