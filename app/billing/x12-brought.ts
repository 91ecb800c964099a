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
  readonly refused: readonly Told[];
}

export interface Told {
  readonly file: string;
  readonly why: string;
}

export type Bringing = { -readonly [K in keyof X12Brought]: X12Brought[K] extends readonly (infer T)[] ? T[] : X12Brought[K] };

export function nothingYet(files: number, refused: readonly Told[]): Bringing {
  return { files, taken: [], claims: NO_CLAIMS, acknowledged: 0, unknown: 0, accepted: 0, turnedDown: [], refused: [...refused] };
}

/** Whether all of it was taken as it came, and nobody has anything to mend. */
export function isSound({ taken, turnedDown, refused }: X12Brought): boolean {
  return refused.length === 0 && turnedDown.length === 0 && taken.every(({ state }) => state === 'posted');
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
