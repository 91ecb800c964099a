import { HumanMessage, SystemMessage } from '@langchain/core/messages';
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { z } from 'zod';
import { harmless, renderPrompt } from '#prompts/render.ts';
import type { Tool } from '#tools/define-tool.ts';
import { askModel, type ModelTool } from '../ask-model.ts';
import type { Plan, Planner, Question } from '../plan.ts';
import { readModelPlan } from './model/read-model-plan.ts';
import { vetPlan } from './model/vet-plan.ts';
import { readClosely } from './rules/read-question.ts';

const MOST_STEPS = 8;

/**
 * The planner that has a model choose the tools. A person's own decision, and what must be refused, is read by the rules first
 * and never reaches the model. A model that fails or talks nonsense costs nothing: the rules' plan stands, and says so.
 */
export function modelPlanner(model: BaseChatModel, tools: readonly Tool[], patienceMs?: number): Planner {
  const offered = tools.map(modelTool);
  return {
    name: 'model',
    async plan(question) {
      const { plan, firm } = readClosely(question);
      if (firm) return plan;
      const answered = await askModel(model, messagesFor(question, offered), offered, patienceMs);
      if ('failed' in answered) return fallBack(plan, answered.failed);
      const read = readModelPlan(answered);
      return read === undefined ? fallBack(plan, 'its answer was no plan') : chosen(vetPlan(read, tools, question, MOST_STEPS), plan);
    },
  };
}

function modelTool({ name, summary, input }: Tool): ModelTool {
  return { name, description: summary, schema: z.toJSONSchema(input, { io: 'input' }) };
}

function messagesFor({ text, encounter, code }: Question, offered: readonly ModelTool[]) {
  const tools = offered.map(({ name, description, schema }) => `${name}: ${description}\n${JSON.stringify(schema)}`).join('\n');
  const system = renderPrompt('plan', { most: String(MOST_STEPS), encounter: encounter ?? 'none', code: code ?? 'none', tools });
  return [new SystemMessage(system), new HumanMessage(harmless(text))];
}

/** Where nothing of the model's plan is left, the rules' plan stands beside the reasons. */
function chosen(vetted: Plan, rules: Plan): Plan {
  if (vetted.steps.length > 0 || rules.steps.length === 0) return vetted;
  const why = [vetted.why, rules.why].filter((one) => one !== undefined).join('\n');
  return { steps: rules.steps, ...(why !== '' && { why }) };
}

function fallBack({ steps, why }: Plan, reason: string): Plan {
  const says = `The model was not used: ${reason}. The question was read by the rules.`;
  return { steps, why: why === undefined ? says : `${why}\n${says}` };
}
