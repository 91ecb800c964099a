import type { Block } from '#core/answer/block.ts';
import type { FailureCode } from '#core/errors.ts';
import type { Outcome } from '#tools/invoke.ts';
import type { About } from './about.ts';
import type { Plan } from './plan.ts';
import type { Turn } from './turn.ts';

/**
 * Everything of a turn that may hold words of a person or a chart. It lives in this process for as long as the turn does, and
 * MUST never be put into the graph's state: that is written to the database.
 */
export interface Working {
  readonly turn: Turn;
  about: About;
  plan: Plan;
  readonly outcomes: Outcome[];
  /** Why each step that was refused was refused, in order. */
  readonly refusals: FailureCode[];
  /** The blocks of each step, in order. */
  readonly answers: (readonly Block[])[];
  /** What each order of the person came to, in a line, and what of it has to be seen beside a list. */
  readonly orders: { readonly line: string; readonly beside: readonly Block[]; readonly refused: boolean }[];
  /** The steps that were answered and not refused. */
  readonly answered: Plan['steps'][number][];
  /** Proposals made or decided. */
  readonly proposals: Set<string>;
  readonly decided: Set<string>;
  /** The model's wording, before it was checked. */
  worded: string | undefined;
  blocks: readonly Block[];
  /** What a node threw. It is kept out of the graph, which would write it down. */
  thrown: unknown;
}

export function newWorking(turn: Turn): Working {
  return {
    turn,
    about: {},
    plan: { steps: [] },
    outcomes: [],
    refusals: [],
    answers: [],
    orders: [],
    answered: [],
    proposals: new Set(),
    decided: new Set(),
    worded: undefined,
    blocks: [],
    thrown: undefined,
  };
}
