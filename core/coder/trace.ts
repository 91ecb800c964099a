import { z } from 'zod';
import { DocumentId, EncounterId, Setting, Sex } from '../chart/chart.ts';
import { Icd10Cm, LocalDate } from '../codes.ts';

/** A stretch of an original document. `text` equals `document.text.slice(start, end)`, always. */
export const Span = z.strictObject({
  document: DocumentId,
  /** Canonical section name, or `unsectioned`. */
  section: z.string(),
  start: z.int().nonnegative(),
  end: z.int().positive(),
  text: z.string().min(1),
});
export type Span = z.infer<typeof Span>;

/**
 * How the author asserted a condition.
 *
 * Only `present` is coded everywhere; `possible` is coded for an inpatient's final documents (guideline II.H) and nowhere
 * else (IV.H); `historical` may give a history code; the others are never coded.
 */
export const AssertionStatus = z.enum(['present', 'negated', 'possible', 'historical', 'family', 'hypothetical', 'planned']);
export type AssertionStatus = z.infer<typeof AssertionStatus>;

export const Assertion = z.strictObject({
  status: AssertionStatus,
  /** The words that decided it; absent for `present` by default. */
  cue: Span.optional(),
  /** Stable rule id: `assert.negated.before`. */
  rule: z.string(),
});
export type Assertion = z.infer<typeof Assertion>;

/** Words of a note that name a condition, and where they lead. */
export const Mention = z.strictObject({
  /** `m1`, `m2` … in reading order. */
  id: z.string(),
  /** The words of the main term. */
  span: Span,
  /** The whole sentence or list item they stand in. */
  sentence: Span,
  /** Main term of the index: `Failure, heart`. */
  term: z.string(),
  /** Modifiers found in the same clause, with their words. */
  modifiers: z.array(z.strictObject({ name: z.string(), span: Span })),
  assertion: Assertion,
  /** The most specific code that the words support; absent where the index gives none. */
  code: Icd10Cm.optional(),
  /** `Failure, heart > systolic > acute on chronic`. */
  path: z.string(),
});
export type Mention = z.infer<typeof Mention>;

/** One step of the coder, in the order in which it was taken. */
export const Step = z.strictObject({
  stage: z.enum(['read', 'find', 'assert', 'refine', 'check', 'combine', 'reconcile', 'sequence']),
  /** Stable rule id. */
  rule: z.string(),
  /** What happened, as a sentence without chart text. */
  says: z.string(),
  /** The guideline section or tabular note that the rule rests on. */
  cites: z.string().optional(),
  mention: z.string().optional(),
  code: Icd10Cm.optional(),
  /** A code that this step put in the place of `code`, or that made it fall out. */
  other: Icd10Cm.optional(),
  outcome: z.enum(['kept', 'dropped', 'replaced', 'noted']),
});
export type Step = z.infer<typeof Step>;

export const Alternative = z.strictObject({
  code: Icd10Cm,
  title: z.string(),
  /** Why it was not chosen: `The note says nothing of "diastolic".` */
  why: z.string(),
  rule: z.string(),
});
export type Alternative = z.infer<typeof Alternative>;

/** How a suggestion routes: `straightforward` may be decided in a batch, the others one at a time. */
export const Tier = z.enum(['straightforward', 'look', 'senior']);
export type Tier = z.infer<typeof Tier>;

export const Suggestion = z.strictObject({
  code: Icd10Cm,
  title: z.string(),
  /** `principal` is the first-listed diagnosis; the reason is a `sequence` step. */
  rank: z.enum(['principal', 'other']),
  assertion: AssertionStatus,
  /** Verbatim support, at least one; the first is the strongest. */
  evidence: z.array(Span).min(1),
  /** Passages in which a provider denies it: the code is contested, and the attending provider is to be asked. */
  against: z.array(Span).default([]),
  /** Ids of the mentions that led here. */
  mentions: z.array(z.string()).min(1),
  path: z.string(),
  /** Tabular and guideline checks that it passed or was changed by, as sentences with their citation. */
  checks: z.array(z.strictObject({ rule: z.string(), says: z.string(), cites: z.string().optional() })),
  guideline: z.string(),
  alternatives: z.array(Alternative),
  /** Axes that would make it more specific and that the words leave open: `type`, `acuity`. */
  open: z.array(z.string()),
  /** 0 to 1; see `docs/glossary.md` for what it means. */
  confidence: z.number().min(0).max(1),
  /** By the thresholds that hold where a policy says nothing; a policy's own are applied when it is shown. */
  tier: Tier,
  /** There when the chart contradicts itself or two codes exclude each other: it goes to someone senior, whatever the thresholds. */
  conflict: z.literal(true).optional(),
  /** Warnings for the card, such as instruction-like text in the same document. */
  flags: z.array(z.string()),
});
export type Suggestion = z.infer<typeof Suggestion>;

/** Something the coder saw and would not code, with the reason. */
export const Abstention = z.strictObject({
  mention: z.string(),
  code: Icd10Cm.optional(),
  why: z.string(),
  rule: z.string(),
});
export type Abstention = z.infer<typeof Abstention>;

/**
 * The whole of one run of the coder: everything that it read, did and concluded, as data. The same input and
 * edition give the same bytes.
 */
export const Trace = z.strictObject({
  v: z.literal(1),
  /** `coder-6`: changes with any change of behaviour. */
  coder: z.string(),
  edition: z.strictObject({ id: z.string(), name: z.string(), starter: z.boolean(), sha256: z.string() }),
  input: z.strictObject({
    encounter: EncounterId,
    setting: Setting,
    sex: Sex,
    birthDate: LocalDate.optional(),
    codingDate: LocalDate,
    documents: z.array(z.strictObject({ id: DocumentId, sha256: z.string() })),
  }),
  /** Documents that were left out and why: not final, not a provider's. */
  skipped: z.array(z.strictObject({ document: DocumentId, why: z.string() })),
  mentions: z.array(Mention),
  steps: z.array(Step),
  suggestions: z.array(Suggestion),
  abstentions: z.array(Abstention),
});
export type Trace = z.infer<typeof Trace>;

/** Why a code is, or is not, among the suggestions of a trace. */
export const CodeExplanation = z.strictObject({
  code: Icd10Cm,
  /** Absent when the code is in no edition in force. */
  title: z.string().optional(),
  verdict: z.enum(['suggested', 'dropped', 'not-supported', 'not-billable', 'not-in-edition']),
  /** One sentence a coder can act on. */
  says: z.string(),
  suggestion: Suggestion.optional(),
  /** The first step at which it fell out. */
  fellOutAt: Step.optional(),
  /** Words that would have been needed: `diastolic`. */
  needed: z.array(z.string()),
  /** What stands in the note instead, verbatim. */
  instead: z.array(z.strictObject({ span: Span, assertion: AssertionStatus, cue: Span.optional() })),
  /** Billable codes beneath a header, or near neighbours, to look at. */
  neighbours: z.array(z.strictObject({ code: Icd10Cm, title: z.string() })),
});
export type CodeExplanation = z.infer<typeof CodeExplanation>;
