import { assertionOf, type AssertedStatus } from './assertion.ts';
import { isHabit, type Place } from './concept-background.ts';
import { timeOf, type Temporality } from './concept-time.ts';
import { locateConcept } from './locate-concept.ts';
import type { Range, Reading, Sentence } from './reading.ts';
import { readNote } from './read-note.ts';

export interface ConceptAssertion {
  readonly negation: 'Affirmed' | 'Negated';
  readonly temporality: Temporality;
  readonly experiencer: 'Patient' | 'Family member' | 'Other';
  /** The rule that said the most: `assert.negated.before`, `assert.time.history-section`. */
  readonly rule: string;
  /** The words that decided it, in the sentence; absent where a section or the default did. */
  readonly cue?: Range;
}

const GIVEN_UP_AHEAD = /(?<!\bto )\b(?:quit|stopped|former|formerly|ex)\b[\s-]*(?:\w+\s){0,2}$/iu;
const GIVEN_UP_BEHIND = /^\s*(?:use|abuse|history)?\s*[:-]\s*(?:(?:he|she|patient|pt)\s)?(?:has\s)?(?:quit|stopped|former|formerly)\b/iu;
const GIVEN_UP_WITHIN = 40;
/** Told of and over in the same breath: `weakness, although that had resolved`. */
const OVER_BY_NOW =
  /^[^.;]{0,25}?\b(?:although|but|which|that)\s(?:\w+\s){0,3}?(?:has|have|had|seem\w*\sto\shave|appear\w*\sto\shave)\s(?:\w+\s){0,2}?(?:resolved|subsided|gone away|cleared)\b/iu;
const OVER_WITHIN = 100;

/**
 * How a sentence asserts a concept, in the words that annotated sets use. Possible counts as affirmed, what has
 * resolved as negated; "historical" is wider than the status of a coder, for whom a lasting disease is present.
 * Never throws: a concept that the sentence does not hold is read as the whole sentence.
 */
export function assertConcept(sentence: string, concept: string): ConceptAssertion {
  const target = locateConcept(sentence, concept);
  const reading = readNote(sentence);
  const holder = sentenceOf(reading, target);
  if (holder === undefined) return { negation: 'Affirmed', temporality: 'Recent', experiencer: 'Patient', rule: 'assert.present.default' };
  const place: Place = { reading, sentence: holder, target };
  const said = overByNow(place, assertionOf(reading, holder, target));
  const time = timeOf(place, said);
  const cue = time.cue ?? said.cue;
  return {
    negation: said.status === 'negated' || said.rule === 'assert.historical.resolved' || isGivenUp(place) ? 'Negated' : 'Affirmed',
    temporality: time.temporality,
    experiencer: experiencerOf(place, said),
    rule: said.status === 'negated' ? said.rule : (time.rule ?? said.rule),
    ...(cue === undefined ? {} : { cue }),
  };
}

/** The sentence of the reading that holds a target; one that runs over its end is widened to the whole. */
function sentenceOf({ text, sections, sentences }: Reading, target: Range): Sentence | undefined {
  const holder = sentences.find(({ start, end }) => start <= target.start && target.end <= end);
  const section = sections.find(({ start, end }) => start <= target.start && target.start < end) ?? sections[0];
  return holder ?? (section === undefined ? undefined : { start: 0, end: text.length, section, item: false });
}

/** For a coder it was there, as what brought the patient; for a reader of this sentence it is over. */
function overByNow({ reading, sentence, target }: Place, said: AssertedStatus): AssertedStatus {
  if (said.status !== 'present') return said;
  const behind = reading.text.slice(target.end, Math.min(sentence.end, target.end + OVER_WITHIN)).replace(/\s+/gu, ' ');
  return OVER_BY_NOW.test(behind) ? { status: 'historical', rule: 'assert.historical.resolved' } : said;
}

/** `Former tobacco`, `Tobacco: quit in 1999`: a habit given up is not one that is there. */
function isGivenUp(place: Place): boolean {
  const { reading, sentence, target } = place;
  if (!isHabit(place)) return false;
  const ahead = reading.text.slice(Math.max(sentence.section.body, target.start - GIVEN_UP_WITHIN), target.start);
  const behind = reading.text.slice(target.end, Math.min(sentence.section.end, target.end + GIVEN_UP_WITHIN));
  return GIVEN_UP_AHEAD.test(ahead) || GIVEN_UP_BEHIND.test(behind);
}

function experiencerOf({ reading, sentence }: Place, { status, rule, cue }: AssertedStatus): ConceptAssertion['experiencer'] {
  if (rule === 'assert.family.other-person') return 'Other';
  const ofKin = cue !== undefined && /\bfamily\b/iu.test(reading.text.slice(cue.start, cue.end));
  return status === 'family' || ofKin || sentence.section.kind === 'family-history' ? 'Family member' : 'Patient';
}
