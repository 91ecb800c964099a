import type { ChartDocument } from '../chart/chart.ts';
import type { FoundMention } from './found-mention.ts';

/** Whether a condition was there when the inpatient order was written, as far as the words tell. */
export type Admission = 'stated' | 'denied' | 'undetermined' | 'at-admission' | 'after' | 'unclear';

export interface Saying {
  readonly sentence: string;
  readonly type: ChartDocument['type'];
  readonly section: string;
  /** True for a document of the first day. */
  readonly firstDay: boolean;
}

const DENIED = /\bnot (?:present on admission|POA)\b|\bPOA\s*[:=-]?\s*(?:no|N)\b|\b(?:hospital|facility)[- ]acquired\b|\bnosocomial\b/i;
const UNDETERMINED = /\b(?:unable to|cannot|could not)(?: be)? (?:clinically )?determined? (?:whether|if)\b[^.]*\b(?:admission|POA)\b/i;
const STATED = /\bpresent (?:on|at|upon) admission\b|\bPOA\b/i;
const AFTER =
  /\b(?:developed|developing|occurred|noted|arose|began|new(?:ly)?)\b[^.;]{0,40}\b(?:on hospital day|on HD|hospital day|HD ?#? ?[2-9]|post-?operative(?:ly)?|postop|POD|after (?:admission|surgery|the (?:operation|procedure))|during (?:the |this |her |his |their )?(?:hospitali[sz]ation|stay|admission))/i;
const ADMITTING: ReadonlySet<string> = new Set(['history-and-physical', 'emergency-note']);
const ADMITTING_SECTIONS: ReadonlySet<string> = new Set(['chief-complaint', 'history-of-present-illness', 'past-medical-history', 'admitting-diagnoses']);

/** The strongest word wins: what is said of the admission, then what was written at it, then what says that it came later. */
export function admissionFrom(sayings: readonly Saying[]): Admission {
  if (sayings.some(({ sentence }) => UNDETERMINED.test(sentence))) return 'undetermined';
  if (sayings.some(({ sentence }) => DENIED.test(sentence))) return 'denied';
  if (sayings.some(({ sentence }) => STATED.test(sentence))) return 'stated';
  if (sayings.some(isOfAdmission)) return 'at-admission';
  return sayings.some(({ sentence }) => AFTER.test(sentence)) ? 'after' : 'unclear';
}

function isOfAdmission({ sentence, type, section, firstDay }: Saying): boolean {
  if (AFTER.test(sentence)) return false;
  return ADMITTING.has(type) || ADMITTING_SECTIONS.has(section) || (firstDay && type !== 'discharge-summary');
}

/** The same of mentions that are still on their way, the first day being that of the earliest document among them. */
export function admissionOf(mentions: readonly FoundMention[]): Admission {
  return admissionFrom(
    mentions.map(({ source, sentence }) => ({
      sentence: source.document.text.slice(sentence.start, sentence.end),
      type: source.document.type,
      section: sentence.section.kind,
      firstDay: false,
    })),
  );
}
