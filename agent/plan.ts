import { z } from 'zod';
import type { TalkedAbout } from '#tools/unit.ts';

/** A tool by name with its input. Whether the input fits is the tool's own word, when it is invoked. */
export const ToolStep = z.strictObject({ tool: z.string().min(1), input: z.record(z.string(), z.json()) });
export type ToolStep = z.infer<typeof ToolStep>;

/**
 * A person's own decision. It is no tool: only the deterministic reader makes it, only from the words of an
 * authenticated person, and no model or client can take it.
 */
export const DecideStep = z.strictObject({
  tool: z.literal('decide'),
  input: z.strictObject({
    /**
     * `change` puts another code in the place of a proposed one, and `escalate` puts a proposal up to those above: neither decides.
     * `withdraw` takes back what the person asked for.
     */
    verdict: z.enum(['accept', 'reject', 'change', 'escalate', 'withdraw']),
    /** Either a proposal, or an encounter and a code. */
    proposal: z.string().optional(),
    encounter: z.string().optional(),
    code: z.string().optional(),
    /** The code that is wanted instead. */
    to: z.string().optional(),
    reason: z.string().optional(),
    /** Whether only a key of the policy's menu will do for the reason. */
    byKey: z.boolean().optional(),
    /** The digest of the card that the person saw, where the surface knows it. */
    seen: z.string().optional(),
  }),
});
export type DecideStep = z.infer<typeof DecideStep>;

/** What a question comes to. No step and a `why` for what should not or cannot be answered. */
export const Plan = z.strictObject({
  steps: z.array(z.union([DecideStep, ToolStep])),
  why: z.string().optional(),
});
export type Plan = z.infer<typeof Plan>;

/** A message, and what its conversation is about so far. */
export interface Question extends TalkedAbout {
  readonly text: string;
  /** The asker's roles; a planner may use them to choose between tools, never to grant one. */
  readonly roles: readonly string[];
}

/** Reads a question into a plan. `rules` and `model` are its two implementations. */
export interface Planner {
  readonly name: 'rules' | 'model';
  plan(question: Question): Promise<Plan>;
}
