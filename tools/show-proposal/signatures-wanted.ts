import { z } from 'zod';
import type { DecisionTier } from '#guardrails/policy/policy.ts';
import type { Signature } from '#guardrails/signatures.ts';
import { inMinutes } from '#core/moment.ts';

/** How many must sign, and who has. */
export const SignaturesWanted = z.object({
  wanted: z.int(),
  /** A role that one of the signers must have. */
  including: z.string().optional(),
  roles: z.array(z.string()),
  given: z.array(z.object({ by: z.string(), at: z.string(), role: z.string(), for: z.string().optional() })),
});
export type SignaturesWanted = z.infer<typeof SignaturesWanted>;

export function signaturesWanted({ signatures, including, roles }: DecisionTier, given: readonly Signature[]): SignaturesWanted {
  return { wanted: signatures, roles: [...roles], given: given.map((one) => ({ ...one })), ...(including !== undefined && { including }) };
}

/** `1 of 2` */
export function countInWords({ wanted, given }: SignaturesWanted): string {
  return `${given.length} of ${wanted}`;
}

/** Whose signatures are still missing: `compliance`, or `2 more of billing-lead or compliance, one of them of compliance`. */
export function missingInWords({ wanted, including, roles, given }: SignaturesWanted): string {
  const more = Math.max(1, wanted - given.length);
  const special = including !== undefined && !given.some(({ role }) => role === including) ? including : undefined;
  if (more === 1) return special ?? roles.join(' or ');
  return `${more} more of ${roles.join(' or ')}${special === undefined ? '' : `, one of them of ${special}`}`;
}

/** `Victor Amadi (victor.amadi) as billing-lead at 2026-11-24 12:38 UTC` */
export function signatureInWords({ by, at, role, for: lender }: SignaturesWanted['given'][number], named: (id: string) => string): string {
  const whose = lender === undefined ? '' : `, with the authority of ${named(lender)}`;
  return `${named(by)} as ${role} at ${inMinutes(at)}${whose}`;
}
