import type { LocalDate } from '../codes.ts';
import type { Find } from './finding.ts';
import type { Segment } from './segment.ts';

/** One transaction set as its envelope names it. */
export interface SetHead {
  /** Control numbers of interchange (ISA13), group (GS06) and transaction (ST02). */
  readonly interchange: string;
  readonly group: string;
  /** What the group holds, and the version that it names (GS01, GS08). */
  readonly functional: string;
  readonly groupVersion: string;
  /** The day on which the group was made (GS04), where it is one. */
  readonly groupOn?: LocalDate | undefined;
  readonly control: string;
  /** `835` (ST01). */
  readonly set: string;
  /** `005010X221A1`, of ST03, or of GS08 where ST has none. */
  readonly version: string;
  /** Of ST. */
  readonly segment: number;
}

/** Reads the segments of one transaction set, between ST and SE. */
export interface SetReader {
  readonly take: (segment: Segment) => void;
  readonly find: Find;
  /** The set has ended, or the file has: what is wrong with the envelope has been found by now. */
  readonly close: () => void;
}

/** Starts a reader for a set; `undefined` leaves its segments unread. */
export type OpenSet = (head: SetHead) => SetReader | undefined;
