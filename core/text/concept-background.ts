import { ASSERTION_CUES } from './assertion-cues.ts';
import { clauseOf } from './clause.ts';
import { cueIndex, findCues } from './cue.ts';
import { BACKGROUND_AFTER, BACKGROUND_BEFORE, BEFORE_ENTRIES, COMPLAINTS, HABITS, LASTING, PAST_OPERATIONS } from './cues-concept-time.ts';
import { listed } from './listed.ts';
import type { Range, Reading, Sentence } from './reading.ts';
import { reachesBack, reachesForward } from './scope.ts';
import { tokens } from './tokens.ts';

export interface Place {
  readonly reading: Reading;
  readonly sentence: Sentence;
  readonly target: Range;
}

/** Why words are of the past though no cue of the past reaches them. */
export interface Background {
  readonly rule: string;
  readonly cue?: Range;
}

/** What stands around the words, white space folded. */
interface Around {
  readonly own: string;
  readonly ahead: string;
  readonly behind: string;
  readonly label: string;
}

const AHEAD = 200;
const BEHIND = 120;
const LONGEST_LIST = 300;

const CUES = cueIndex([
  [BACKGROUND_BEFORE, 'historical', 'list'],
  [BACKGROUND_AFTER, 'historical', 'after'],
]);
const HABIT = cueIndex([[HABITS, 'none', 'none']]);
const ENTRIES = new Set([...listed(LASTING), ...listed(PAST_OPERATIONS)]);
const BEFORE_ENTRY = new Set(listed(BEFORE_ENTRIES));
const COMPLAINT = new Set(listed(COMPLAINTS));

