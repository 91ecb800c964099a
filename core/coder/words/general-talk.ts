import type { Range, Sentence } from '../../text/reading.ts';
import { COMPOUND_HEADS, NAMED_HEADS } from './compound-heads.ts';
import { hintsOf, LOOK_AHEAD, LOOK_BACK } from './talk-hints.ts';
import {
  CONSIDERED,
  EXAMPLE_AFTER,
  GENERAL_AFTER,
  IN_GENERAL,
  LOOKED_FOR,
  NOT_FILLED_IN,
  OTHER_PATIENT,
  PAYMENT,
  READ_ABOUT,
  RISKS_TOLD,
  TAUGHT,
  TEACHING_LABEL,
  TICKED,
  TITLE_BEFORE,
  VACCINES_LISTED,
} from './talk-patterns.ts';

const BLANK_LINE = /\n[ \t]*\r?\n/g;

export interface GeneralTalk {
  readonly rule:
    | 'talk.teaching'
    | 'talk.looked-for'
    | 'talk.considered'
    | 'talk.read-about'
    | 'talk.form'
    | 'talk.name'
    | 'talk.compound'
    | 'talk.vaccine'
    | 'talk.payment'
    | 'talk.other-patient';
  readonly says: string;
}

const SAYS: Readonly<Record<GeneralTalk['rule'], string>> = {
  'talk.teaching': 'It is said in teaching or of the condition in general, and not of this patient.',
  'talk.looked-for': 'It is tested or screened for, and no result is stated.',
  'talk.considered': 'It was considered, which states nothing.',
  'talk.read-about': 'It was read or asked about, which states nothing of this patient.',
  'talk.form': 'It stands in a form, an example or a template that nobody filled in.',
  'talk.name': "It is a person's name.",
  'talk.compound': 'The words after it make it the name of another thing, such as a clinic, a vaccine or a test.',
  'talk.vaccine': 'It names a vaccine in a list of them, and no disease.',
  'talk.payment': 'It stands among words of payment, which state nothing of the patient.',
  'talk.other-patient': 'The text says that it is about another patient.',
};

/** Tells talk about a condition from a statement that this patient has it. */
export function generalTalk(text: string, sentence: Sentence, range: Range): GeneralTalk | undefined {
  const rule = ruleOf(text, sentence, range);
  return rule === undefined ? undefined : { rule, says: SAYS[rule] };
}

function ruleOf(text: string, sentence: Sentence, { start, end }: Range): GeneralTalk['rule'] | undefined {
  const hints = hintsOf(text, sentence);
  const before = text.slice(Math.max(sentence.start, start - LOOK_BACK), start);
  // What is cut off from a long sentence may begin with half a word, which the hints do not know.
  const talks = hints.talk < start || start - sentence.start > LOOK_BACK;
  if (talks && LOOKED_FOR.test(before)) return 'talk.looked-for';
  const after = text.slice(end, Math.min(sentence.end, end + LOOK_AHEAD));
  if (CONSIDERED.test(after)) return 'talk.considered';
  if (TITLE_BEFORE.test(text.slice(Math.max(0, start - 8), start)) && /^\p{Lu}\p{Ll}/u.test(text.slice(start, end))) return 'talk.name';
  if (namesAnother(after)) return 'talk.compound';
  if (hints.paragraph && isListedVaccine(text, start)) return 'talk.vaccine';
  if (hints.paid && isOfPayment(text, sentence, { start, end })) return 'talk.payment';
  if (hints.paragraph && saysOtherPatient(text, start)) return 'talk.other-patient';
  if ((hints.form && isUnfilled(text, start, sentence, before)) || EXAMPLE_AFTER.test(after)) return 'talk.form';
  if (talks && READ_ABOUT.test(before)) return 'talk.read-about';
  const label = TEACHING_LABEL.test(text.slice(hints.line, start));
  const taught = label || (talks && (IN_GENERAL.test(before) || TAUGHT.test(before) || RISKS_TOLD.test(before)));
  return taught || GENERAL_AFTER.test(after) ? 'talk.teaching' : undefined;
}

function isUnfilled(text: string, start: number, sentence: Sentence, before: string): boolean {
  const line = text.slice(Math.max(hintsOf(text, sentence).line, sentence.start - LOOK_AHEAD, start - LOOK_BACK), start);
  return NOT_FILLED_IN.test(line) && !TICKED.test(before);
}

/** `Stroke Club`, `sepsis protocol` */
function namesAnother(after: string): boolean {
  const next = /^[ -](\p{L}+)/u.exec(after)?.[1] ?? '';
  return COMPOUND_HEADS.has(next.toLowerCase()) || NAMED_HEADS.has(next);
}

/** Words of payment this near make a group, a payer's reason or a currency of a condition: `HCC 85`, `DRG 871 Septicemia`, `CAD $500`. */
const NEAR_PAYMENT = 60;

function isOfPayment(text: string, sentence: Sentence, { start, end }: Range): boolean {
  const around = text.slice(Math.max(sentence.start, start - NEAR_PAYMENT), Math.min(sentence.end, end + NEAR_PAYMENT));
  return PAYMENT.test(around);
}

/** Nearly all texts have none of the words, so they are looked for first. */
function isListedVaccine(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - LOOK_BACK), start);
  return /vaccin|immuni/i.test(before) && VACCINES_LISTED.test(paragraphBefore(text, start));
}

/** Asked of what stands before a place in its own paragraph; nearly all texts have none of these words. */
function saysOtherPatient(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - LOOK_BACK), start);
  return /wrong|belong|another|different|else/i.test(before) && OTHER_PATIENT.test(paragraphBefore(text, start));
}

/** What stands before a place in its own paragraph. */
function paragraphBefore(text: string, start: number): string {
  const before = text.slice(Math.max(0, start - LOOK_BACK), start);
  const blank = [...before.matchAll(BLANK_LINE)].at(-1);
  return blank === undefined ? before : before.slice(blank.index);
}
