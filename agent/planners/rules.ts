import type { Planner } from '../plan.ts';
import { readQuestion } from './rules/read-question.ts';

/** The planner that needs no model: a deterministic reader of the questions that coders, CDI nurses and billers type. */
export function rulesPlanner(): Planner {
  return { name: 'rules', plan: async (question) => readQuestion(question) };
}
