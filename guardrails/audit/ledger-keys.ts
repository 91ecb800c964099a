import type { Signer, Verifier } from './signed-note.ts';

/** A key that signed this ledger and was replaced. */
export interface RetiredKey {
  readonly verifier: Verifier;
  /** The size at which the next key took over: beyond it this key vouches for nothing. Absent while the hand-over is not signed yet. */
  readonly until?: number;
}

/** What the checkpoints of one ledger are signed with, and what they were signed with before. */
export interface LedgerKeys {
  readonly current: Signer;
  readonly retired: readonly RetiredKey[];
}

export function verifiersOf({ current, retired }: LedgerKeys): readonly Verifier[] {
  return [current.verifier, ...retired.map(({ verifier }) => verifier)];
}

/** Whether one of the keys that signed a checkpoint of this size may still speak for it. */
export function vouches({ current, retired }: LedgerKeys, signedBy: readonly Verifier[], size: number): boolean {
  return signedBy.some(
    ({ id }) => id === current.verifier.id || retired.some(({ verifier, until }) => verifier.id === id && size <= (until ?? size)),
  );
}
