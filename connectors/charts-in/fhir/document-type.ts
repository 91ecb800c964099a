import type { DocumentType } from '#core/chart/chart.ts';
import type { Concept } from './datatypes.ts';

const LOINC = 'http://loinc.org';

/** Codes of the LOINC document ontology that are in everyday use, beginning with the value sets of US Core. */
const BY_LOINC: Readonly<Record<string, DocumentType>> = {
  '34117-2': 'history-and-physical',
  '11492-6': 'history-and-physical',
  '11506-3': 'progress-note',
  '34112-3': 'progress-note',
  '34130-5': 'progress-note',
  '11488-4': 'consultation',
  '18842-5': 'discharge-summary',
  '11490-0': 'discharge-summary',
  '28655-9': 'discharge-summary',
  '11504-8': 'operative-note',
  '28570-0': 'operative-note',
  '34111-5': 'emergency-note',
  '34878-9': 'emergency-note',
  '34108-1': 'office-visit',
  '34131-3': 'office-visit',
  '34746-8': 'nursing-note',
  '18748-4': 'radiology-report',
  '18726-0': 'radiology-report',
  '11526-1': 'pathology-report',
  '60568-3': 'pathology-report',
  '11502-2': 'laboratory-report',
  '26436-6': 'laboratory-report',
  '10160-0': 'medication-list',
  '56445-0': 'medication-list',
};

/** Words of a title, the more particular first: a psychiatric consultation is a consultation, a nursing progress note a nurse's. */
const BY_WORDS: readonly (readonly [RegExp, DocumentType])[] = [
  [/\bdischarge summar|\bhospital course\b/i, 'discharge-summary'],
  [/\boperati(ve|on)\b|\bprocedure (note|report)\b|\bsurgical (note|report)\b/i, 'operative-note'],
  [/\bnurs(e|ing)\b|\btriage\b/i, 'nursing-note'],
  [/\bpatholog/i, 'pathology-report'],
  [/\bradiolog|\bx-?ray\b|\bradiograph|\b(ct|mri|mra|pet)\b|\bultrasound\b|\bsonogra|\bimaging\b|\bmammogra/i, 'radiology-report'],
  [/\blab(s|orator)|\bmicrobiolog|\blab (result|report)/i, 'laboratory-report'],
  [/\bmedication (list|reconciliation|administration)|\bhome medications\b/i, 'medication-list'],
  [/\bconsult/i, 'consultation'],
  [/\bbehaviou?ral|\bpsychiatr|\bpsychotherap|\bpsycholog|\bmental health|\bcounsel/i, 'behavioural-health-note'],
  [/\bemergency\b|\bED (note|visit|provider)/i, 'emergency-note'],
  [/\bhistory (and|&) physical\b|\bH ?& ?P\b|\badmission note\b/i, 'history-and-physical'],
  [/\b(office|clinic|outpatient|ambulatory)\b.*\b(visit|note)\b/i, 'office-visit'],
  [/\bprogress note\b|\bdaily note\b|\bSOAP\b/i, 'progress-note'],
];

/** The kind of document, by its LOINC code, else by the words of its type and title. */
export function documentTypeOf(type: Concept | undefined, title: string | undefined): DocumentType {
  const codings = type?.coding ?? [];
  const loinc = codings.find(({ system, code }) => system === LOINC && code !== undefined && Object.hasOwn(BY_LOINC, code));
  const coded = loinc?.code === undefined ? undefined : BY_LOINC[loinc.code];
  if (coded !== undefined) return coded;
  const said = [type?.text, ...codings.map(({ display }) => display), title].filter((words) => words !== undefined);
  for (const words of said) {
    const known = BY_WORDS.find(([pattern]) => pattern.test(words));
    if (known !== undefined) return known[1];
  }
  return 'other';
}
