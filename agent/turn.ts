import type { TalkedAbout } from '#tools/unit.ts';
import type { Block } from '#core/answer/block.ts';
import type { FailureCode } from '#core/errors.ts';
import type { Actor } from '#guardrails/actor.ts';
import type { Outcome } from '#tools/invoke.ts';
import type { DecideStep, Plan } from './plan.ts';

/** One message of one person in one conversation. */
export interface Turn {
  /** Stable for the thread it stands in: `terminal:dana.reyes:3f2a`. */
  readonly conversation: string;
  /** Set by the surface that authenticated the person; nothing in `text` can change it. */
  readonly actor: Actor;
  readonly text: string;
  /**
   * What the person ordered by other means than words, with a command or a button. They are carried out as orders in words are, and
   * `text` is not read.
   */
  readonly orders?: readonly DecideStep[];
  /** No wording of a model would be shown there, so none is asked for. */
  readonly plain?: boolean;
  /** Given the plain answer as soon as it is there, where a model words it afterwards, which may take long. It MUST NOT throw. */
  readonly early?: (answer: Found) => Promise<void>;
}

/** What was found, before anybody worded it. */
export interface Found {
  readonly blocks: readonly Block[];
  readonly plan: Plan;
  readonly outcomes: readonly Outcome[];
}

export interface Reply extends Found {
  /** Proposals made or decided in this turn. */
  readonly proposals: readonly string[];
  /** Why the first step that was refused was refused. */
  readonly refused?: FailureCode;
}

/** The agent as every surface sees it. */
export interface Agent {
  ask(turn: Turn): Promise<Reply>;
  /** The plan for a question, without running anything. */
  plan(text: string, about: TalkedAbout & { readonly roles: readonly string[] }): Promise<Plan>;
  /**
   * Tells a conversation that waits on a proposal that it was decided, and returns what it has to say, if anything. It reads
   * the proposal's row and carries nothing out, so calling it without a decision does nothing.
   */
  tell(proposal: string, tenant: Actor['tenant']): Promise<readonly Block[]>;
  /** Tells every turn what was decided while nobody told it, and removes what a process that died left of its turns. */
  catchUp(tenant: Actor['tenant']): Promise<void>;
}
