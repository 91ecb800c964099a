import { lineStart } from '../text/line-start.ts';
import type { Range, Sentence } from '../text/reading.ts';

/** A line that is headed as teaching: `Patient Education and Counseling:`. */
const TEACHING_LABEL = /^\W*(?:patient )?(?:education|counsel\w*)\b[^:\n]{0,40}:/i;
/** Words before a condition that speak of it in general, or of what might come. */
const IN_GENERAL =
  /\b(?:side effects?|adverse effects? (?:of|such)|risks? (?:of|include|including|are)|risks and benefits|signs? (?:and|or|\/) symptoms of|complications? (?:such as|including|include)|(?:can|may|could|might) (?:cause|lead to|result in|progress to)|due to the risk|common cause of|prevent\w*|precautions)\b/i;
const TAUGHT =
  /\b(?:explained|discussed|advised|counsell?ed|counsell?ing|educated|informed|warned|cautioned)\b.*\b(?:can|could|may|might|would|risks?|usually|typically|common|avoid\w*|prevent\w*|leads? to)\b/i;
/** Words before a condition that say that somebody looks for it. */
const LOOKED_FOR =
  /\b(?:test(?:s|ed|ing)?|screen(?:s|ed|ing)?|check(?:s|ed|ing)?|vaccinat\w+|immuni[sz]\w+|titers?)(?: \w+){0,3} (?:for|against)\b|\b(?:to|will) (?:determine|see|find out|check|know) (?:if|whether)\b/i;
/** Words after a condition that make a statement about the condition and none about the patient. */
const GENERAL_AFTER = /^\s*(?:can|may|could|might|usually|typically) (?:cause|lead|result|occur|develop|be|affect|happen)\b/i;

/** What was only thought of: `PE considered; low pretest probability`. */
const CONSIDERED = /^\s*(?:(?:was|were|is|has been|had been) )?(?:briefly |also |initially )?considered\b/i;

/** How far from a condition, in characters, words may speak of it: the length of a sentence does not decide. */
const LOOK_BACK = 600;
const LOOK_AHEAD = 120;

export interface GeneralTalk {
  readonly rule: 'talk.teaching' | 'talk.looked-for' | 'talk.considered';
  readonly says: string;
}

/** Tells talk about a condition from a statement that this patient has it. */
export function generalTalk(text: string, sentence: Sentence, { start, end }: Range): GeneralTalk | undefined {
  const before = text.slice(Math.max(sentence.start, start - LOOK_BACK), start);
  if (LOOKED_FOR.test(before)) {
    return { rule: 'talk.looked-for', says: 'It is tested or screened for, and no result is stated.' };
  }
  const after = text.slice(end, Math.min(sentence.end, end + LOOK_AHEAD));
  if (CONSIDERED.test(after)) return { rule: 'talk.considered', says: 'It was considered, which states nothing.' };
  const line = text.slice(lineStart(text, sentence.start), start);
  const taught = TEACHING_LABEL.test(line) || IN_GENERAL.test(before) || TAUGHT.test(before);
  if (!taught && !GENERAL_AFTER.test(after)) return undefined;
  return { rule: 'talk.teaching', says: 'It is said in teaching or of the condition in general, and not of this patient.' };
}

/**
 * Words that make another thing of the condition before them: a vaccine, a clinic, a medicine. `STROKE ALERT`, `DVT ppx`,
 * `headache diary` name no disease.
 */
export const COMPOUND_HEADS: ReadonlySet<string> = new Set([
  'action',
  'alert',
  'antibodies',
  'antibody',
  'booster',
  'clinic',
  'diary',
  'education',
  'drug',
  'drugs',
  'immunization',
  'medication',
  'medications',
  'medicine',
  'medicines',
  'meds',
  'panel',
  'pathway',
  'prevention',
  'ppx',
  'precaution',
  'precautions',
  'prophylaxis',
  'protocol',
  'risk',
  'risks',
  'scale',
  'score',
  'screen',
  'screening',
  'shot',
  'shots',
  'specialist',
  'swab',
  'test',
  'testing',
  'tests',
  'titer',
  'titers',
  'vaccination',
  'vaccinations',
  'vaccine',
  'vaccines',
]);
