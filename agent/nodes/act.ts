import { invoke } from '#tools/invoke.ts';
import { contextFor } from '../acting-for.ts';
import type { AgentParts } from '../agent-parts.ts';
import { DecideStep, type Plan } from '../plan.ts';
import type { Working } from '../working.ts';
import { decideStep } from './decide.ts';

/** Carries out one step of the plan and keeps what came of it in the working. */
export async function act(working: Working, step: Plan['steps'][number], parts: AgentParts): Promise<void> {
  const decision = DecideStep.safeParse(step);
  if (decision.success) {
    const { blocks, decided, made, refused } = await decideStep(decision.data, working.turn, parts);
    working.answers.push(blocks);
    if (refused !== undefined) working.refusals.push(refused);
    if (decided.length > 0) working.answered.push(step);
    for (const proposal of [...made, ...decided]) working.proposals.add(proposal);
    for (const proposal of decided) working.decided.add(proposal);
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
