import { ASSERTION_CUES } from './assertion-cues.ts';
import type { AssertedStatus } from './assertion.ts';
import { clauseOf, type Clause } from './clause.ts';
import { cueIndex, findCues } from './cue.ts';
import { BACKGROUND_AFTER, BACKGROUND_BEFORE, COMPLAINTS, HABITS, LASTING, NEWLY, PAST_OPERATIONS } from './cues-concept-time.ts';
import { listed } from './listed.ts';
import type { Range, Reading, Sentence } from './reading.ts';
import { reachesBack, reachesForward } from './scope.ts';
import { tokens } from './tokens.ts';

export type Temporality = 'Recent' | 'Historical' | 'Not particular';

export interface ToldTime {
  readonly temporality: Temporality;
  /** Stable: `assert.time.history-list`; absent where the assertion itself decides. */
  readonly rule?: string;
  readonly cue?: Range;
}

export interface AskedConcept {
  readonly reading: Reading;
  readonly sentence: Sentence;
  readonly target: Range;
  readonly said: AssertedStatus;
}

/** How far from the concept words are read, in characters. */
const AHEAD = 200;
const BEHIND = 120;

const BACKGROUND = cueIndex([
  [BACKGROUND_BEFORE, 'historical', 'list'],
  [BACKGROUND_AFTER, 'historical', 'after'],
]);
const AT_ONCE = cueIndex([[NEWLY, 'none', 'none']]);
const ENTRIES = new Set([...listed(LASTING), ...listed(PAST_OPERATIONS)]);
const HABIT = cueIndex([[HABITS, 'none', 'none']]);
const COMPLAINT = new Set(listed(COMPLAINTS));

const HISTORIES = new Set(['past-medical-history', 'past-surgical-history', 'family-history', 'social-history']);
const OF_THIS_STAY = new Set(['admitting-diagnoses', 'discharge-diagnoses', 'diagnoses']);
const STAY_LABEL = /\b(?:transfer|referring|discharge|admi\w+|final|post-?op\w*|pre-?op\w*|principal)\s+diagnos\w+(?:\(\w+\))?$/iu;
/** A test or an examination asks; it supposes nothing. */
const SOUGHT = /^(?:to )?(?:evaluat|assess|check|test|look|screen|work|sent|observ|refer|monitor|surveil)/iu;
/** `with no` is the cue of `with no history of`. */
const JUST_AFTER = 18;
const OLD_DENIAL = /histor|\bhx\b|h\/o|prior|previous|\bpast\b|never/iu;
const ALLERGY = /^(?:[a-z]+ ){0,2}allerg(?:y|ies|ic)\b/iu;
const HISTORY_LABEL =
  /\b(?:medical|surgical|social|menstrual|gyn\w*|ob\w*|birth|psychiatric|cardiac|smoking|substance|past|personal|family|developmental)\s+history$|^\W*(?:p\.?m\.?h\.?x?|p\.?s\.?h\.?x?|s\.?h\.?|f\.?h\.?x?)$/iu;
