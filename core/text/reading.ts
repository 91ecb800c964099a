/** A stretch of a text: UTF-16 offsets, end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * What a section of a note is for. It decides what may be coded from it: `assessment`, `plan`, `hospital-course`,
 * `diagnoses` and the like hold the provider's statements; `family-history` never speaks of the patient.
 */
export type SectionKind =
  | 'unsectioned'
  | 'chief-complaint'
  | 'history-of-present-illness'
  | 'past-medical-history'
  | 'past-surgical-history'
  | 'family-history'
  | 'social-history'
  | 'review-of-systems'
  | 'medications'
  | 'allergies'
  | 'vitals'
  | 'physical-exam'
  | 'results'
  | 'imaging'
  | 'assessment'
  | 'assessment-and-plan'
  | 'plan'
  | 'hospital-course'
  | 'diagnoses'
  | 'admitting-diagnoses'
  | 'discharge-diagnoses'
  | 'procedures'
  | 'findings'
  | 'impression'
  | 'indication'
  | 'instructions'
  | 'other';

export interface Section extends Range {
  readonly kind: SectionKind;
  /** The heading as it stands in the note; empty when there is none. */
  readonly heading: string;
  /** Where the body begins, after the heading. */
  readonly body: number;
}

export interface Sentence extends Range {
  readonly section: Section;
  /** True for an item of a list or one line of a problem list. */
  readonly item: boolean;
}

/** A text taken apart. Sections cover it without gaps or overlaps; sentences lie inside sections, in order. */
export interface Reading {
  readonly text: string;
  readonly sections: readonly Section[];
  readonly sentences: readonly Sentence[];
}

export interface Token extends Range {
  /** Lower-case, accents and possessives folded: what is compared. */
  readonly norm: string;
  /** As written. */
  readonly raw: string;
}
