import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LocalDate } from '../codes.ts';
import { paymentPlan, paymentPlanOf } from './payment-plan.ts';

const FIRST = LocalDate.parse('2027-10-31');

test('six payments from the 31st fall due on the last day of shorter months, also in a leap year', () => {
  expect(paymentPlan(60_000, 6, FIRST).map(({ due }) => due)).toEqual([
    '2027-10-31',
    '2027-11-30',
    '2027-12-31',
    '2028-01-31',
    '2028-02-29',
    '2028-03-31',
  ]);
});

test('odd cents are in the first payment', () => {
  expect(paymentPlan(100_00, 3, FIRST).map(({ amountCents }) => amountCents)).toEqual([3_334, 3_333, 3_333]);
});

test.each([
  [0, 6, 'cannot be parted'],
  [5, 6, 'cannot be parted'],
  [500, 0, 'from 1 to 120'],
  [50_000, 121, 'from 1 to 120'],
  [500, 1.5, 'from 1 to 120'],
])('%i cents in %f payments is refused: %s', (cents, count, why) => {
  expect(() => paymentPlan(cents, count, FIRST)).toThrow(why);
});

test('any plan adds up to the cent, month by month, and no two payments differ by more than its odd cents', () => {
  const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2090-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(fc.integer({ min: 120, max: 10_000_000 }), fc.integer({ min: 1, max: 120 }), day, (cents, count, from) => {
      const plan = paymentPlan(cents, count, LocalDate.parse(from.toISOString().slice(0, 10)));

      expect(plan.reduce((sum, { amountCents }) => sum + amountCents, 0)).toBe(cents);
      expect(plan.map(({ due }) => due)).toEqual(plan.map(({ due }) => due).toSorted());
      expect(new Set(plan.map(({ due }) => due.slice(0, 7))).size).toBe(count);
      expect((plan[0]?.amountCents ?? 0) - (plan.at(-1)?.amountCents ?? 0)).toBeLessThan(count);
    }),
  );
});

test('payments of so much each come to the amount, with what is left in the last', () => {
  expect(paymentPlanOf(25_000, 10_000, FIRST).map(({ due, amountCents }) => [due, amountCents])).toEqual([
    ['2027-10-31', 10_000],
    ['2027-11-30', 10_000],
    ['2027-12-31', 5_000],
  ]);
  expect(() => paymentPlanOf(1_000_000, 100, FIRST)).toThrow('takes 10000 months, and a plan has at most 120');
});
