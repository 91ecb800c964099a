import { seeded } from './seeded.ts';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

const ROUNDS = 1000;
const SEED = 20_261_001;

/** A 95% interval by the percentile bootstrap over documents: what is drawn is a document, never a single code of one. */
export function bootstrap<T>(units: readonly T[], figure: (drawn: readonly T[]) => number, rounds = ROUNDS): Interval {
  if (units.length === 0) return { low: 0, high: 0 };
  const next = seeded(SEED);
  const figures = Array.from({ length: rounds }, () =>
    figure(Array.from({ length: units.length }, () => units[Math.floor(next() * units.length)] as T)),
  ).toSorted((a, b) => a - b);
  const at = (share: number): number => figures[Math.min(figures.length - 1, Math.floor(share * figures.length))] ?? 0;
  return { low: at(0.025), high: at(0.975) };
}

/** The Wilson interval of a share: for sets of tens of thousands, where drawing takes long. */
export function wilson(hits: number, of: number): Interval {
  if (of === 0) return { low: 0, high: 0 };
  const z = 1.959_964;
  const share = hits / of;
  const middle = (share + z ** 2 / (2 * of)) / (1 + z ** 2 / of);
  const half = (z / (1 + z ** 2 / of)) * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
