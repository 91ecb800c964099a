import type { Plan, Planner } from '#agent/plan.ts';
import { rulesPlanner } from '#agent/planners/rules.ts';
import type { ModelSetting, chatModel } from '#connectors/llm/chat-model.ts';
import type { LetterWording } from '#tools/define-tool.ts';
import type { Config } from './settings/config.ts';
import { priorAbout } from './prior-about.ts';

export interface Planning {
  readonly planner: Planner;
  readonly model?: Awaited<ReturnType<typeof chatModel>>;
  /** Absent unless the model may word letters. */
  readonly wording?: LetterWording;
  /** The plan of a question after earlier ones, oldest first. Runs nothing and needs no database. */
  plan(question: { readonly text: string; readonly role?: string; readonly prior?: readonly string[] }): Promise<Plan>;
}

export async function createPlanning({ model: setting, letterWording = false }: Config): Promise<Planning> {
  const chosen = setting === undefined ? { planner: rulesPlanner() } : await withModel(setting, letterWording);
  const { planner } = chosen;
  return {
    ...chosen,
    async plan({ text, role, prior = [] }) {
      return planner.plan({ text, ...(await priorAbout(planner, prior, role)) });
    },
  };
}

/** Loaded only where a model is set: without one, nothing of LangChain's models is. */
async function withModel(setting: ModelSetting, wordsLetters: boolean): Promise<Pick<Planning, 'planner' | 'model' | 'wording'>> {
  const [{ chatModel }, { letterWording }, { modelPlanner }, { TOOLS }] = await Promise.all([
    import('#connectors/llm/chat-model.ts'),
    import('#connectors/llm/letter-wording.ts'),
    import('#agent/planners/model.ts'),
    import('#tools/registry.ts'),
  ]);
  const model = await chatModel(setting);
  return { planner: modelPlanner(model, TOOLS), model, ...(wordsLetters && { wording: letterWording(model) }) };
}