const LABEL = /(?:^|[\s;.}])([\p{L}][\p{L} /&'()-]{1,40})(?::|\s-\s)(?=\s)/gu;
const HISTORY_LABEL =
  /\b(?:medical|surgical|social|menstrual|gyn\w*|ob\w*|birth|psychiatric|cardiac|smoking|substance|past|personal|family|developmental)\s+history$|^(?:pmhx?|pshx?|shx?|fhx?)$/iu;
const HABIT_LABEL = /\b(?:alcohol|etoh|tobacco|smoking|drugs?|habits|substances?(?: use)?|social history)$/iu;
const NAMES_HABIT = /^ ?(?:use|abuse|history|intake|consumption)? ?(?::| - )/iu;
const STOPPED = /(?<!\bto )\b(?:quit|stopped|former|formerly|ex-|discontinued|used to|never|was a|were)\b/iu;
const OWN_PAST = /^(?:prior|previous|old|remote|past|former|healed|history of|hx of|h\/o|status[- ]post|s\/p)\b/iu;
const TREATED = /^ ?,? ?(?:\([^)]{0,20}\) ?)?,? ?(?:status[- ]post|s\/p) (?!.{0,25}\bbiops)/iu;
const AT_AGE = /^[^.;,]{0,15}\b(?:at (?:the )?age(?: of)?|when (?:he|she) was)\b/iu;
const OLD_TEST = /\bin the past\b[^.;]{0,40}\b(?:show|reveal|demonstrat|found)\w*\b[^.;]{0,40}$/iu;
const DIAGNOSED = /\bdiagnos\w*\b.{0,30}$/iu;
const BACK_THEN = /^[^.;,]{0,25}\b(?:at that time|back then)\b/iu;
const PATIENT_WITH = /(?:year|month|y\.?o\.?)[- ]?(?:old)?\b[^.;:]{0,60}\bwith(?: (?:a|an|known|underlying|chronic|multiple))* $/iu;
const WHO_COMES =
  /^,?[^.;,]{0,40}? (?:who )?(?:presents?|presented|presenting|comes in|came in|(?:is|was|now) (?:admitted|transferred)|is here) .{0,60}?\b(?:with|for|because of|due to|complaining)\b/iu;

/** Dotted ends of the rule ids, in the order in which they are asked: `assert.time.treated`. */
const RULES: readonly (readonly [name: string, holds: (around: Around, place: Place) => boolean])[] = [
  ['history-label', ({ label }) => HISTORY_LABEL.test(label)],
  ['own-words', ({ own }) => OWN_PAST.test(own)],
  [
    'habit',
    ({ label, ahead, behind }, place) =>
      isHabit(place) && (HABIT_LABEL.test(label) || NAMES_HABIT.test(behind) || STOPPED.test(ahead.slice(-30))),
  ],
  ['treated', ({ own, behind }) => TREATED.test(behind) && isLasting(own)],
  ['at-age', ({ behind }) => AT_AGE.test(behind)],
  ['old-test', ({ ahead }) => OLD_TEST.test(ahead)],
  ['diagnosed-then', ({ ahead, behind }) => DIAGNOSED.test(ahead) && BACK_THEN.test(behind)],
  ['patient-with', ({ own, ahead, behind }) => PATIENT_WITH.test(ahead) && WHO_COMES.test(behind) && !isComplaint(own)],
  ['bare-entry', (_around, { reading }) => isEntry(reading.text)],
];

/** What a patient brings along, for whom a coder's assertion says only that it is there. */
export function backgroundOf(place: Place): Background | undefined {
  const around = aroundOf(place);
  const rule = RULES.find(([, holds]) => holds(around, place));
  return rule === undefined ? fromCues(place) : { rule: `assert.time.${rule[0]}` };
}

/** The last label before the words: `Menstrual History`. */
export function labelOf(place: Place): string {
  return aroundOf(place).label;
}

/** Smoking, alcohol and drugs: what is said of them is asked for as history. */
export function isHabit({ reading, target }: Place): boolean {
  return findCues(HABIT, reading.text, tokens(reading.text, target), { start: 0, end: 0 }).length > 0;
}

function aroundOf({ reading: { text }, sentence, target }: Place): Around {
  const ahead = folded(text.slice(Math.max(sentence.section.start, target.start - AHEAD), target.start));
  return {
    own: folded(text.slice(target.start, target.end)),
    ahead,
    behind: folded(text.slice(target.end, Math.min(sentence.end, target.end + BEHIND))),
    label: [...ahead.matchAll(LABEL)].at(-1)?.[1]?.trim() ?? '',
  };
}

function folded(text: string): string {
  return text.replace(/\s+/gu, ' ');
}

function fromCues({ reading, sentence, target }: Place): Background | undefined {
  const clause = clauseOf(reading, sentence, target);
  const wide = findCues(CUES, reading.text, clause.words, target);
  const cues = [...findCues(ASSERTION_CUES, reading.text, clause.words, target), ...wide];
  const found = wide.findLast((candidate) =>
    candidate.cue.reach === 'after' ? reachesBack(candidate, clause, cues) : reachesForward(candidate, clause, cues),
  );
  if (found === undefined) return undefined;
  const start = clause.words[found.from]?.start ?? 0;
  return { rule: 'assert.time.background', cue: { start, end: clause.words[found.to - 1]?.end ?? start } };
}

function isComplaint(own: string): boolean {
  return tokens(own).some(({ norm }) => COMPLAINT.has(norm));
}

/** The whole text is entries of a list of lasting conditions: `Hypertension.`, `Diabetes, gout and GERD.` */
function isEntry(text: string): boolean {
  if (text.length > LONGEST_LIST) return false;
  const items = text.replace(/^\W*\d{1,2}[.)]\s/u, '').split(/[,;.\n]|\s(?:and|with|&)\s/iu);
  const entries = items.filter((item) => /\p{L}/u.test(item));
  return entries.length > 0 && entries.every((item) => isLasting(item));
}

function isLasting(item: string): boolean {
  const words = tokens(item).map(({ norm }) => norm);
  const first = words.findIndex((norm) => !BEFORE_ENTRY.has(norm));
  return ENTRIES.has(words.join(' ')) || ENTRIES.has(words.slice(Math.max(0, first)).join(' '));
}
