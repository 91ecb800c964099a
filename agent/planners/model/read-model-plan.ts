import type { ToolCall } from '@langchain/core/messages/tool';
import { z } from 'zod';

/** A plan as a model gave it, before anything of it is believed. */
export const ModelPlan = z.object({
  steps: z.array(z.object({ tool: z.string(), input: z.record(z.string(), z.json()).default({}) })),
  why: z.string().max(400).optional(),
});
export type ModelPlan = z.infer<typeof ModelPlan>;

/** Reads tool calls, a JSON object, or one inside other text. `undefined` when there is no plan in it. */
export function readModelPlan({ text, calls }: { readonly text: string; readonly calls: readonly ToolCall[] }): ModelPlan | undefined {
  if (calls.length > 0) return parsed({ steps: calls.map(({ name, args }) => ({ tool: name, input: args as unknown })) });
  for (const candidate of [
    text,
    /```(?:json)?\s*([\s\S]*?)```/.exec(text)?.[1],
    text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1),
  ]) {
    const plan = candidate === undefined ? undefined : parsedText(candidate);
    if (plan !== undefined) return plan;
  }
  return undefined;
}

function parsedText(text: string): ModelPlan | undefined {
  try {
    return parsed(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function parsed(value: unknown): ModelPlan | undefined {
  return ModelPlan.safeParse(value).data;
}
