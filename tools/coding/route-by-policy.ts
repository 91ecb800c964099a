import { tierOf } from '#core/coder/tier-of.ts';
import type { Trace } from '#core/coder/trace.ts';
import type { Policy } from '#guardrails/policy/policy.ts';

/**
 * The trace with its suggestions routed as the policy in force says. What is kept under the trace's id is the coder's own, which no
 * policy changes, so that a change of thresholds changes who looks at a code and not what was found.
 */
export function routeByPolicy(trace: Trace, { confidence: thresholds }: Pick<Policy, 'confidence'>): Trace {
  if (thresholds === undefined) return trace;
  const suggestions = trace.suggestions.map((one) => {
    const { confidence, conflict = false, flags, assertion } = one;
    return { ...one, tier: tierOf(confidence, { conflict, flags: flags.length, status: assertion }, thresholds) };
  });
  return { ...trace, suggestions };
}
