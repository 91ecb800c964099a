import type { ChatUnit } from '#agent/chat/store.ts';
import type { Agent } from '#agent/turn.ts';
import type { Block } from '#core/answer/block.ts';
import type { Failure } from '#core/errors.ts';
import type { Actor, TenantId } from '#guardrails/actor.ts';
import type { SigningUnit } from '#guardrails/sign-in/sign-in.ts';
import type { Store } from '#guardrails/unit.ts';
import type { Outcome } from '#tools/invoke.ts';

export type ConsoleUnit = ChatUnit & SigningUnit;

export const LETTER_KINDS = ['docx', 'pdf'] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

/** What the pages behind the links take of a running Countersign, whatever address they have. */
export interface ConsoleBase {
  readonly tenant: TenantId;
  readonly store: Store<ConsoleUnit>;
  readonly agent: Pick<Agent, 'ask'>;
  /** Closes what has lapsed. */
  readonly sweep: () => Promise<void>;
  /** One call through the one door. */
  readonly call: (tool: string, input: unknown, actor: Actor) => Promise<Outcome>;
  /** The letter of an appeal as a file, for whoever may read it. Throws a Failure where it is none, or they may not. */
  readonly letter: (proposal: string, kind: LetterKind, actor: Actor) => Promise<Uint8Array>;
  /** What has to be said to somebody above whatever they asked. */
  readonly above: (actor: Actor) => Promise<readonly Block[]>;
  /** A sentence under every page: that the demo hospital is synthetic. */
  readonly notice?: string;
}

export interface ConsoleParts extends ConsoleBase {
  /** Writes down what broke, and gives what may be said of it. */
  readonly noted: (thrown: unknown, during: string) => Failure;
  /** Under which people reach the pages. Without it they are served to this machine alone. */
  readonly publicUrl?: string | undefined;
}
