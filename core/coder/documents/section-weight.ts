import type { DocumentType } from '../../chart/chart.ts';
import { lineStart } from '../../text/line-start.ts';
import type { Range, SectionKind, Sentence } from '../../text/reading.ts';
import type { ReadDocument } from './read-documents.ts';

/**
 * What a section is worth to a coder.
 *
 * `final`: the provider's diagnostic statement. `course`: what was done and thought. `history`: what the patient brought
 * along. `finding`: observed, and not a diagnosis until the provider says so (guideline III.B). `never`: no statement
 * about this patient's conditions at all.
 */
export type SectionWeight = 'final' | 'course' | 'history' | 'finding' | 'family' | 'social' | 'procedure' | 'never';

const WEIGHTS: Readonly<Record<SectionKind, SectionWeight>> = {
  'discharge-diagnoses': 'final',
  diagnoses: 'final',
  assessment: 'final',
  'assessment-and-plan': 'final',
  impression: 'final',
  'hospital-course': 'course',
  'admitting-diagnoses': 'course',
  plan: 'course',
  other: 'course',
  unsectioned: 'course',
  'chief-complaint': 'history',
  'history-of-present-illness': 'history',
  'past-medical-history': 'history',
  'family-history': 'family',
  'social-history': 'social',
  'past-surgical-history': 'procedure',
  procedures: 'procedure',
  'review-of-systems': 'finding',
  'physical-exam': 'finding',
  findings: 'finding',
  imaging: 'finding',
  results: 'finding',
  indication: 'finding',
  medications: 'never',
  allergies: 'never',
  vitals: 'never',
  instructions: 'never',
};

export function sectionWeight(kind: SectionKind): SectionWeight {
  return WEIGHTS[kind];
}

const LISTS = new Set<SectionKind>(['discharge-diagnoses', 'diagnoses', 'admitting-diagnoses']);
/** What a consultant was asked about is no statement of the consultant's. */
const REASON = /\b(?:reason|indication|question)(?: (?:for|of) \w+)?:[^.;]*$/i;
const REASON_WITHIN = 400;
/** Words of the classification for why the patient came; they state it wherever they open a sentence. */
const REASON_OF_VISIT = /^\W*(?:here for (?:an )?)?encounter for\b/i;
const REASON_OPENS = 40;
/** The name of a visit, where it is all that a sentence before any heading says. */
const VISIT_NAMED =
  /^\W*(?:here for (?:an? )?|presents for (?:an? )?)?(?:(?:\d+[- ](?:month|year|week)s?(?:[- ]old)?|routine|annual|yearly) )?(?:well[- ](?:child|baby|infant)|annual (?:physical|wellness))(?: (?:care|visit|check|check-?up|exam(?:ination)?))*\W*$/iu;
/** Characters of a sentence that may be a visit's name. */
const LONGEST_VISIT = 80;
const FEW_WORDS = 5;
const SHORT_SENTENCE = 8;

/**
 * The weight of one mention: within an assessment only what stands as a problem, at the head of a line or in a short
 * sentence, is the diagnostic statement; what comes up in the prose beneath it is course.
 */
export function mentionWeight(text: string, sentence: Sentence, { start }: Range): SectionWeight {
  const { kind, body } = sentence.section;
  const weight = WEIGHTS[kind];
  if (kind === 'unsectioned' && REASON.test(text.slice(Math.max(sentence.start, start - REASON_WITHIN), start))) return 'history';
  if (kind === 'unsectioned' && start - sentence.start <= REASON_OPENS && REASON_OF_VISIT.test(text.slice(sentence.start, sentence.end)))
    return 'final';
  if (kind === 'unsectioned' && namesVisit(text, sentence)) return 'final';
  if (weight !== 'final' || LISTS.has(kind)) return weight;
  if (hasMoreWords(text.slice(sentence.start, start), FEW_WORDS)) return 'course';
  const line = text.slice(Math.max(body, lineStart(text, sentence.start)), sentence.start);
  const heads = sentence.item || !/[\p{L}]/u.test(line);
  return heads || !hasMoreWords(text.slice(sentence.start, sentence.end), SHORT_SENTENCE) ? 'final' : 'course';
}

function namesVisit(text: string, { start, end }: Range): boolean {
  return end - start <= LONGEST_VISIT && VISIT_NAMED.test(text.slice(start, end));
}

/** Stops counting at the first word too many. */
function hasMoreWords(text: string, most: number): boolean {
  let left = most;
  for (const _ of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    left -= 1;
    if (left < 0) return true;
  }
  return false;
}

/** Documents whose diagnostic statement is the last word on the encounter. */
export function isFinalDocument(type: DocumentType): boolean {
  return type === 'discharge-summary';
}

/** The discharge summary; for a stay that has none yet, the provider's last document with a diagnostic statement. */
export function lastWordOf(read: readonly ReadDocument[], inpatient: boolean): ReadDocument | undefined {
  const summary = read.findLast(({ document }) => isFinalDocument(document.type));
  if (summary !== undefined || !inpatient) return summary;
  return read.findLast(
    ({ document, reading }) => document.role === 'provider' && reading.sections.some(({ kind }) => sectionWeight(kind) === 'final'),
  );
}
