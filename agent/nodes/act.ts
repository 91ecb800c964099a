import { invoke } from '#tools/invoke.ts';
import { contextFor } from '../acting-for.ts';
import type { AgentParts } from '../agent-parts.ts';
import type { Ordered } from '../ordered.ts';
import { DecideStep, type Plan } from '../plan.ts';
import type { Working } from '../working.ts';
import { decideStep } from './decide.ts';

/** Carries out one step of the plan and keeps what came of it in the working. */
export async function act(working: Working, step: Plan['steps'][number], parts: AgentParts): Promise<void> {
  const order = DecideStep.safeParse(step);
  if (order.success) {
    const batch = working.plan.steps.filter(({ tool }) => tool === 'decide').length;
    keepOrder(working, step, await decideStep(order.data, working.turn, parts, batch));
    return;
  }
  const tool = parts.tools.find(({ name }) => name === step.tool);
  if (tool === undefined) {
    working.answers.push([{ kind: 'note', tone: 'warning', text: `There is no tool ${step.tool}, so that step was left out.` }]);
    return;
  }
  const outcome = await invoke(tool, step.input, contextFor(tool, working.turn.actor, parts));
  working.outcomes.push(outcome);
  working.answers.push(outcome.blocks);
  if (outcome.status === 'refused') working.refusals.push(outcome.failure);
  else working.answered.push(step);
  if (outcome.status === 'held') for (const proposal of outcome.proposals) working.proposals.add(proposal);
}

function keepOrder(working: Working, step: Plan['steps'][number], { blocks, line, beside, taken, decided, made, refused }: Ordered): void {
  working.answers.push(blocks);
  working.orders.push({ line, beside, refused: refused !== undefined });
  if (refused !== undefined) working.refusals.push(refused);
  if (taken) working.answered.push(step);
  for (const proposal of [...made, ...decided]) working.proposals.add(proposal);
  for (const proposal of decided) working.decided.add(proposal);
}
