import type { Block } from '#core/answer/block.ts';
import { Failure } from '#core/errors.ts';
import type { Policy } from '#guardrails/policy/policy.ts';
import { BY_KEY, readReason } from '#guardrails/policy/reasons.ts';
import type { EffectKind } from '#guardrails/risk.ts';
import { nameOf, refusal, type Ordered } from './ordered.ts';
import type { DecideStep } from './plan.ts';

type Input = DecideStep['input'];

const BESIDE_KEY = 'Give the key of one with --reason. Words belong in --note, which "other" needs.';

/** The menu, where an order needs a reason of it and has none; `undefined` where it has one, or needs none. */
export function menuFor(input: Input, kind: EffectKind, policy: Policy, made: readonly string[] = []): Ordered | undefined {
  const menu = menuOf(input, kind, policy);
  if (menu === undefined || !isWanting(menu, input)) return undefined;
  const [first = 'other'] = Object.keys(menu);
  const what = input.verdict === 'change' ? 'a change' : 'a rejection';
  const says =
    input.reason === undefined ? `Nothing was decided: ${what} has a reason.` : `Nothing was decided: ${what} has one of these reasons.`;
  const beside: Block[] = [
    { kind: 'facts', rows: Object.entries(menu).map(([key, sentence]) => [key, sentence]) },
    {
      kind: 'text',
      text: input.byKey === true ? BESIDE_KEY : `Write one after a comma, and after it what you like: ${example(input, first)}.`,
    },
  ];
  return refusal(input, { code: 'bad-input', says, beside, made });
}

function menuOf({ verdict }: Input, kind: EffectKind, { effects }: Policy): Readonly<Record<string, string>> | undefined {
  const { reject, change } = effects[kind].reasons;
  return verdict === 'reject' ? reject : verdict === 'change' ? change : undefined;
}

function isWanting(menu: Readonly<Record<string, string>>, { reason, byKey }: Input): boolean {
  try {
    readReason(menu, reason, byKey === true ? BY_KEY : undefined);
    return false;
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code === 'bad-input') return true;
    throw thrown;
  }
}

function example(input: Input, reason: string): string {
  const { verdict, to } = input;
  const what = nameOf(input);
  return `"${verdict} ${what}${to === undefined ? '' : ` to ${to}`}, ${reason}"`;
}
