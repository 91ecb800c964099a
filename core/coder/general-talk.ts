import { lineStart } from '../text/line-start.ts';
import type { Range, Sentence } from '../text/reading.ts';
import { COMPOUND_HEADS, NAMED_HEADS } from './compound-heads.ts';
import {
  CONSIDERED,
  EXAMPLE_AFTER,
  GENERAL_AFTER,
  IN_GENERAL,
  LOOKED_FOR,
  NOT_FILLED_IN,
  OTHER_PATIENT,
  READ_ABOUT,
  RISKS_TOLD,
  TAUGHT,
  TEACHING_LABEL,
  TICKED,
  TITLE_BEFORE,
  VACCINES_LISTED,
} from './talk-patterns.ts';

/** How far from a condition, in characters, words may speak of it: the length of a sentence does not decide. */
const LOOK_BACK = 600;
const LOOK_AHEAD = 120;
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
  'talk.other-patient': 'The text says that it is about another patient.',
};

/** Tells talk about a condition from a statement that this patient has it. */
export function generalTalk(text: string, sentence: Sentence, range: Range): GeneralTalk | undefined {
  const rule = ruleOf(text, sentence, range);
  return rule === undefined ? undefined : { rule, says: SAYS[rule] };
}

function ruleOf(text: string, sentence: Sentence, { start, end }: Range): GeneralTalk['rule'] | undefined {
  const before = text.slice(Math.max(sentence.start, start - LOOK_BACK), start);
  if (LOOKED_FOR.test(before)) return 'talk.looked-for';
  const after = text.slice(end, Math.min(sentence.end, end + LOOK_AHEAD));
  if (CONSIDERED.test(after)) return 'talk.considered';
  if (TITLE_BEFORE.test(text.slice(Math.max(0, start - 8), start)) && /^\p{Lu}\p{Ll}/u.test(text.slice(start, end))) return 'talk.name';
  if (namesAnother(after)) return 'talk.compound';
  if (VACCINES_LISTED.test(paragraphBefore(text, start))) return 'talk.vaccine';
  if (OTHER_PATIENT.test(paragraphBefore(text, start))) return 'talk.other-patient';
  const line = text.slice(Math.max(lineStart(text, sentence.start), sentence.start - LOOK_AHEAD, start - LOOK_BACK), start);
  if ((NOT_FILLED_IN.test(line) && !TICKED.test(before)) || EXAMPLE_AFTER.test(after)) return 'talk.form';
  if (READ_ABOUT.test(before)) return 'talk.read-about';
  const taught = TEACHING_LABEL.test(text.slice(lineStart(text, sentence.start), start)) || IN_GENERAL.test(before) || TAUGHT.test(before);
  return taught || RISKS_TOLD.test(before) || GENERAL_AFTER.test(after) ? 'talk.teaching' : undefined;
}

/** `Stroke Club`, `sepsis protocol` */
function namesAnother(after: string): boolean {
  const next = /^[ -](\p{L}+)/u.exec(after)?.[1] ?? '';
  return COMPOUND_HEADS.has(next.toLowerCase()) || NAMED_HEADS.has(next);
}

/** What stands before a place in its own paragraph. */
function paragraphBefore(text: string, start: number): string {
  const before = text.slice(Math.max(0, start - LOOK_BACK), start);
  const blank = [...before.matchAll(BLANK_LINE)].at(-1);
  return blank === undefined ? before : before.slice(blank.index);
}
