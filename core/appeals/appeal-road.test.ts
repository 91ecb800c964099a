import { describe, expect, test } from 'vitest';
import { shipped } from '#app/shipped.ts';
import { someTerms } from '../../tests/support/billing.ts';
import { LocalDate } from '../codes.ts';
import { appealRoad, windowOfLevel, type RoadQuestion } from './appeal-road.ts';

const { calendar } = shipped();
const CONTRACT = someTerms('60001', { appeal: { days: 90, countsFrom: 'notice' }, levels: ['first', 'second', 'external'] });
const LATER = { ...CONTRACT, laterAppeals: [{ level: 'second' as const, days: 60, countsFrom: 'notice' as const }] };
const MEDICARE = someTerms('60003', { kind: 'medicare-ffs' });

const asked = (terms: RoadQuestion['terms']) => ({ terms, noticeDate: LocalDate.parse('2026-06-01'), amountCents: 10_000 });
const road = (terms: RoadQuestion['terms'], today: string, more: Partial<RoadQuestion> = {}) =>
  appealRoad({ ...asked(terms), payerName: 'Blue Fern Health', today: LocalDate.parse(today), earlier: [], ...more }, calendar);

describe('the window of a level', () => {
  test('the first is the one of the contract; a later one is unknown unless the contract gives it', () => {
    expect(windowOfLevel('first', asked(CONTRACT), calendar).deadline).toBe('2026-08-30');
    expect(windowOfLevel('second', asked(CONTRACT), calendar).deadline).toBeUndefined();
    expect(windowOfLevel('second', asked(LATER), calendar).deadline).toBe('2026-07-31');
    expect(windowOfLevel('external', asked(LATER), calendar).deadline).toBeUndefined();
    expect(windowOfLevel('first', asked(undefined), calendar).deadline).toBeUndefined();
  });

  test('a level of Medicare has its rule, and a level that Medicare does not have none', () => {
    expect(windowOfLevel('redetermination', asked(MEDICARE), calendar).deadline).toBe('2026-10-05');
    expect(windowOfLevel('second', asked(MEDICARE), calendar).deadline).toBeUndefined();
  });
});

test('a refusal says when it would come, and not that it was filed; it says nothing of amounts where there is no least one', () => {
  const answer = road(CONTRACT, '2026-11-22');
  expect(answer).toEqual({
    refused: expect.stringMatching(
      /^The time to appeal ended on 2026-08-30\. .* Filed today, 2026-11-22, it would come 84 days after the last day\.$/,
    ),
  });
  expect(JSON.stringify(answer)).not.toMatch(/least amount|was filed/);
});

test('a later level that is too late is refused by its own window', () => {
  const earlier = [{ proposal: 'P-1', level: 'first' as const, answeredOn: LocalDate.parse('2026-06-01') }];

  expect(road(LATER, '2026-07-31', { earlier })).toMatchObject({ level: 'second', window: { deadline: '2026-07-31' } });
  expect(road(LATER, '2026-08-01', { earlier })).toMatchObject({ refused: expect.stringContaining('ended on 2026-07-31') });
});

test('a hearing is refused for its amount, which is then named', () => {
  const earlier = (['redetermination', 'reconsideration'] as const).map((level, at) => ({
    ...{ proposal: `P-${at + 1}`, level },
    answeredOn: LocalDate.parse('2026-06-01'),
  }));

  expect(road(MEDICARE, '2026-06-10', { earlier })).toMatchObject({ refused: expect.stringMatching(/^The amount is below .*\$200\.00/) });
});
