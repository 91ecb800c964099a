import { assertConcept } from '#core/text/concept-assertion.ts';
import { requiredId, requiredText, type Fields } from './line-fields.ts';

/** How one sentence asserts one concept, in the words in which such sets are annotated. Throws Failure for a line that asks nothing. */
export function assertLine(fields: Fields): object {
  const id = requiredId(fields);
  const { negation, temporality, experiencer } = assertConcept(requiredText(fields, 'sentence'), requiredText(fields, 'concept'));
  return { id, negation, temporality, experiencer };
}
