import type { Tier } from '#core/coder/trace.ts';
import { rolesForCare, type Policy } from '#guardrails/policy/policy.ts';
import type { Care } from '#guardrails/risk.ts';

/** A suggested code takes the care of its tier. */
export function careOfTier(tier: Tier): Care {
  return tier === 'straightforward' ? 'routine' : tier;
}

/** The roles for which the policy keeps a suggested code of this tier; none where whoever accepts a straightforward one accepts it. */
export function keptFor(tier: Tier, policy: Policy): readonly string[] {
  return rolesForCare(policy, { kind: 'code.accept', care: careOfTier(tier) }) ?? [];
}
