import { rolesOf } from '#guardrails/actor.ts';
import type { AgentParts } from '../agent-parts.ts';
import type { Plan } from '../plan.ts';
import type { Working } from '../working.ts';

/** What a message comes to. Orders that a surface took from the person as such need no reading. */
export async function plan({ turn, about }: Working, { planner }: AgentParts): Promise<Plan> {
  if (turn.orders !== undefined) return { steps: [...turn.orders] };
  return planner.plan({ text: turn.text, roles: rolesOf(turn.actor), ...about });
}
