import type { LocalDate } from '../codes.ts';
import { toldReason } from '../remittance/told-code.ts';
import type { Outcome } from './outcome.ts';

export const TREND_KEYS = ['payer', 'family', 'code', 'month', 'edition'] as const;
export type TrendKey = (typeof TREND_KEYS)[number];

export interface Trend {
  readonly key: string;
  readonly claims: number;
  readonly refusedCents: number;
  readonly won: number;
  readonly recoveredCents: number;
}

/** `editions`: those under which codes of the claim were accepted; empty where nothing is known of that. */
type Counted = Outcome & { readonly payer: string; readonly on?: LocalDate; readonly editions: readonly string[] };

const NO_DATE = 'no date';
const NO_EDITION = 'not known: no code of the claim was accepted here';

/** Refusals as they were made first, counted under one key, the most money first and months in their order. A claim counts once under each key that it bears. */
export function trendsBy(key: TrendKey, outcomes: readonly Counted[]): readonly Trend[] {
  const found = new Map<string, Trend>();
  for (const outcome of outcomes) {
    for (const [name, cents] of sharesOf(key, outcome)) {
      const before = found.get(name) ?? { key: name, claims: 0, refusedCents: 0, won: 0, recoveredCents: 0 };
      found.set(name, {
        key: name,
        claims: before.claims + 1,
        refusedCents: before.refusedCents + cents,
        won: before.won + (outcome.recoveredCents > 0 ? 1 : 0),
        recoveredCents: before.recoveredCents + outcome.recoveredCents,
      });
    }
  }
  if (key === 'month') return [...found.values()].toSorted((a, b) => (monthOf(a) < monthOf(b) ? -1 : 1));
  return [...found.values()].toSorted((a, b) => b.refusedCents - a.refusedCents || (a.key < b.key ? -1 : 1));
}

/** What has no date comes last. */
function monthOf({ key }: Trend): string {
  return key === NO_DATE ? '~' : key;
}

/** The names that an outcome bears under a key, each with its refused cents. */
function sharesOf(key: TrendKey, { first, payer, on, editions }: Counted): ReadonlyMap<string, number> {
  if (key === 'payer') return new Map([[payer, first.refusedCents]]);
  if (key === 'month') return new Map([[on?.slice(0, 7) ?? NO_DATE, first.refusedCents]]);
  if (key === 'edition') return new Map((editions.length === 0 ? [NO_EDITION] : editions).map((one) => [one, first.refusedCents]));
  const shares = new Map<string, number>();
  for (const { group, reason, family, amountCents } of first.refusals) {
    const name = key === 'code' ? toldReason({ group, reason }) : (family ?? 'other');
    shares.set(name, (shares.get(name) ?? 0) + amountCents);
  }
  return shares;
}
