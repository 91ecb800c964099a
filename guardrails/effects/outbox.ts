import type { JsonValue } from '../audit/canonical-json.ts';
import type { EffectKind } from '../risk.ts';

/**
 * `sending` is in a worker's hands, or was when the worker died. `unknown` was sent and nobody knows what became of it. `failed` is a
 * dead letter, `closed` one that a person put away.
 */
export const EFFECT_STATES = ['owed', 'sending', 'done', 'failed', 'unknown', 'closed'] as const;
export type EffectState = (typeof EFFECT_STATES)[number];

/** An approved effect that is owed to the world. Written in the transaction of the decision; the truth of what is due. */
export interface Owed {
  /** Also the idempotency key: the receiver acts once for one key. Made of tenant, proposal and digest: `outboxId`. */
  readonly id: string;
  readonly proposal: string;
  readonly kind: EffectKind;
  readonly encounter?: string;
  readonly payload: JsonValue;
  /** Digest of the proposal when it was approved; checked again before it is sent. */
  readonly digest: string;
}

/** An effect in the hands of one worker, for as long as the lease lasts. */
export interface Claimed extends Owed {
  /** State in which it was found. Only what was `owed` may be sent; anything else may be there already, and is read first. */
  readonly was: 'owed' | 'sending' | 'unknown';
  /** Names this claim. A later claim has another, and nothing is settled under an earlier one. */
  readonly lease: number;
  /** How often it was sent since a person last asked for that. */
  readonly attempts: number;
  /** How often it was read since it became unknown. */
  readonly readings: number;
}

export type Settlement =
  | { readonly state: 'done'; readonly says: string }
  | { readonly state: 'failed'; readonly says: string; readonly error: string }
  /** To be sent again, after so many seconds. */
  | { readonly state: 'owed'; readonly says: string; readonly error?: string; readonly inSeconds: number }
  /** To be read again, after so many seconds, or only when a person asks. Never sent again by itself. */
  | { readonly state: 'unknown'; readonly says: string; readonly error: string; readonly inSeconds?: number };

/** What stands in the outbox about one effect, without its payload. Times are ISO moments in UTC. */
export interface EffectRecord {
  readonly id: string;
  readonly proposal: string;
  readonly kind: EffectKind;
  readonly encounter?: string;
  readonly subject: string;
  readonly state: EffectState;
  readonly says?: string;
  /** A code such as `http-503`; never a receiver's own words. */
  readonly error?: string;
  readonly receiver?: string;
  readonly attempts: number;
  readonly readings: number;
  readonly owedAt: string;
  readonly settledAt?: string;
  /** When a worker may take it: to send it, or to read what became of it. Absent: only a person moves it on. */
  readonly dueAt?: string;
}

export interface Outbox {
  /** Owed again after its row was lost, it has the same id. */
  owe(effect: Omit<Owed, 'id'>): Promise<Owed>;
  /**
   * Takes one effect that is due, or this one if it is, skipping those that others hold and `without` these kinds. What was owed is
   * then `sending`; what was unknown stays so. The lease is of 15 seconds by the database clock.
   */
  claim(wanted?: { readonly id?: string; readonly without?: readonly EffectKind[] }): Promise<Claimed | undefined>;
  /** Takes the lease anew, and notes where it is about to be sent. False when the lease has passed to another. */
  renew(claimed: Claimed, sendingTo?: string): Promise<boolean>;
  /** Records how it stands. Throws Failure `already-decided` when the lease has passed to another. */
  settle(claimed: Pick<Claimed, 'id' | 'lease'>, settlement: Settlement): Promise<void>;
  stateOf(proposal: string): Promise<{ readonly state: EffectState; readonly says?: string } | undefined>;
  find(proposal: string): Promise<EffectRecord | undefined>;
  /** Ids of what a worker may take now, oldest first. */
  due(limit: number): Promise<readonly string[]>;
  /** Proposals whose state, or whose effect's, no entry of the ledger tells of: somebody wrote it into the database. Oldest first. */
  unexplained(limit: number): Promise<readonly string[]>;
  /** Oldest first. */
  list(filter: { readonly states: readonly EffectState[]; readonly limit: number }): Promise<readonly EffectRecord[]>;
  /** Makes an effect that failed or is unknown due to be read now, and sent again if it is not there. False when it changed no row. */
  resend(id: string): Promise<boolean>;
  /** Puts away an effect that failed or is unknown. False when it changed no row. */
  close(id: string, says: string): Promise<boolean>;
}

/** Who approved an effect, and when. */
export interface Approval {
  readonly by: string;
  readonly at: string;
}
