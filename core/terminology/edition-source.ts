import { z } from 'zod';
import { Icd10Cm, LocalDate } from '../codes.ts';
import { EditionSystem } from './edition-system.ts';
import { IndexPath } from './index-path.ts';
import { TabularEntry } from './tabular-entry.ts';

/**
 * An edition of ICD-10-CM as it is written down, before `compileEdition` makes it fast.
 *
 * The starter edition in `starter/icd10cm` is these six parts as files: `edition.yaml` (EditionHead), `codes.tsv`
 * (CodeRow), `index/*.yaml` (IndexEntry[]), `modifiers.yaml` (ModifierAxes), `notes.yaml` (TabularNote[]) and
 * `combinations.yaml` (Combination[]).
 */
export const EditionHead = z.strictObject({
  /** Stable for ever: `icd10cm-2026-starter`. */
  id: z.string().regex(/^[a-z0-9-]+$/),
  system: EditionSystem,
  name: z.string(),
  /** First and last day of service or discharge on which it is in force. */
  from: LocalDate,
  to: LocalDate,
  /** True for the small edition that ships with the product; every answer that uses it says so. */
  starter: z.boolean(),
  source: z.string(),
});
export type EditionHead = z.infer<typeof EditionHead>;

export const CodeRow = z.strictObject({
  code: Icd10Cm,
  /** False for a category or a header: it has codes beneath it and cannot be reported itself. */
  billable: z.boolean(),
  /** The official long title, to the letter. */
  title: z.string().min(1),
});
export type CodeRow = z.infer<typeof CodeRow>;

/**
 * Where an index entry points: a code, or a stem whose seventh character is chosen by episode of care.
 * `S72.001?` becomes `S72.001A`, `S72.001D` …; placeholders are filled in (`W10.9?` becomes `W10.9XXA`).
 */
export const CodeTarget = z.string().regex(/^[A-Z](\d[0-9A-Z]|A\d)(\.[0-9A-Z]{1,4})?\??$/);
export type CodeTarget = z.infer<typeof CodeTarget>;

/** One main term of the alphabetic index with the words that people say for it. */
export const IndexEntry = z.strictObject({
  /** The lead as a coder finds it in the index: `Failure, heart`. */
  main: z.string().min(1),
  /**
   * Phrases that mean the main term, lower case but for abbreviations that are only safe in capitals. A phrase may carry
   * modifiers in brackets that it implies: `HFrEF [systolic]`. A phrase in capitals matches capitals only.
   */
  say: z.array(z.string().min(1)).min(1),
  /** The code when no modifier below is said. Absent where the index gives none. */
  code: CodeTarget.optional(),
  /** Subterms: comma-separated modifiers (in any order in the note, all needed) to the code: `systolic, acute`. */
  sub: z.record(z.string().min(1), CodeTarget).default({}),
  /**
   * Main terms that the same words state as well, as the index gives a second code in brackets: `Shock, septic` states
   * `Sepsis` too. Each is followed by the same modifiers.
   */
  also: z.array(z.string().min(1)).default([]),
  /** Sections in which the phrase is not this condition (`PE` in an exam heading), by canonical section name. */
  notIn: z.array(z.string()).default([]),
  /** The only sections in which the phrase says this: a medicine's bare name in a list of allergies. Everywhere where absent. */
  onlyIn: z.array(z.string()).default([]),
});
export type IndexEntry = z.infer<typeof IndexEntry>;

/**
 * Modifiers by axis: `{ acuity: { 'acute on chronic': ['acute on chronic', 'acute-on-chronic'] } }`. The name is what
 * `IndexEntry.sub` uses; the list is how a note may say it. A modifier that stands in no axis is matched as it is written.
 */
export const ModifierAxes = z.record(z.string(), z.record(z.string(), z.array(z.string().min(1)).min(1)));
export type ModifierAxes = z.infer<typeof ModifierAxes>;

const CodePattern = z
  .string()
  .regex(/^[A-Z]\d?[0-9A-Z]?(\.[0-9A-Z]{1,4})?(-[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?)?(:([4-7]|intent)=[0-9A-Z]+)?$/);

/** A note of the tabular list. It binds the code and everything beneath it. Patterns are codes, stems or ranges. */
export const TabularNote = z.strictObject({
  code: CodePattern,
  /** Never reported together. */
  excludes1: z.array(CodePattern).optional(),
  /** Not included here, may both be reported. */
  excludes2: z.array(CodePattern).optional(),
  codeFirst: z.array(CodePattern).optional(),
  useAdditional: z.array(CodePattern).optional(),
  /** Reported with it, in the order that the encounter gives (I.A.17). */
  codeAlso: z.array(CodePattern).optional(),
  /** Symptoms that belong to the condition and are not reported beside it (guideline I.B.5). */
  integral: z.array(CodePattern).optional(),
});
export type TabularNote = z.infer<typeof TabularNote>;

/** Two or more conditions that the classification joins in one code. */
export const Combination = z.strictObject({
  /** Stable rule id: `combine.hypertension-heart-failure-ckd`. */
  id: z.string().regex(/^combine\.[a-z0-9-]+$/),
  /** One pattern for each condition that must be present. */
  all: z.array(z.array(CodePattern).min(1)).min(2),
  /** Main terms of the index; where there are any, what the joint code replaces beside the first condition must be told by them alone. */
  named: z.array(z.string().min(1)).optional(),
  /** Patterns that must not be present for the rule to hold. */
  none: z.array(CodePattern).default([]),
  gives: CodeTarget,
  /** Patterns that the joint code replaces; what is not named stays beside it. */
  replaces: z.array(CodePattern).default([]),
  /** True where the index presumes the link ("with", guideline I.A.15) unless the note says they are unrelated. */
  presumed: z.boolean(),
  cites: z.string().min(1),
});
export type Combination = z.infer<typeof Combination>;

export const EditionSource = z.strictObject({
  head: EditionHead,
  codes: z.array(CodeRow),
  index: z.array(IndexEntry),
  modifiers: ModifierAxes,
  notes: z.array(TabularNote),
  combinations: z.array(Combination),
  /** What the official publications print, in their order; absent in a starter edition. */
  official: z.strictObject({ index: z.array(IndexPath), tabular: z.array(TabularEntry) }).optional(),
});
export type EditionSource = z.infer<typeof EditionSource>;
