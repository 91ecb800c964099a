import type { Actor } from '#guardrails/actor.ts';
import type { JsonValue } from '#guardrails/audit/canonical-json.ts';
import type { Policy } from '#guardrails/policy/policy.ts';
import { aboutCall } from './about-call.ts';
import type { Tool } from './define-tool.ts';
import type { Unit } from './unit.ts';

/** Every call that answers read something, a tool that drafts among them: also where it found nothing to propose. */
export async function witnessReading(
  tool: Tool,
  input: unknown,
  result: JsonValue,
  unit: Unit,
  { actor, policy }: { readonly actor: Actor; readonly policy: Policy },
): Promise<void> {
  await unit.ledger.append({ ...who(actor, policy), act: 'tool.read', tool: tool.name, about: await aboutCall(input, result, unit) });
}

export function who(actor: Actor, policy: Policy) {
  return {
    tenant: actor.tenant,
    actor: actor.principal.id,
    ...(actor.onBehalfOf && { onBehalfOf: actor.onBehalfOf.id }),
    channel: actor.channel,
    policy: policy.version,
  };
}
