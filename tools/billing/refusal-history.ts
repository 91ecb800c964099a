import { outcomeOf, withLetters, withSettled, type Outcome } from '#core/denials/outcome.ts';
import { historyOf, type History } from '#core/denials/odds.ts';
import type { Claim } from '#core/billing/claim.ts';
import type { Running } from '../define-tool.ts';
import type { RemittedRecord } from './records.ts';
import { sentBefore } from './sent-before.ts';
import { settledCents, settledHere } from './settled-here.ts';

/** A claim that was refused once, what payers said of it, and how it stands. */
export interface Refused {
  readonly claim: Claim;
  readonly words: readonly RemittedRecord[];
  readonly outcome: Outcome<RemittedRecord>;
}

/** The newest so many refused claims are looked at. */
export const MOST_REFUSED = 2_000;

/**
 * Every claim that was ever refused, by this payer or by any, with how it stands now. A claim that was sent twice is none. Those of the
 * remittances that are not whole, and those with a posting that was changed beside the program (`short`), are left out.
 */
export async function refusedClaims(
  running: Running,
  filter: { readonly payer?: string },
): Promise<{ readonly refused: readonly Refused[]; readonly short: readonly string[] }> {
  const { remittances, claims: billed, appeals } = running.unit.billing;
  const codes = running.editions.shipped().words;
  const { records, short } = await remittances.everRefused({ ...filter, limit: MOST_REFUSED });
  const byClaim = Map.groupBy(records, ({ matched }) => matched?.claim ?? '');
  const claims = await billed.findAll([...byClaim.keys()]);
  const letters = Map.groupBy(await appeals.answersOf(claims.map(({ id }) => id)), ({ claim }) => claim);
  const settled = await settledHere(claims, running);
  const altered = [...settled].flatMap(([claim, of]) => (of === 'altered' ? [claim] : []));
  const found: Refused[] = [];
  for (const claim of claims) {
    const taken = settled.get(claim.id) ?? [];
    if (taken === 'altered') continue;
    const words = byClaim.get(claim.id) ?? [];
    const outcome = outcomeOf(claim, words, codes);
    if (outcome === undefined || (await sentBefore({ claim, words }, outcome, running)) !== undefined) continue;
    found.push({ claim, words, outcome: withSettled(withLetters(outcome, letters.get(claim.id) ?? []), settledCents(taken)) });
  }
  return { refused: found, short: [...short, ...altered] };
}

/** How a payer's refusals went, by family, apart from the one that is asked about. */
export async function refusalHistory(
  running: Running,
  { payer, without }: { readonly payer: string; readonly without: string },
): Promise<ReadonlyMap<string, History>> {
  const { refused } = await refusedClaims(running, { payer });
  return historyOf(
    refused.filter(({ claim }) => claim.id !== without).map(({ claim, outcome }) => ({ ...outcome, payer: claim.payer.id })),
  );
}
