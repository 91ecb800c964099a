import { z } from 'zod';
import type { Chart } from '#core/chart/chart.ts';
import type { Trace } from '#core/coder/trace.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';
import { CitedSpan, citeSpan } from '../evidence/cited-span.ts';
import { whyNotSupported } from './why-not-supported.ts';

/** A code of a claim that the chart does not bear out, and why. */
export const UnsupportedCode = z.object({
  code: z.string(),
  title: z.string().optional(),
  /** `denied`, `family`, `uncertain`, `other-code` … */
  kind: z.string(),
  says: z.string(),
  cites: z.string().optional(),
  /** The code of the same condition that the chart does support. */
  instead: z.string().optional(),
  /** The words of the chart that speak of it; absent where none do. */
  evidence: CitedSpan.optional(),
});
export type UnsupportedCode = z.infer<typeof UnsupportedCode>;

/** How a claim on file differs from what the chart supports, in both directions. No money. */
export const ClaimDifference = z.object({
  claim: z.string(),
  /** On the claim, without support that the coder found. */
  notSupported: z.array(z.string()),
  /** Why, for each of them. */
  reasons: z.array(UnsupportedCode),
  /** On the claim, stated by one provider and denied by another. */
  contested: z.array(z.string()),
  /** Supported by the chart, not on this claim. Empty for a claim beside a fuller one of the same encounter. */
  notClaimed: z.array(z.string()),
  /** True for a claim beside a fuller one of the same encounter: what it lacks is not compared. */
  partial: z.boolean(),
});
export type ClaimDifference = z.infer<typeof ClaimDifference>;

/**
 * What a claim lacks is told of the fullest claim of an encounter only: another beside it, such as the surgeon's, names what its
 * own service was for. A contested code is neither unsupported nor missing: whether it belongs on the claim is for the attending
 * provider to say.
 */
export function compareWithClaims(
  { claims, documents }: Pick<Chart, 'claims' | 'documents'>,
  trace: Trace,
  edition: CompiledEdition,
): ClaimDifference[] {
  const { suggestions } = trace;
  const codesOf = (those: Trace['suggestions']): ReadonlySet<string> => new Set(those.map(({ code }) => code));
  const supported = codesOf(suggestions);
  const contested = codesOf(suggestions.filter(({ against }) => against.length > 0));
  const sure = suggestions.filter(({ code }) => !contested.has(code));
  const most = Math.max(...claims.map(({ diagnoses }) => diagnoses.length));
  return claims
    .filter(({ diagnoses }) => diagnoses.length > 0)
    .map(({ id, diagnoses }) => {
      const claimed: ReadonlySet<string> = new Set(diagnoses);
      const partial = diagnoses.length < most;
      const unsupported = diagnoses.filter((code) => !supported.has(code));
      return {
        claim: id,
        partial,
        notSupported: unsupported,
        reasons: unsupported.map((code) => {
          const { span, ...reason } = whyNotSupported(code, trace, edition);
          const title = edition.code(code)?.title;
          return { code, ...(title !== undefined && { title }), ...reason, ...(span && { evidence: citeSpan(span, documents) }) };
        }),
        contested: diagnoses.filter((code) => contested.has(code)),
        notClaimed: partial ? [] : sure.map(({ code }) => code).filter((code) => !claimed.has(code)),
      };
    });
}
