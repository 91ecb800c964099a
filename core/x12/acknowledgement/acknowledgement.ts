export interface ElementInError {
  /** Its place in the segment, and in its composite. */
  readonly position: number;
  readonly component?: number | undefined;
  readonly code: string;
}

export interface SegmentInError {
  readonly name: string;
  /** Its place in the transaction; ST is 1. */
  readonly position: number;
  readonly loop?: string | undefined;
  readonly code?: string | undefined;
  readonly elements: readonly ElementInError[];
}

/** What the receiver says of one transaction that it got. */
export interface AnsweredSet {
  readonly set: string;
  readonly control: string;
  readonly version?: string | undefined;
  /** `A` accepted, `E` accepted with errors, `R` rejected (IK501 or AK501); absent where it does not say. */
  readonly status?: string | undefined;
  readonly codes: readonly string[];
  readonly segments: readonly SegmentInError[];
}

/** A 999 or 997: what a receiver says of a group. */
export interface Acknowledgement {
  readonly type: '999' | '997';
  /** What the group held (`HC` claims), its control number and version. */
  readonly functional: string;
  readonly group: string;
  readonly version?: string | undefined;
  /** `A`, `E`, `P` partly, `R` (AK901). */
  readonly status?: string | undefined;
  readonly included?: number | undefined;
  readonly received?: number | undefined;
  readonly accepted?: number | undefined;
  readonly codes: readonly string[];
  readonly sets: readonly AnsweredSet[];
}
