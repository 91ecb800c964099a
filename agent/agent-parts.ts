import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { BaseCheckpointSaver } from '@langchain/langgraph';
import type { Store } from '#guardrails/unit.ts';
import type { LetterWording, Tool } from '#tools/define-tool.ts';
import type { Editions, Unit } from '#tools/unit.ts';
import type { Planner } from './plan.ts';
import type { WaitingTurns } from './waiting-turns.ts';

/** What the agent is made of. */
export interface AgentParts {
  readonly tools: readonly Tool[];
  readonly planner: Planner;
  /** Words an answer above the evidence. Without one, answers are the tools' own blocks. */
  readonly composer?: BaseChatModel;
  readonly store: Store<Unit>;
  readonly editions: Editions;
  /** A sentence put under every answer. */
  readonly notice?: string;
  /** Words the letters that a turn drafts. */
  readonly wording?: LetterWording;
  readonly checkpointer: BaseCheckpointSaver;
  readonly waiting: WaitingTurns;
  /** Sends what is owed; awaited after an approval, so that the answer can say what became of it. */
  readonly deliver: () => Promise<void>;
  readonly newId: () => string;
}
