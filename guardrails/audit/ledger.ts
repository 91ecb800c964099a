import { z } from 'zod';
import { Channel, TenantId } from '../actor.ts';
import type { JsonValue } from './canonical-json.ts';

/** What can happen. Dotted and stable for ever. */
export const Act = z.enum([
  'tool.read',
  'tool.refused',
  'proposal.made',
  'proposal.approved',
  'proposal.rejected',
  'proposal.expired',
  'proposal.superseded',
  'proposal.withdrawn',
  'decision.refused',
  'effect.done',
  'effect.failed',
  'effect.unknown',
  'chart.imported',
  'edition.loaded',
  'edition.activated',
  'principal.set',
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
export type ActDraft = Omit<Leaf, 'v' | 'index' | 'at' | 'about'> & { readonly about: About };

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

/** The append-only record of one tenant. It takes part in the transaction of its unit: no entry, no act. */
export interface Ledger {
  append(act: ActDraft): Promise<Entry>;
  /** Entries in order, oldest first. */
  list(filter: { readonly encounter?: string | undefined; readonly proposal?: string; readonly last?: number }): Promise<readonly Entry[]>;
  head(): Promise<TreeHead>;
}
