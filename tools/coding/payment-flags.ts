import { z } from 'zod';
import type { CodeFacts } from '#core/terminology/code-facts.ts';
import type { Actor } from '#guardrails/actor.ts';
import { mayAsk, mayUse, type Policy } from '#guardrails/policy/policy.ts';

/** What a code is worth to a payer, in categories and never in money. A table that is not loaded leaves its part out. */
export const PaymentFlags = z.object({
  /** Risk adjustment categories; empty where the code is in none of a table that is loaded. */
  hcc: z.array(z.object({ model: z.string(), category: z.string() })).optional(),
  /** The complication level beside this principal diagnosis. `unknown`: the table does not tell the code from its neighbours. */
  severity: z.enum(['CC', 'MCC', 'none', 'excluded-by-principal', 'unknown']).optional(),
});
export type PaymentFlags = z.infer<typeof PaymentFlags>;

/**
 * Whether someone may see payment flags. Whoever picks codes or asks providers may not, whatever other role they have: money is hidden
 * from them.
 */
export function seesPaymentFlags(policy: Policy, actor: Actor): boolean {
  return mayUse(policy, 'see_payment_flags', actor) && !mayUse(policy, 'propose_codes', actor) && !mayAsk(policy, 'query.send', actor);
}

export function paymentFlags(code: string, principal: string | undefined, inpatient: boolean, { hcc, severity }: CodeFacts): PaymentFlags {
  return {
    ...(hcc && { hcc: [...hcc.categories(code)] }),
    ...(severity && inpatient && principal !== undefined && { severity: levelOf(code, principal, severity) }),
  };
}

function levelOf(code: string, principal: string, table: NonNullable<CodeFacts['severity']>): NonNullable<PaymentFlags['severity']> {
  const level = table.level(code);
  // The principal diagnosis is no complication of itself.
  if (level === undefined || code === principal) return 'none';
  const excluded = table.excludedBy(code, principal);
  if (excluded === undefined) return 'unknown';
  return excluded ? 'excluded-by-principal' : level;
}
