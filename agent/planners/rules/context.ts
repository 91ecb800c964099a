import type { Question, ToolStep } from '../../plan.ts';
import type { Clause } from './clause.ts';

/** What a clause is read against: what it names itself, what its message names, and what the conversation is about. */
export interface Context {
  readonly clause: Clause;
  /** Encounters that the clause names, or else the one that is understood. Empty when none is known. */
  readonly encounters: readonly string[];
  /** Codes that the clause names. */
  readonly codes: readonly string[];
  readonly proposals: readonly string[];
  readonly documents: readonly string[];
  /** Claims that the clause names, or else the one that is understood. */
  readonly claims: readonly string[];
  /** Accounts that the clause names, or else the one that is understood. */
  readonly accounts: readonly string[];
  /** True when the clause itself names its encounter. */
  readonly namesEncounter: boolean;
  /** What was last spoken of: in this message, or in the conversation before it. */
  readonly last: Last;
  readonly question: Question;
}

export interface Last {
  readonly encounter?: string;
  readonly code?: string;
  readonly claim?: string;
  readonly account?: string;
  /** A proposal that an earlier clause of the same message names. */
  readonly proposal?: string;
}

/** What a clause comes to: steps, or the reason why there are none. */
export interface Read {
  readonly steps: readonly ToolStep[];
  readonly why?: string;
  /** A refusal on principle, which no other reader of the question may undo. */
  readonly firm?: true;
}

/** Reads a clause of one kind; `undefined` when it is of another. */
export type Intent = (context: Context) => Read | undefined;

export const WHICH_ENCOUNTER = 'Which encounter? Name it, as in "code E-1042". "what is waiting for me?" lists those there are.';
export const WHICH_CODE =
  'Which code? Name it, as in "why was I50.23 suggested on E-1042?". "code E-1042" lists the codes that are suggested.';

export function onEach({ encounters }: Context, steps: (encounter: string) => readonly ToolStep[]): Read {
  return encounters.length === 0 ? { steps: [], why: WHICH_ENCOUNTER } : { steps: encounters.flatMap(steps) };
}

export function refuse(why: string): Read {
  return { steps: [], why };
}
