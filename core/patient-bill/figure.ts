import { z } from 'zod';
import { Cents } from '../money.ts';

/** An amount as it may stand before a patient, with everything that it is made of. */
export const Figure = z.strictObject({
  /** Not negative: the sentence says which way it goes. */
  amountCents: Cents.nonnegative(),
  /**
   * What adds up to it. `id` is of an entry of the account, or `R-12:34` for a segment of a remittance, or `estimate` for the estimate
   * on record; `amountCents` is what stands there, with the sign that it has in this sum.
   */
  from: z.array(z.strictObject({ id: z.string(), amountCents: Cents })).min(1),
});
export type Figure = z.infer<typeof Figure>;

/** What is added up: entries of an account, and what else has an amount and a source. */
export interface Source {
  readonly id: string;
  readonly amountCents: number;
}

/** The sum of these, or with `sign` -1 what they take away; `undefined` where that is nothing or less. */
export function figureOf(sources: readonly Source[], sign: 1 | -1): Figure | undefined {
  const from = sources.map(({ id, amountCents }) => ({ id, amountCents: amountCents * sign }));
  const sum = sumOf(from);
  return from.length === 0 || sum <= 0 ? undefined : { amountCents: sum, from };
}

export function sumOf(sources: readonly Source[]): number {
  return sources.reduce((sum, { amountCents }) => sum + amountCents, 0);
}
