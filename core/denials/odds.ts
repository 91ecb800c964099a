import type { DenialFamily } from './denial-family.ts';
import type { Outcome } from './outcome.ts';

/** How refusals of one family by one payer went before. */
export interface History {
  readonly payer: string;
  readonly family: DenialFamily;
  /** Refusals that the payer has spoken of again. */
  readonly answered: number;
  /** Those of them after which it paid more, or said by letter that it will. */
  readonly won: number;
  readonly recoveredCents: number;
  readonly refusedCents: number;
}

/** History by payer and family, of all outcomes there are. */
export function historyOf(outcomes: readonly (Outcome & { readonly payer: string })[]): ReadonlyMap<string, History> {
  const found = new Map<string, History>();
  for (const { payer, denial, answered, won, recoveredCents } of outcomes) {
    for (const family of denial.families) {
      const key = historyKey(payer, family);
      const before = found.get(key) ?? { payer, family, answered: 0, won: 0, recoveredCents: 0, refusedCents: 0 };
      found.set(key, {
        ...before,
        answered: before.answered + (answered ? 1 : 0),
        won: before.won + (won ? 1 : 0),
        recoveredCents: before.recoveredCents + recoveredCents,
        refusedCents: before.refusedCents + denial.refusedCents,
      });
    }
  }
  return found;
}

export function historyKey(payer: string, family: DenialFamily): string {
  return `${payer} ${family}`;
}

/**
 * The share of such refusals after which the payer gave way, by the rule of succession: (won + 1) / (answered + 2). So nothing known
 * is one half, and a single case is no certainty. An order for work, and no probability of this case.
 */
export function oddsOf(history: Pick<History, 'won' | 'answered'> | undefined): number {
  return ((history?.won ?? 0) + 1) / ((history?.answered ?? 0) + 2);
}
