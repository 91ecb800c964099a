import type { Icd10Cm } from '../codes.ts';
import type { EditionHead, TabularNote } from './edition-source.ts';

export interface CodeEntry {
  readonly code: Icd10Cm;
  readonly billable: boolean;
  readonly title: string;
}

/** A compiled edition of ICD-10-CM: fast to ask, never changed. Made by `compileEdition`. */
export interface Edition {
  readonly head: EditionHead;
  /** SHA-256 of the canonical source, in hex. */
  readonly sha256: string;
  readonly counts: { readonly codes: number; readonly billable: number; readonly phrases: number };
  /** The entry for a code, or `undefined` when this edition does not hold it. */
  readonly code: (code: string) => CodeEntry | undefined;
  /** Billable codes beneath a header, in order; for a billable code, its billable siblings. */
  readonly under: (code: string) => readonly CodeEntry[];
  /** Tabular notes that bind a code: its own and those of everything above it. */
  readonly notes: (code: string) => readonly TabularNote[];
}
