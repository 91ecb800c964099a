import { describe, expect, test } from 'vitest';
import { LocalDate } from '../codes.ts';
import { oddsOf } from './odds.ts';
import { inOrder, inWorkOrder, reasonForPlace, type Workable } from './work-order.ts';

const today = LocalDate.parse('2026-06-01');
const work = (name: string, dollarsRefused: number, odds: number, deadline?: string): Workable & { readonly name: string } => ({
  name,
  refusedCents: dollarsRefused * 100,
  odds,
  seen: 4,
  deadline: deadline === undefined ? undefined : LocalDate.parse(deadline),
});

describe('which refusal to work first', () => {
  test.each([
    ['more money by odds first', [work('small', 100, 0.9, '2026-09-01'), work('large', 1_000, 0.5, '2026-09-01')], ['large', 'small']],
    [
      'what closes within a week before all',
      [work('large', 9_000, 0.9, '2026-09-01'), work('closing', 50, 0.5, '2026-06-08')],
      ['closing', 'large'],
    ],
    ['eight days are no haste', [work('large', 9_000, 0.9, '2026-09-01'), work('later', 50, 0.5, '2026-06-09')], ['large', 'later']],
    ['what is too late comes last', [work('late', 9_000, 0.9, '2026-05-31'), work('small', 50, 0.5, '2026-09-01')], ['small', 'late']],
    [
      'the last day itself is not too late',
      [work('small', 50, 0.5, '2026-09-01'), work('today', 10, 0.1, '2026-06-01')],
      ['today', 'small'],
    ],
    [
      'an unknown last day keeps its place by money',
      [work('small', 50, 0.5, '2026-09-01'), work('unknown', 900, 0.5)],
      ['unknown', 'small'],
    ],
  ])('%s', (_name, all, order) => {
    expect(inWorkOrder(all, today).map(({ name }) => name)).toEqual(order);
  });

  test.each([
    ['work', ['closing', 'unknown', 'large', 'late']],
    ['amount', ['late', 'large', 'unknown', 'closing']],
    ['deadline', ['closing', 'large', 'unknown', 'late']],
  ] as const)('by %s', (by, order) => {
    const all = [
      work('late', 9_000, 0.9, '2026-05-31'),
      work('large', 1_000, 0.1, '2026-09-01'),
      work('unknown', 900, 0.5),
      work('closing', 50, 0.5, '2026-06-08'),
    ];

    expect(inOrder(all, by, today).map(({ name }) => name)).toEqual(order);
  });

  test('says why in money, odds and days', () => {
    expect(reasonForPlace(work('', 1_000, 0.5, '2026-06-02'), today)).toBe(
      '$1,000.00, odds 0.50 of 4 answered: $500.00 expected; 1 day left',
    );
    expect(reasonForPlace({ ...work('', 10, 0.5), seen: 0 }, today)).toContain('no history, so even odds');
  });

  test('odds of nothing known are even, and one case makes nothing certain', () => {
    expect(oddsOf(undefined)).toBe(0.5);
    expect(oddsOf({ answered: 1, won: 1 })).toBeCloseTo(2 / 3);
    expect(oddsOf({ answered: 10, won: 0 })).toBeCloseTo(1 / 12);
  });
});
