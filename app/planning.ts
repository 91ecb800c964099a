import type { Plan, Planner } from '#agent/plan.ts';
import { modelPlanner } from '#agent/planners/model.ts';
import { rulesPlanner } from '#agent/planners/rules.ts';
import { chatModel } from '#connectors/llm/chat-model.ts';
import { TOOLS } from '#tools/registry.ts';
import type { Config } from './config.ts';
import { priorAbout } from './prior-about.ts';

export interface Planning {
  readonly planner: Planner;
  readonly model?: Awaited<ReturnType<typeof chatModel>>;
  /** The plan of a question after earlier ones, oldest first. Runs nothing and needs no database. */
  plan(question: { readonly text: string; readonly role?: string; readonly prior?: readonly string[] }): Promise<Plan>;
}

export async function createPlanning({ model: setting }: Config): Promise<Planning> {
  const model = setting && (await chatModel(setting));
  const planner = model === undefined ? rulesPlanner() : modelPlanner(model, TOOLS);
  return {
    planner,
    ...(model && { model }),
    async plan({ text, role, prior = [] }) {
      return planner.plan({ text, ...(await priorAbout(planner, prior, role)) });
    },
  };
}
