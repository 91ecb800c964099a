import { z } from 'zod';
import type { ClaimOnFile } from '#core/chart/chart.ts';

/** How a claim on file differs from what the chart supports, in both directions. No money. */
export const ClaimDifference = z.object({
  claim: z.string(),
  /** On the claim, without support that the coder found. */
  notSupported: z.array(z.string()),
  /** Supported by the chart, not on the claim. */
  notClaimed: z.array(z.string()),
});
export type ClaimDifference = z.infer<typeof ClaimDifference>;

export function compareWithClaims(claims: readonly ClaimOnFile[], supported: readonly string[]): ClaimDifference[] {
  return claims
    .filter(({ diagnoses }) => diagnoses.length > 0)
    .map(({ id, diagnoses }) => ({
      claim: id,
      notSupported: diagnoses.filter((code) => !supported.includes(code)),
      notClaimed: supported.filter((code) => !diagnoses.some((claimed) => claimed === code)),
    }));
}
