import { Failure } from '#core/errors.ts';
import type { Actor, Principal } from '#guardrails/actor.ts';
import type { Tool, ToolContext } from '#tools/define-tool.ts';
import { invoke, type Outcome } from '#tools/invoke.ts';
import type { AgentParts } from './agent-parts.ts';

/** The program that suggests and proposes. It has no roles of its own: it acts with those of the person it asks for. */
const CODER: Principal = { id: 'countersign-coder', name: 'Countersign coder', kind: 'agent', roles: [], active: true };

/**
 * Who invokes a tool in a turn. A person reads in their own name. What is proposed is made by the program on the person's
 * behalf, so that maker and checker are told apart in the record.
 */
export function contextFor(tool: Tool, actor: Actor, parts: AgentParts): ToolContext {
  const { store, editions, notice, wording } = parts;
  return { actor: actorFor(tool, actor), store, editions, ...(notice !== undefined && { notice }), ...(wording && { wording }) };
}

function actorFor({ risk }: Tool, actor: Actor): Actor {
  if (risk === 'read' || actor.principal.kind !== 'person' || actor.onBehalfOf !== undefined) return actor;
  return { ...actor, principal: CODER, onBehalfOf: actor.principal };
}

/** One call through the one door, in a turn of this person. */
export function callTool(name: string, input: unknown, actor: Actor, parts: AgentParts): Promise<Outcome> {
  const tool = parts.tools.find((one) => one.name === name);
  if (tool === undefined) throw new Failure('broken-promise', `The agent was made without ${name}.`);
  return invoke(tool, input, contextFor(tool, actor, parts));
}
