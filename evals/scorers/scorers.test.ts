import { describe, expect, test } from 'vitest';
import { agreement, compare } from './agreement.ts';
import { bootstrap, wilson } from './bootstrap.ts';
import { calibration } from './calibration.ts';
import { sampled, seeded, shuffled } from './seeded.ts';

describe('agreement', () => {
  test('counts the pairs of all documents together', () => {
    const counts = [
      compare(new Set(['I10', 'E11.9']), new Set(['I10'])),
      compare(new Set(['J45.909']), new Set(['J45.909', 'R05.9', 'R06.02'])),
    ];
    const { hits, predicted, gold, precision, recall, f1 } = agreement(counts);

    expect({ hits, predicted, gold }).toEqual({ hits: 2, predicted: 3, gold: 4 });
    expect([precision, recall, f1].map((one) => one.toFixed(4))).toEqual(['0.6667', '0.5000', '0.5714']);
  });

  test('is 0 where nothing was predicted, and never not a number', () => {
    expect(agreement([compare(new Set(), new Set(['I10']))])).toMatchObject({ precision: 0, recall: 0, f1: 0 });
    expect(agreement([])).toMatchObject({ precision: 0, recall: 0, f1: 0 });
  });
});

describe('intervals', () => {
  test('the bootstrap draws whole documents, gives the same interval each time, and holds the mean', () => {
    const units = Array.from({ length: 200 }, (_, at) => (at % 4 === 0 ? 1 : 0));
    const mean = (drawn: readonly number[]): number => drawn.reduce((sum, one) => sum + one, 0) / drawn.length;
    const { low, high } = bootstrap(units, mean);

    expect(bootstrap(units, mean)).toEqual({ low, high });
    // Binomial: 0.25 with a standard error of 0.0306.
    expect(low).toBeGreaterThan(0.17);
    expect(low).toBeLessThan(0.21);
    expect(high).toBeGreaterThan(0.29);
    expect(high).toBeLessThan(0.33);
  });

  test('Wilson gives the known interval of 81 in 263', () => {
    const { low, high } = wilson(81, 263);

    expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.2553', '0.3662']);
  });
});

describe('calibration', () => {
  const rated = (confidence: number, right: number, of: number) =>
    Array.from({ length: of }, (_, at) => ({ confidence, right: at < right }));

  test('is 0 where a number means what it says, and the distance where it does not', () => {
    expect(calibration([...rated(0.9, 90, 100), ...rated(0.5, 50, 100)]).error).toBeCloseTo(0);
    expect(calibration([...rated(0.9, 60, 100), ...rated(0.5, 50, 100)]).error).toBeCloseTo(0.15);
  });

  test('puts one confidence into one bin', () => {
    const { bins } = calibration([...rated(0.8, 8, 10), ...rated(0.9, 9, 90)], 10);

    expect(bins.map(({ size }) => size)).toEqual([10, 90]);
  });
});

describe('what is seeded', () => {
  test('is the same each time', () => {
    const [a, b] = [seeded(7), seeded(7)];

    expect([a(), a(), a()]).toEqual([b(), b(), b()]);
    expect(shuffled([1, 2, 3, 4, 5, 6], 1)).toEqual(shuffled([1, 2, 3, 4, 5, 6], 1));
    expect(shuffled([1, 2, 3, 4, 5, 6], 1).toSorted((x, y) => x - y)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('samples in order, without repeats', () => {
    const chosen = sampled(
      Array.from({ length: 100 }, (_, at) => at),
      10,
      3,
    );

    expect(chosen).toHaveLength(10);
    expect(chosen).toEqual([...new Set(chosen)].toSorted((x, y) => x - y));
  });
});
