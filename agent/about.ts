import type { TalkedAbout } from '#tools/unit.ts';
import type { Plan } from './plan.ts';
import { findReferences } from './planners/rules/references.ts';

export type About = TalkedAbout;

/**
 * What a conversation is about after a message and its plan. A turn about another encounter, about several codes, or about
 * all the codes of one leaves no code that "it" could mean.
 */
export function aboutAfter(text: string, { steps }: Plan, before: About): About {
  const encounters = steps.flatMap(({ input }) => (typeof input['encounter'] === 'string' ? [input['encounter']] : []));
  const encounter = encounters.at(-1) ?? mentioned(text) ?? before.encounter;
  const codes = new Set(steps.flatMap(codesIn));
  const all = steps.some(({ tool, input }) => tool === 'suggest_codes' || (tool === 'propose_codes' && input['codes'] === undefined));
  const kept = codes.size > 0 || all || encounter !== before.encounter ? undefined : before.code;
  const code = codes.size === 1 && !all ? [...codes][0] : kept;
  const claim = lastOf(steps, 'claim') ?? before.claim;
  const account = lastOf(steps, 'account') ?? before.account;
  return {
    ...(encounter !== undefined && { encounter }),
    ...(code !== undefined && { code }),
    ...(claim !== undefined && { claim }),
    ...(account !== undefined && { account }),
  };
}

function lastOf(steps: Plan['steps'], key: 'claim' | 'account'): string | undefined {
  const named = steps.map(({ input }) => (input as Readonly<Record<string, unknown>>)[key]);
  return named.findLast((one) => typeof one === 'string');
}

function codesIn({ input }: Plan['steps'][number]): readonly string[] {
  const { code, codes, to } = input as { code?: unknown; codes?: unknown; to?: unknown };
  const listed = Array.isArray(codes) ? codes : [to ?? code];
  return listed.filter((one) => typeof one === 'string');
}

/** The one encounter that a message names, if it names one. */
function mentioned(text: string): string | undefined {
  const named = new Set(findReferences(text).flatMap(({ kind, value }) => (kind === 'encounter' ? [value] : [])));
  return named.size === 1 ? [...named][0] : undefined;
}
