import type { ChartDocument } from '../../chart/chart.ts';
import type { FoundMention } from '../words/found-mention.ts';

/** Where a condition stands towards the order to admit, as far as the words tell. */
export type Admission = 'stated' | 'denied' | 'undetermined' | 'at-admission' | 'after' | 'unclear';

/** One place at which a condition is named. */
export interface Saying {
  readonly sentence: string;
  readonly document: string;
  readonly type: ChartDocument['type'];
  readonly section: string;
  /** True for a document of the day of admission, or of an earlier one. */
  readonly firstDay: boolean;
}

const DENIED =
  /\bnot (?:present on admission|POA)\b|\bPOA\s*[:=-]?\s*(?:no|N)\b|\b(?:hospital|facility)[- ](?:acquired|onset)\b|\bnosocomial\b/i;
const UNDETERMINED =
  /\b(?:unable to|cannot|could not)(?: be)? (?:clinically )?determined? (?:whether|if)\b[^.]*\b(?:admission|POA)\b|\bclinically undetermined\b/i;
const STATED = /\bpresent (?:on|at|upon) (?:the )?admission\b|\bPOA\b/i;
const LATER = String.raw`on hospital day|on HD|hospital day|HD ?#? ?[2-9]|post-?operative(?:ly)?|postop|POD|after (?:admission|surgery|the (?:operation|procedure))|during (?:the |this |her |his |their )?(?:hospitali[sz]ation|hospital stay|stay|admission)`;
const AFTER = new RegExp(String.raw`\b(?:develop(?:ed|ing)|occurr(?:ed|ing)|arose|began|new(?:ly)?)\b[^.;]{0,40}\b(?:${LATER})\b`, 'i');
const ADMITTING: ReadonlySet<string> = new Set(['history-and-physical', 'emergency-note']);
const ADMITTING_SECTIONS: ReadonlySet<string> = new Set([
  'chief-complaint',
  'history-of-present-illness',
  'past-medical-history',
  'admitting-diagnoses',
]);

/** The strongest word wins: what is said of the admission, then what was written at it, then what says that it came later. */
const SIGNS: readonly (readonly [Admission, (saying: Saying) => boolean])[] = [
  ['undetermined', ({ sentence }) => UNDETERMINED.test(sentence)],
  ['denied', ({ sentence }) => DENIED.test(sentence)],
  ['stated', ({ sentence }) => STATED.test(sentence)],
  ['at-admission', isOfAdmission],
  ['after', ({ sentence }) => AFTER.test(sentence)],
];

function isOfAdmission({ sentence, type, section, firstDay }: Saying): boolean {
  if (AFTER.test(sentence)) return false;
  return ADMITTING.has(type) || ADMITTING_SECTIONS.has(section) || (firstDay && type !== 'discharge-summary');
}

export function admissionFrom(sayings: readonly Saying[]): { readonly admission: Admission; readonly saying?: Saying } {
  for (const [admission, holds] of SIGNS) {
    const saying = sayings.find(holds);
    if (saying !== undefined) return { admission, saying };
  }
  return { admission: 'unclear' };
}

/** The same of mentions that are still on their way. */
export function admissionOf(mentions: readonly FoundMention[]): Admission {
  const sayings = mentions.map(({ source: { document }, sentence }) => ({
    sentence: document.text.slice(sentence.start, sentence.end),
    document: document.id,
    type: document.type,
    section: sentence.section.kind,
    firstDay: false,
  }));
  return admissionFrom(sayings).admission;
}
