import { outcomeOf, type Outcome } from '#core/denials/outcome.ts';
import { historyOf, type History } from '#core/denials/odds.ts';
import type { Claim } from '#core/billing/claim.ts';
import type { Running } from '../define-tool.ts';
import type { RemittedRecord } from './records.ts';

/** A claim that was refused once, and how it stands. */
export interface Refused {
  readonly claim: Claim;
  readonly record: RemittedRecord;
  readonly outcome: Outcome;
}

/** The newest so many refused claims are looked at. */
export const MOST_REFUSED = 2_000;

/** Every claim that was ever refused, by this payer or by any, with how it stands now. */
export async function refusedClaims({ unit, editions }: Running, filter: { readonly payer?: string }): Promise<readonly Refused[]> {
  const { words } = editions.shipped();
  const records = await unit.billing.remittances.everRefused({ ...filter, limit: MOST_REFUSED });
  const byClaim = Map.groupBy(records, ({ matched }) => matched?.claim ?? '');
  const claims = await unit.billing.claims.findAll([...byClaim.keys()]);
  const found: Refused[] = [];
  for (const claim of claims) {
    const spoken = byClaim.get(claim.id) ?? [];
    const outcome = outcomeOf(claim, spoken, words);
    const record = spoken.find((one) => one === outcome?.word);
    if (outcome !== undefined && record !== undefined) found.push({ claim, outcome, record });
  }
  return found;
}

/** How a payer's refusals went, by family, apart from the one that is asked about. */
export async function refusalHistory(
  running: Running,
  { payer, without }: { readonly payer: string; readonly without: string },
): Promise<ReadonlyMap<string, History>> {
  const refused = await refusedClaims(running, { payer });
  return historyOf(
    refused.filter(({ claim }) => claim.id !== without).map(({ claim, outcome }) => ({ ...outcome, payer: claim.payer.id })),
  );
}
