import { assertionOf, type AssertedStatus } from '#core/text/assertion.ts';
import { readNote } from '#core/text/read-note.ts';
import { requiredId, requiredText, type Fields } from './line-fields.ts';

/** How one sentence asserts one concept, in the words in which such sets are annotated. Throws Failure for a line that asks nothing. */
export function assertLine(fields: Fields): object {
  const sentence = requiredText(fields, 'sentence');
  const concept = requiredText(fields, 'concept');
  return { id: requiredId(fields), ...assertConcept(sentence, concept) };
}

function assertConcept(sentence: string, concept: string) {
  const said = statusOf(sentence, concept);
  const historical = said.status === 'historical' || said.rule === 'assert.present.medical-history';
  return {
    negation: said.status === 'negated' ? 'Negated' : 'Affirmed',
    temporality: said.status === 'hypothetical' ? 'Not particular' : historical ? 'Historical' : 'Recent',
    experiencer: said.status === 'family' ? 'Family member' : 'Patient',
  };
}

function statusOf(text: string, concept: string): AssertedStatus {
  const target = locate(text, concept);
  const reading = readNote(text);
  const sentence = reading.sentences.find(({ start, end }) => start <= target.start && target.end <= end);
  const section = reading.sections[0];
  if (sentence !== undefined) return assertionOf(reading, sentence, target);
  if (section === undefined) return { status: 'present', rule: 'assert.present.default' };
  return assertionOf(reading, { start: 0, end: text.length, section, item: false }, target);
}

/** The concept stands in capitals, or however else it is written. */
function locate(text: string, concept: string): { start: number; end: number } {
  const exact = text.indexOf(concept.toUpperCase());
  const start = Math.max(0, exact === -1 ? text.toLowerCase().indexOf(concept.toLowerCase()) : exact);
  return { start, end: Math.min(text.length, start + concept.length) };
}
