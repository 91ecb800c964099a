import { z } from 'zod';
import { Channel, TenantId } from '../actor.ts';
import type { JsonValue } from './canonical-json.ts';

/** What can happen. Dotted and stable for ever. */
export const Act = z.enum([
  'tool.read',
  'tool.refused',
  'proposal.made',
  'proposal.signed',
  'proposal.approved',
  'proposal.rejected',
  'proposal.expired',
  'proposal.superseded',
  'proposal.withdrawn',
  'proposal.changed',
  'proposal.escalated',
  'decision.refused',
  'effect.done',
  'effect.failed',
  'effect.unknown',
  'effect.deferred',
  'effect.reconciled',
  'effect.resent',
  'effect.closed',
  'chart.imported',
  'library.imported',
  'edition.loaded',
  'edition.activated',
  'principal.set',
  'policy.activated',
  'authority.lent',
  'authority.taken',
  'authority.ended',
  'authority.seen',
  'review.sampled',
  'review.recorded',
  'ledger.exported',
  'ledger.key-rotated',
  'ledger.purged',
  'hold.placed',
  'hold.released',
  'identity.offered',
  'identity.linked',
  'identity.offer-ended',
  'channel.listed',
  'channel.unlisted',
  'channel.shared',
  'channel.unshared',
  'chat.worked',
  'billing.imported',
  'remittance.imported',
  'remittance.matched',
  'remittance.unmatched',
  'appeal.answered',
  'chat.purged',
  'sign-in.confirmed',
  'sign-in.refused',
  'identity.link-refused',
]);
export type Act = z.infer<typeof Act>;

/**
 * One leaf of the ledger: what is published and proved. It holds no PHI. What the act was about stands beside it in
 * `Entry.about`, and the leaf holds only a salted commitment to that.
 *
 * MUST keep its encoding: change it only under a new `v`, and keep the old branch for ever.
 */
export const Leaf = z.strictObject({
  v: z.literal(1),
  tenant: TenantId,
  /** From 0, without a gap. */
  index: z.int().nonnegative(),
  /** UTC, to the millisecond. */
  at: z.iso.datetime({ precision: 3 }),
  act: Act,
  /** Principal id of whoever acted. */
  actor: z.string(),
  onBehalfOf: z.string().optional(),
  channel: Channel,
  tool: z.string().optional(),
  proposal: z.string().optional(),
  /** SHA-256 of the proposed effect, where there is one. */
  digest: z.string().optional(),
  policy: z.string().optional(),
  /** Failure code of a refusal. */
  failure: z.string().optional(),
  /** SHA-256 over salt and canonical `about`, in hex. */
  about: z.string().length(64),
  /** Ed25519 of this installation over the rest of the leaf, where the act is one of authority. Base64. */
  seal: z.string().optional(),
});
export type Leaf = z.infer<typeof Leaf>;

/** What an act was about: ids and digests, never note text. It stays in the database and can be erased with the salt. */
export interface About {
  readonly encounter?: string | undefined;
  readonly code?: string | undefined;
  readonly trace?: string | undefined;
  readonly document?: string | undefined;
  readonly edition?: string | undefined;
  readonly input?: string | undefined;
  readonly output?: string | undefined;
  readonly reason?: string | undefined;
  readonly [key: string]: JsonValue | undefined;
}

/** An act as it is handed to the ledger, which adds index, time, salt and hashes. */
export type ActDraft = Omit<Leaf, 'v' | 'index' | 'at' | 'about' | 'seal'> & { readonly about: About };

export interface Entry {
  readonly leaf: Leaf;
  /** Hex of the RFC 6962 leaf hash over the canonical JSON of `leaf`. */
  readonly leafHash: string;
  readonly salt: string;
  readonly about: About;
  /** What shows that it is not what was written. */
  readonly fault?: string;
}

export interface TreeHead {
  readonly size: number;
  /** RFC 6962 root, in hex. */
  readonly root: string;
}

export const MATTERS = ['authority', 'policy', 'principal', 'review'] as const;
export type Matter = (typeof MATTERS)[number];

/** The append-only record of one tenant. It takes part in the transaction of its unit: no entry, no act. */
export interface Ledger {
  append(act: ActDraft): Promise<Entry>;
  /** Entries in order, oldest first. */
  list(filter: {
    readonly encounter?: string | undefined;
    readonly proposal?: string;
    /** Entries that lend authority to this person, or say that it was taken or ended. */
    readonly authority?: string;
    /** Entries about this grant of authority: `A-12`. */
    readonly grant?: string;
    /** Entries about grants of authority, whosever they are. */
    readonly grants?: boolean;
    /** Entries that lend or take authority, bring a policy into force, set a principal, or are of second looks. */
    readonly matter?: Matter;
    readonly acts?: readonly Act[];
    /** Entries about this event of chat: the digest of its key. */
    readonly event?: string;
    /** Entries from this moment on, and before that one. */
    readonly from?: string | undefined;
    readonly until?: string | undefined;
    readonly index?: number;
    readonly last?: number;
  }): Promise<readonly Entry[]>;
  head(): Promise<TreeHead>;
}
