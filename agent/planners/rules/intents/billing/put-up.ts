import type { ToolStep } from '../../../../plan.ts';
import { isImperative, type Clause } from '../../clause.ts';
import { refuse, type Context, type Read } from '../../context.ts';
import { takesBack } from '../../takes-back.ts';

const CONDITION = /(?:^|, ?| )(?:if|unless|in case|as long as|provided|only when|once)\b/i;

export const NOT_READ =
  'I cannot read that amount whole. Write one amount in dollars and cents, as in "write off $1,250.50 on A-1042, charity care".';

/** A step on the one that is named or spoken of. */
export function onOne(named: readonly string[], which: string, { clause }: Context, step: (id: string) => ToolStep): Read {
  if (named.length === 0) return refuse(which);
  const [only, other] = named;
  if (only === undefined || other !== undefined) return refuse('One at a time, please: each is a proposal of its own.');
  return ordered(clause, step(only));
}

/** An order to put something up stands in a line that orders it, on no condition, and takes nothing back. */
export function ordered(clause: Clause, step: ToolStep): Read {
  if (!isImperative(clause) && !/\b(?:you|please|need|want|let us)\b/.test(clause.padding))
    return refuse('I read a question where an order would be. To put it up for a decision, say so plainly, without a question mark.');
  if (CONDITION.test(clause.line))
    return refuse('I read a condition, and nothing is kept for later. Nothing was proposed; order it when it holds.');
  return takesBack(clause.line) ? refuse('I read an order that is taken back, so nothing was proposed.') : { steps: [step] };
}
