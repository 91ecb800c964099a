import { assertionOf, type AssertedStatus } from './assertion.ts';
import { timeOf, type AskedConcept, type Temporality } from './concept-time.ts';
import { locateConcept } from './locate-concept.ts';
import type { Range, Reading, Sentence } from './reading.ts';
import { readNote } from './read-note.ts';
import { tokens } from './tokens.ts';

export interface ConceptAssertion {
  readonly negation: 'Affirmed' | 'Negated';
  readonly temporality: Temporality;
  readonly experiencer: 'Patient' | 'Family member' | 'Other';
  /** The rule that said the most: `assert.negated.before`, `assert.time.history-section`. */
  readonly rule: string;
  /** The words that decided it, in the sentence; absent where a section or the default did. */
  readonly cue?: Range;
}

/** A habit given up is not one that is there. */
const GIVEN_UP = /\b(?:quit|stopped|former|formerly|ex)\b/iu;

/**
 * How a sentence asserts a concept, in the three words that annotated sets use. Possible counts as affirmed, what has
 * resolved as negated; "historical" is wider than the status of a coder, for whom a lasting disease is present.
 * Never throws: a concept that the sentence does not hold is read as the whole sentence.
 */
export function assertConcept(sentence: string, concept: string): ConceptAssertion {
  const target = locateConcept(sentence, concept);
  const reading = readNote(sentence);
  const holder = sentenceOf(reading, target);
  if (holder === undefined) return { negation: 'Affirmed', temporality: 'Recent', experiencer: 'Patient', rule: 'assert.present.default' };
  const said = assertionOf(reading, holder, target);
  const asked: AskedConcept = { reading, sentence: holder, target, said };
  const time = timeOf(asked);
  const cue = time.cue ?? said.cue;
  return {
    negation: isNegated(asked, time.rule) ? 'Negated' : 'Affirmed',
    temporality: time.temporality,
    experiencer: experiencerOf(reading.text, holder, said),
    rule: said.status === 'negated' ? said.rule : (time.rule ?? said.rule),
    ...(cue === undefined ? {} : { cue }),
  };
}

/** The sentence of the reading that holds a target; one that runs over its end is widened. */
function sentenceOf({ text, sections, sentences }: Reading, target: Range): Sentence | undefined {
  const holder = sentences.find(({ start, end }) => start <= target.start && target.end <= end);
  const section = sections.find(({ start, end }) => start <= target.start && target.start < end) ?? sections[0];
  return holder ?? (section === undefined ? undefined : { start: 0, end: text.length, section, item: false });
}

function isNegated({ reading, sentence, target, said }: AskedConcept, rule: string | undefined): boolean {
  if (said.status === 'negated' || said.rule === 'assert.historical.resolved') return true;
  if (rule !== 'assert.time.habit' && sentence.section.kind !== 'social-history') return false;
  const near = reading.text.slice(Math.max(sentence.section.body, target.start - 30), Math.min(sentence.section.end, target.end + 30));
  return GIVEN_UP.test(near) && tokens(reading.text, target).length < 4;
}

function experiencerOf(text: string, sentence: Sentence, { status, rule, cue }: AssertedStatus): ConceptAssertion['experiencer'] {
  if (rule === 'assert.family.other-person') return 'Other';
  const ofKin = cue !== undefined && /\bfamily\b/iu.test(text.slice(cue.start, cue.end));
  return status === 'family' || ofKin || sentence.section.kind === 'family-history' ? 'Family member' : 'Patient';
}
