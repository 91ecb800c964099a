import { z } from 'zod';
import type { ClaimOnFile } from '#core/chart/chart.ts';

/** How a claim on file differs from what the chart supports, in both directions. No money. */
export const ClaimDifference = z.object({
  claim: z.string(),
  /** On the claim, without support that the coder found. */
  notSupported: z.array(z.string()),
  /** On the claim, stated by one provider and denied by another. */
  contested: z.array(z.string()),
  /** Supported by the chart, not on this claim. Empty for a claim beside a fuller one of the same encounter. */
  notClaimed: z.array(z.string()),
  /** True for a claim beside a fuller one of the same encounter: what it lacks is not compared. */
  partial: z.boolean(),
});
export type ClaimDifference = z.infer<typeof ClaimDifference>;

export interface SupportedCode {
  readonly code: string;
  readonly contested: boolean;
}

/**
 * What a claim lacks is told of the fullest claim of an encounter only: another beside it, such as the surgeon's, names what its
 * own service was for. A contested code is neither unsupported nor missing: whether it belongs on the claim is for the attending
 * provider to say.
 */
export function compareWithClaims(claims: readonly ClaimOnFile[], supported: readonly SupportedCode[]): ClaimDifference[] {
  const isIn = (codes: readonly SupportedCode[], claimed: string): boolean => codes.some(({ code }) => code === claimed);
  const contested = supported.filter((one) => one.contested);
  const sure = supported.filter((one) => !one.contested);
  const most = Math.max(...claims.map(({ diagnoses }) => diagnoses.length));
  return claims
    .filter(({ diagnoses }) => diagnoses.length > 0)
    .map(({ id, diagnoses }) => ({
      claim: id,
      partial: diagnoses.length < most,
      notSupported: diagnoses.filter((code) => !isIn(supported, code)),
      contested: diagnoses.filter((code) => isIn(contested, code)),
      notClaimed: diagnoses.length < most ? [] : sure.map(({ code }) => code).filter((code) => !diagnoses.some((one) => one === code)),
    }));
}
