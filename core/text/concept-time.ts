import type { AssertedStatus } from './assertion.ts';
import { clauseOf } from './clause.ts';
import { backgroundOf, isHabit, labelOf, type Place } from './concept-background.ts';
import { cueIndex, findCues } from './cue.ts';
import { NEWLY } from './cues-concept-time.ts';
import type { Range } from './reading.ts';

export type Temporality = 'Recent' | 'Historical' | 'Not particular';

export interface ToldTime {
  readonly temporality: Temporality;
  /** Stable: `assert.time.history-section`; absent where the assertion itself decides. */
  readonly rule?: string;
  readonly cue?: Range;
}

const AT_ONCE = cueIndex([[NEWLY, 'none', 'none']]);
const HISTORIES = new Set(['past-medical-history', 'past-surgical-history', 'family-history', 'social-history']);
const OF_THIS_STAY = new Set(['admitting-diagnoses', 'discharge-diagnoses', 'diagnoses']);
const STAY_LABEL = /\b(?:transfer|referring|discharge|admi\w+|final|post-?op\w*|pre-?op\w*|principal)\s+diagnos\w+(?:\(\w+\))?$/iu;
/** A test or an examination asks; it supposes nothing. */
const SOUGHT = /^(?:to )?(?:evaluat|assess|check|test|look|screen|work|sent|observ|refer|monitor|surveil)/iu;
/** `with no` is the cue of `with no history of`. */
const JUST_AFTER = 18;
const OLD_DENIAL = /histor|\bhx\b|h\/o|prior|previous|\bpast\b|never/iu;
const ALLERGY = /^(?:[a-z]+ ){0,2}allerg(?:y|ies|ic)\b/iu;

/** When a concept is said to be, in the wide sense in which annotators say "historical": what the patient brings along. */
export function timeOf(place: Place, said: AssertedStatus): ToldTime {
  if (said.status === 'hypothetical') return { temporality: SOUGHT.test(cueWords(place, said)) ? 'Recent' : 'Not particular' };
  if (said.rule === 'assert.historical.resolved' || said.rule === 'assert.family.other-person') return { temporality: 'Recent' };
  if (said.status === 'family') return { temporality: 'Historical' };
  if (HISTORIES.has(place.sentence.section.kind)) return { temporality: 'Historical', rule: 'assert.time.history-section' };
  if (said.status === 'negated') return denied(place, said);
  if (isOfThisStay(place) || isNew(place)) return { temporality: 'Recent' };
  if (said.status === 'historical' || said.rule === 'assert.present.medical-history') return { temporality: 'Historical' };
  const background = backgroundOf(place);
  return background === undefined ? { temporality: 'Recent' } : { temporality: 'Historical', ...background };
}

function denied(place: Place, said: AssertedStatus): ToldTime {
  const { reading, target } = place;
  if (OLD_DENIAL.test(cueWords(place, said))) return { temporality: 'Historical', rule: 'assert.time.denied-history' };
  if (ALLERGY.test(reading.text.slice(target.start, target.end))) return { temporality: 'Historical', rule: 'assert.time.allergy' };
  return isHabit(place) ? { temporality: 'Historical', rule: 'assert.time.habit' } : { temporality: 'Recent' };
}

/** The cue and what follows it at once, up to the concept. */
function cueWords({ reading, target }: Place, { cue }: AssertedStatus): string {
  if (cue === undefined) return '';
  const end = cue.end > target.start ? cue.end : Math.min(cue.end + JUST_AFTER, target.start);
  return reading.text.slice(cue.start, end);
}

/** A diagnosis of this stay is of today, even where an operation before it is named. */
function isOfThisStay(place: Place): boolean {
  return OF_THIS_STAY.has(place.sentence.section.kind) || STAY_LABEL.test(labelOf(place));
}

/** `past medical history of gout and recent diagnosis of pulmonary embolism` */
function isNew({ reading, sentence, target }: Place): boolean {
  const clause = clauseOf(reading, sentence, target);
  const before = reading.text.slice(Math.max(sentence.start, target.start - 3), target.start);
  return !/[,;.]\s*$/u.test(before) && findCues(AT_ONCE, reading.text, clause.words, target).some(({ to }) => to === clause.first);
}
