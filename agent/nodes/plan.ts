import { rolesOf } from '#guardrails/actor.ts';
import type { AgentParts } from '../agent-parts.ts';
import type { Plan } from '../plan.ts';
import type { Working } from '../working.ts';

export async function plan({ turn, about }: Working, { planner }: AgentParts): Promise<Plan> {
  return planner.plan({ text: turn.text, roles: rolesOf(turn.actor), ...about });
}
