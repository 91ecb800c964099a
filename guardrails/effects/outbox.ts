import type { JsonValue } from '../audit/canonical-json.ts';
import type { EffectKind } from '../risk.ts';

/** An approved effect that is owed to the world. Written in the transaction of the decision; the truth of what is due. */
export interface Owed {
  /** Also the idempotency key: the receiver acts once for one key. */
  readonly id: string;
  readonly proposal: string;
  readonly kind: EffectKind;
  readonly encounter?: string;
  readonly payload: JsonValue;
  /** Digest of the proposal when it was approved; checked again before it is sent. */
  readonly digest: string;
}

export interface Outbox {
  owe(effect: Omit<Owed, 'id'>): Promise<Owed>;
  /** Takes one owed effect for this worker, skipping those that others hold. */
  claim(): Promise<Owed | undefined>;
  /** Records how the effect ended. `unknown` is never sent again by itself. */
  settle(id: string, state: 'done' | 'failed' | 'unknown', says: string): Promise<void>;
  stateOf(
    proposal: string,
  ): Promise<{ readonly state: 'owed' | 'sending' | 'done' | 'failed' | 'unknown'; readonly says?: string } | undefined>;
}

/** Who approved an effect, and when. */
export interface Approval {
  readonly by: string;
  readonly at: string;
}

/** Something outside that takes an effect. MUST act once for one `id`, however often it is called. */
export interface Receiver {
  readonly kinds: readonly EffectKind[];
  /** Returns a sentence that says where the effect can be seen. Throws a Failure other than
   * `unavailable` when it is certain that nothing happened; anything else it throws leaves the effect `unknown`. */
  receive(effect: Owed, approval: Approval): Promise<string>;
}
