import type { z } from 'zod';
import type { Block } from '#core/answer/block.ts';
import type { Wordings } from '#core/appeals/letter/wording/word-letter.ts';
import type { Trace } from '#core/coder/trace.ts';
import type { Actor } from '#guardrails/actor.ts';
import type { Policy } from '#guardrails/policy/policy.ts';
import type { Proposal, ProposalDraft } from '#guardrails/proposal.ts';
import type { Risk } from '#guardrails/risk.ts';
import type { Store } from '#guardrails/unit.ts';
import type { Editions, ReadingUnit, Unit } from './unit.ts';

/** What a tool has while it runs: a transaction it can only read, the editions, and who asked. */
export interface Running {
  readonly unit: ReadingUnit;
  readonly editions: Editions;
  readonly actor: Actor;
  /** The policy in force when the call was made. */
  readonly policy: Policy;
  /** Keeps a trace under its content id, written with the ledger entry of this call. Returns the id. */
  readonly keep: (trace: Trace) => string;
  /** What a model made of sentences that this tool would write. Absent without a model that words letters. */
  readonly wordings?: Wordings;
}

interface Described<I extends z.ZodType, O extends z.ZodType> {
  /** `verb_object` */
  readonly name: string;
  /** One sentence on what it gives, for people and clients alike. */
  readonly summary: string;
  readonly input: I;
  readonly output: O;
}

export interface ReadTool<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> extends Described<I, O> {
  readonly risk: 'read';
  readonly run: (input: z.output<I>, running: Running) => Promise<z.input<O>>;
  /** The answer for a person. The same blocks on every surface. */
  readonly present: (output: z.output<O>) => Block[];
}

/**
 * A tool that would change something. It cannot: it drafts, and the gate makes proposals of its drafts. There is no
 * `run`; the effect is carried out from the outbox after a person's decision.
 */
export interface HeldTool<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> extends Described<I, O> {
  readonly risk: Exclude<Risk, 'read'>;
  readonly draft: (
    input: z.output<I>,
    running: Running,
  ) => Promise<{ readonly drafts: readonly ProposalDraft[]; readonly refused: readonly Refused[] }>;
  /** The sentences of its drafts that a model may word; a tool without them has none. */
  readonly wordable?: (drafts: readonly ProposalDraft[]) => readonly string[];
  readonly report: (held: readonly Proposal[], refused: readonly Refused[]) => z.input<O>;
  readonly present: (output: z.output<O>) => Block[];
}

/** Something asked for that was not even proposed, with the reason. */
export interface Refused {
  readonly subject: string;
  readonly why: string;
}

export type Tool = ReadTool | HeldTool;

/** The one way to make a tool; keeps the types of its schemas for `run` and `present`. */
export function defineTool<I extends z.ZodType, O extends z.ZodType>(tool: ReadTool<I, O>): ReadTool;
export function defineTool<I extends z.ZodType, O extends z.ZodType>(tool: HeldTool<I, O>): HeldTool;
export function defineTool(tool: unknown): unknown {
  return tool;
}

/** Has a model word sentences. It never throws: what it cannot word, or not in time, has no wording. */
export interface LetterWording {
  word(sentences: readonly string[]): Promise<Wordings>;
}

/** What every caller of the one door brings. */
export interface ToolContext {
  readonly actor: Actor;
  readonly store: Store<Unit>;
  readonly editions: Editions;
  /** A sentence put under every answer: that the demo hospital is synthetic. */
  readonly notice?: string;
  /** Absent where no model words letters. */
  readonly wording?: LetterWording;
}
