import { z } from 'zod';
import { Block } from '#core/answer/block.ts';
import { digest, jsonOf } from './audit/canonical-json.ts';
import { EFFECT_STATES } from './effects/outbox.ts';
import { CARE, EFFECT_KINDS, type EffectKind } from './risk.ts';

/** `P-17`: what people type for a proposal. Numbered per tenant. */
export const ProposalId = z
  .string()
  .regex(/^P-[1-9]\d*$/)
  .brand<'ProposalId'>();
export type ProposalId = z.infer<typeof ProposalId>;

export const ProposalState = z.enum(['pending', 'approved', 'rejected', 'expired', 'superseded', 'withdrawn']);
export type ProposalState = z.infer<typeof ProposalState>;

/** A record that a proposal rests on, with the version that was read: `chart:E-1042`, `edition:icd10cm-2026-starter`. */
export const SourceVersion = z.strictObject({ id: z.string(), version: z.string() });
export type SourceVersion = z.infer<typeof SourceVersion>;

/** An effect that someone asks for, before the gate makes a proposal of it. */
export const ProposalDraft = z.strictObject({
  kind: z.enum(EFFECT_KINDS),
  /** The encounter concerned; absent for effects on reference data. */
  encounter: z.string().optional(),
  /** What the effect is about, in a word: `I50.23`. With kind and encounter it names the one pending proposal. */
  subject: z.string().min(1),
  /** The exact effect: what the receiver will be handed. */
  payload: z.json(),
  /** What a person is shown and decides on. */
  preview: z.array(Block).min(1),
  editions: z.array(z.string()),
  sources: z.array(SourceVersion),
  trace: z.string().optional(),
  /** How much care it takes, as whoever drafted it rates it. Absent: routine. */
  care: z.enum(CARE).optional(),
});
export type ProposalDraft = z.infer<typeof ProposalDraft>;

export const Proposal = ProposalDraft.extend({
  id: ProposalId,
  tenant: z.string(),
  digest: z.string().length(64),
  policy: z.string(),
  /** Principal that made it, and the person on whose behalf. */
  maker: z.string(),
  onBehalfOf: z.string().optional(),
  createdAt: z.string(),
  expiresAt: z.string(),
  state: ProposalState,
  decidedBy: z.string().optional(),
  decidedAt: z.string().optional(),
  /** A reason of the policy's menu, and what the person wrote beside it. */
  reason: z.string().optional(),
  note: z.string().optional(),
  /** Who put it up to those above. */
  escalatedBy: z.string().optional(),
  /** The proposal that took its place when a person changed it. */
  replacedBy: ProposalId.optional(),
  /** State of the effect once approved. */
  effect: z.enum(EFFECT_STATES).optional(),
});
export type Proposal = z.infer<typeof Proposal>;

/**
 * What a decision is bound to: the exact effect, the policy, the editions, the versions of what was read, and the card as
 * it was shown. Order of keys does not matter; anything else does.
 */
export function proposalDigest(draft: ProposalDraft, policy: string): string {
  const { kind, encounter, subject, payload, preview, editions, sources, trace, care } = draft;
  return digest(jsonOf({ v: 1, policy, kind, encounter, subject, payload, preview, editions, sources, trace, care }));
}

/** A pending proposal that `make` had to close to make room. The caller MUST write each one to the ledger. */
export interface Closed {
  readonly id: string;
  readonly as: 'expired' | 'superseded';
}

export interface Proposals {
  /**
   * Writes a pending proposal. A pending twin (same kind, encounter and subject) of the same digest is returned as it
   * stands; one of another digest is superseded by the new one, and one past its hour is closed as expired.
   */
  make(proposal: Omit<Proposal, 'id' | 'createdAt' | 'expiresAt' | 'state'> & { readonly expiresInHours: number }): Promise<{
    readonly proposal: Proposal;
    readonly fresh: boolean;
    readonly closed: readonly Closed[];
  }>;
  find(id: string): Promise<Proposal | undefined>;
  /** Every proposal on an encounter that was approved or rejected or waits now, newest first. */
  standing(encounter: string): Promise<readonly Proposal[]>;
  list(filter: {
    readonly state?: ProposalState;
    readonly encounter?: string;
    readonly decidedBy?: string;
    /** Decided on this day by the clock of the database, in UTC. */
    readonly decidedToday?: boolean;
    readonly kind?: EffectKind;
    readonly subject?: string;
    readonly escalated?: true;
    /** Older than this one. */
    readonly before?: string;
    /** Whose money it moves, by its payload. */
    readonly about?: { readonly patient: string } | { readonly account: string };
    /** Made at this moment or later. */
    readonly since?: string;
    readonly limit: number;
  }): Promise<readonly Proposal[]>;
  /**
   * The one statement that decides: `UPDATE … WHERE id = … AND state = 'pending' AND digest = … AND expires_at > now()
   * RETURNING`. Returns `undefined` when it changed no row.
   */
  decide(decision: {
    readonly id: string;
    readonly digest: string;
    readonly verdict: 'approved' | 'rejected';
    readonly by: string;
    readonly reason?: string;
    readonly note?: string;
  }): Promise<Proposal | undefined>;
  /** Closes every pending proposal past its hour, oldest first. The caller MUST write each one to the ledger: `closeLapsed`. */
  closeLapsed(): Promise<readonly Proposal[]>;
  /** Closes a pending proposal that is taken back. Returns `undefined` when it changed no row. */
  withdraw(id: string): Promise<Proposal | undefined>;
  /** Closes a pending proposal that was overtaken, naming what a person put in its place. */
  supersede(id: string, replacedBy?: string): Promise<void>;
  /** Puts a pending proposal up to those above. Returns `undefined` when it changed no row. */
  escalate(id: string, by: string): Promise<Proposal | undefined>;
}
