import type { X12Counts } from '#agent/chat/chat-parts.ts';
import { NO_CLAIMS, type ClaimsTaken } from './take-claims.ts';
import type { Taken } from './take-transaction.ts';

/** What came of X12 files. */
export interface X12Brought {
  readonly files: number;
  readonly taken: readonly (Taken & { readonly file: string })[];
  readonly claims: ClaimsTaken;
  /** Claims that a payer acknowledged (277CA): those that are here, and those that are not. */
  readonly acknowledged: number;
  readonly unknown: number;
  /** Transmissions that their receiver took in (999). */
  readonly accepted: number;
  /** What a receiver did not take in: claims (277CA), transmissions (999). */
  readonly turnedDown: readonly Told[];
  /** Claims of an 837 that were not taken; of a file with many, the first of them and how many more. */
  readonly notTaken: readonly Told[];
  /** Files, or parts of one, that could not be read. */
  readonly refused: readonly Told[];
}

export interface Told {
  readonly file: string;
  readonly why: string;
}

export type Bringing = { -readonly [K in keyof X12Brought]: X12Brought[K] extends readonly (infer T)[] ? T[] : X12Brought[K] };

export function nothingYet(files: number, refused: readonly Told[]): Bringing {
  return {
    files,
    taken: [],
    claims: NO_CLAIMS,
    acknowledged: 0,
    unknown: 0,
    accepted: 0,
    turnedDown: [],
    notTaken: [],
    refused: [...refused],
  };
}

/** Whether all of it was taken as it came, and nobody has anything to mend. */
export function isSound({ taken, turnedDown, notTaken, refused }: X12Brought): boolean {
  return refused.length + turnedDown.length + notTaken.length === 0 && taken.every(({ state }) => state === 'posted');
}

export function addClaims(one: ClaimsTaken, other: ClaimsTaken): ClaimsTaken {
  return {
    taken: one.taken + other.taken,
    corrected: one.corrected + other.corrected,
    there: one.there + other.there,
    laterPayer: one.laterPayer + other.laterPayer,
    accounts: one.accounts + other.accounts,
    refused: one.refused + other.refused,
  };
}

/** All of it in numbers, for where nothing else may be told. */
export function countsOf({ taken, claims, acknowledged, accepted, turnedDown, refused }: X12Brought): X12Counts {
  const fresh = taken.filter((one) => one.fresh);
  const spoken = fresh.reduce((sum, { tail }) => sum + tail.claims, 0);
  const matched = fresh.reduce((sum, one) => sum + one.matched, 0);
  return {
    posted: fresh.filter(({ state }) => state === 'posted').length,
    quarantined: fresh.filter(({ state }) => state === 'quarantined').length,
    known: taken.length - fresh.length,
    ...{ matched, unmatched: spoken - matched },
    ...{ taken: claims.taken, corrected: claims.corrected, there: claims.there + claims.laterPayer, notTaken: claims.refused },
    ...{ acknowledged, accepted, turnedDown: turnedDown.length },
    refused: refused.length,
  };
}
