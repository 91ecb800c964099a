import type { Tool } from '#tools/define-tool.ts';
import type { Plan, Question, ToolStep } from '../../plan.ts';
import { findReferences, codeOf, encounterOf } from '../rules/references.ts';
import type { ModelPlan } from './read-model-plan.ts';

/**
 * Keeps of a model's plan what it may choose: tools that there are, on the case that the person or the conversation named. What
 * is dropped is said. A decision is never a model's, and codes are put up for one only as the person typed them.
 */
export function vetPlan(plan: ModelPlan, tools: readonly Tool[], question: Question, most: number): Plan {
  const steps: ToolStep[] = [];
  const dropped: string[] = [];
  for (const step of plan.steps.slice(0, most)) {
    const fault = faultOf(step, tools, question);
    if (fault === undefined) steps.push(step);
    else dropped.push(fault);
  }
  if (plan.steps.length > most) dropped.push(`${plan.steps.length - most} more steps`);
  const whys = [
    ...(dropped.length === 0 ? [] : [`Left out of the model's plan: ${[...new Set(dropped)].join('; ')}.`]),
    ...(steps.length === 0 && plan.why !== undefined ? [plan.why] : []),
    ...(steps.length === 0 && plan.why === undefined && dropped.length === 0
      ? ['The model found no tool for that. "help" shows what can be asked.']
      : []),
  ];
  return { steps, ...(whys.length > 0 && { why: whys.join('\n') }) };
}

function faultOf({ tool: name, input }: ToolStep, tools: readonly Tool[], question: Question): string | undefined {
  if (name === 'decide') return 'a decision, which only a person takes';
  const tool = tools.find((one) => one.name === name);
  if (tool === undefined) return 'a tool that does not exist';
  const named = namedBy(question);
  for (const key of ['encounter', 'proposal', 'document'] as const) {
    const value = input[key];
    if (typeof value === 'string' && /\d/.test(value) && !named.has(value.toUpperCase()))
      return `${name} on ${key} ${value.slice(0, 20)}, which nobody named`;
  }
  const unsaid = tool.risk === 'read' ? undefined : codesIn(input['codes']).find((code) => !named.has(code));
  return unsaid === undefined ? undefined : `${name} of ${unsaid.slice(0, 10)}, which nobody named`;
}

/** Everything that the person's words and the conversation name. */
function namedBy({ text, encounter, code }: Question): ReadonlySet<string> {
  const typed = findReferences(text).flatMap(({ kind, value }) => (kind === 'either' ? [encounterOf(value), codeOf(value)] : [value]));
  return new Set(
    [...typed, ...(encounter === undefined ? [] : [encounter]), ...(code === undefined ? [] : [code])].map((name) => name.toUpperCase()),
  );
}

function codesIn(codes: unknown): readonly string[] {
  return Array.isArray(codes) ? codes.map((code) => codeOf(String(code).toUpperCase())) : [];
}