const HABIT_LABEL = /\b(?:alcohol|etoh|tobacco|smoking|drugs?|habits|substances?(?: use)?|social history)$/iu;
const LABEL = /(?:^|[\s;.}])([\p{L}][\p{L} /&'()-]{1,40})(?::|\s-\s)(?=\s)/gu;
const TREATED = /^\s*,?\s*(?:\([^)]{0,20}\)\s*)?,?\s*(?:status[- ]post|s\/p)\s(?!.{0,25}\bbiops)/iu;
const TOLD_OF_OLD_TEST = /\bin the past\b[^.;]{0,40}\b(?:show|reveal|demonstrat|found)\w*\b[^.;]{0,40}$/iu;
const DIAGNOSED_THEN = /^[^.;,]{0,25}\b(?:at that time|back then)\b/iu;
const PATIENT_WITH = /(?:year|month|y\.?o\.?)[- ]?(?:old)?\b[^.;:]{0,60}\bwith(?:\s+(?:a|an|known|underlying|chronic|multiple))*\s+$/iu;
const WHO_COMES =
  /^\s*(?:,\s*)?(?:who\s+(?:presents?|presented|is admitted|was admitted|came|comes|is here)|presenting|presents|presented|admitted|here)\b/iu;
const STOPPED = /\b(?:quit|stopped|former|formerly|ex-|discontinued|used to|none|never|was a|were)\b/iu;

/** When a concept is said to be, in the wide sense in which annotators say "historical": what the patient brings along. */
export function timeOf(asked: AskedConcept): ToldTime {
  const { said } = asked;
  if (said.status === 'hypothetical') return supposed(asked);
  if (said.rule === 'assert.historical.resolved') return { temporality: 'Recent' };
  const history = HISTORIES.has(asked.sentence.section.kind);
  if (said.status === 'family') return { temporality: 'Historical' };
  if (said.status === 'negated') return denied(asked, history);
  if (history) return { temporality: 'Historical', rule: 'assert.time.history-section' };
  const past = said.status === 'historical' || said.rule === 'assert.present.medical-history';
  if (past && !isOfThisStay(asked) && !isNew(asked)) return { temporality: 'Historical' };
  return isOfThisStay(asked) || isNew(asked) ? { temporality: 'Recent' } : background(asked);
}

function supposed({ reading, said }: AskedConcept): ToldTime {
  const words = said.cue === undefined ? '' : reading.text.slice(said.cue.start, said.cue.end);
  return { temporality: SOUGHT.test(words) ? 'Recent' : 'Not particular' };
}

function denied(asked: AskedConcept, history: boolean): ToldTime {
  if (history) return { temporality: 'Historical', rule: 'assert.time.history-section' };
  const { reading, said, target } = asked;
  const denial =
    said.cue === undefined ? '' : singleSpaced(reading.text.slice(said.cue.start, Math.min(said.cue.end + JUST_AFTER, target.start)));
  if (OLD_DENIAL.test(denial)) return { temporality: 'Historical', rule: 'assert.time.denied-history' };
  if (ALLERGY.test(reading.text.slice(target.start, target.end))) return { temporality: 'Historical', rule: 'assert.time.allergy' };
  return isHabit(asked) ? { temporality: 'Historical', rule: 'assert.time.habit' } : { temporality: 'Recent' };
}

/** Wider than the assertion of a coder, for whom a disease that lasts is there. */
function background(asked: AskedConcept): ToldTime {
  const { reading, sentence, target } = asked;
  const ahead = singleSpaced(reading.text.slice(Math.max(sentence.section.start, target.start - AHEAD), target.start));
  const behind = singleSpaced(reading.text.slice(target.end, Math.min(sentence.end, target.end + BEHIND)));
  const label = labelOf(ahead);
  if (HISTORY_LABEL.test(label)) return { temporality: 'Historical', rule: 'assert.time.history-label' };
  if (isHabit(asked) && (HABIT_LABEL.test(label) || namesHabit(asked, behind) || STOPPED.test(ahead.slice(-30)))) {
    return { temporality: 'Historical', rule: 'assert.time.habit' };
  }
  if (TREATED.test(behind)) return { temporality: 'Historical', rule: 'assert.time.treated' };
  if (TOLD_OF_OLD_TEST.test(ahead)) return { temporality: 'Historical', rule: 'assert.time.old-test' };
  if (/diagnos/iu.test(ahead.slice(-40)) && DIAGNOSED_THEN.test(behind)) {
    return { temporality: 'Historical', rule: 'assert.time.diagnosed-then' };
  }
  if (!isComplaint(asked) && PATIENT_WITH.test(ahead) && WHO_COMES.test(behind)) {
    return { temporality: 'Historical', rule: 'assert.time.patient-with' };
  }
  return isEntry(asked) ? { temporality: 'Historical', rule: 'assert.time.bare-entry' } : fromCues(asked);
}

function fromCues({ reading, sentence, target }: AskedConcept): ToldTime {
  const clause = clauseOf(reading.text, sentence, target);
  const wide = findCues(BACKGROUND, reading.text, clause.words, target);
  const cues = [...findCues(ASSERTION_CUES, reading.text, clause.words, target), ...wide];
  const found = wide.findLast((candidate) =>
    candidate.cue.reach === 'after' ? reachesBack(candidate, clause, cues) : reachesForward(candidate, clause, cues),
  );
  if (found === undefined) return { temporality: 'Recent' };
  const start = clause.words[found.from]?.start ?? 0;
  return { temporality: 'Historical', rule: 'assert.time.background', cue: { start, end: clause.words[found.to - 1]?.end ?? start } };
}

function singleSpaced(text: string): string {
  return text.replace(/\s+/gu, ' ');
}

/** The last label before the target: `Menstrual History:`. */
function labelOf(ahead: string): string {
  return [...ahead.matchAll(LABEL)].at(-1)?.[1]?.trim() ?? '';
}

function isOfThisStay({ reading, sentence, target }: AskedConcept): boolean {
  if (OF_THIS_STAY.has(sentence.section.kind)) return true;
  return STAY_LABEL.test(labelOf(reading.text.slice(Math.max(sentence.section.start, target.start - AHEAD), target.start)));
}

/** `past medical history of gout and recent diagnosis of pulmonary embolism` */
function isNew({ reading, sentence, target }: AskedConcept): boolean {
  const clause = clauseOf(reading.text, sentence, target);
  return findCues(AT_ONCE, reading.text, clause.words, target).some(({ to }) => to === clause.first) && !/[,;.]\s*$/u.test(before(clause));
}

function before({ text, target }: Clause): string {
  return text.slice(Math.max(0, target.start - 3), target.start);
}

function isHabit({ reading, target }: AskedConcept): boolean {
  return findCues(HABIT, reading.text, tokens(reading.text, target), { start: 0, end: 0 }).length > 0;
}

/** `TOBACCO: quit in 1958`: the habit is the label itself. */
function namesHabit(_asked: AskedConcept, behind: string): boolean {
  return /^\s*(?:use|abuse|history|intake|consumption)?\s*(?::|\s-\s)/iu.test(behind);
}

function isComplaint({ reading, target }: AskedConcept): boolean {
  return tokens(reading.text, target).some(({ norm }) => COMPLAINT.has(norm));
}

/** The whole text is entries of a list of lasting conditions: `Hypertension.`, `Diabetes, gout and GERD.` */
function isEntry({ reading }: AskedConcept): boolean {
  if (reading.text.length > 300) return false;
  const items = reading.text.replace(/^\W*\d{1,2}[.)]\s/u, '').split(/[,;.\n]|\s(?:and|with|&)\s/iu);
  const names = items
    .map((item) =>
      tokens(item)
        .map(({ norm }) => norm)
        .join(' ')
        .replace(/^and /u, ''),
    )
    .filter((name) => name !== '');
  return names.length > 0 && names.every((name) => ENTRIES.has(name));
}
