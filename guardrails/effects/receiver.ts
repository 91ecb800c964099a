import type { EffectKind } from '../risk.ts';
import type { Approval, Owed } from './outbox.ts';

/** What came of handing an effect over. `error` is a code such as `http-412`, never words of the receiver. */
export type Receipt =
  /** `says` where it can be seen. */
  | { readonly state: 'done'; readonly says: string }
  /** Nothing happened, and nothing will. */
  | { readonly state: 'refused'; readonly says: string; readonly error: string }
  /** Nothing happened, and later it may. */
  | { readonly state: 'busy'; readonly says: string; readonly error: string; readonly afterSeconds?: number }
  /** It was refused because of what is there, which may be this very effect: reading tells. */
  | { readonly state: 'conflict'; readonly says: string; readonly error: string }
  /** It answered that it broke. The answer ends the matter there, so reading tells whether it happened. */
  | { readonly state: 'broken'; readonly says: string; readonly error: string }
  /** No answer came. It may have happened, and may yet. */
  | { readonly state: 'unsure'; readonly says: string; readonly error: string };

export type Found = 'there' | 'absent' | 'cannot tell';

/** Something outside that takes effects. MUST act once for one `id`, however often it is called, and answer within 10 seconds. */
export interface Receiver {
  readonly name: string;
  readonly kinds: readonly EffectKind[];
  /** Hands it over. A thrown Failure other than `unavailable` counts as `refused`; anything else that is thrown as `unsure`. */
  receive(effect: Owed, approval: Approval): Promise<Receipt>;
  /** Whether the effect of this id is there, by reading. `absent` only where that is certain at this moment. */
  find(effect: Owed): Promise<Found>;
  /** Why nothing is to be sent there now. Absent, or `undefined`: it may be. */
  readonly resting?: () => string | undefined;
}

/** Places in a delivery at which a test may end the process. */
export const KILL_POINTS = [
  'claimed',
  'checked',
  'before-send',
  'draft-written',
  'published',
  'after-send',
  'before-find',
  'after-find',
  'before-settle',
  'settled-uncommitted',
  'settled',
] as const;
export type KillPoint = (typeof KILL_POINTS)[number];
export type Reached = (point: KillPoint) => void | Promise<void>;
