import { bareLine, referencesOf } from '../../clause.ts';
import type { Intent } from '../../context.ts';

const DONE = '(?:sent|mailed|faxed|submitted|appealed|put up|proposed|drafted|written off|gone out|go out|went out|filed)';
const ASKS: readonly RegExp[] = [
  new RegExp(`^(?:what|which|was|were|has|have|is|are|anything|any)\\b.*\\b${DONE}\\b`),
  /^(?:did|has|have) (?:anyone|anybody|someone|somebody|we|they|you|i)\b.*\b(?:appeal|appealed|send|sent|file|filed|submit|submitted|draft|drafted)\b/,
  /^where (?:is|are) (?:the|my|our) (?:appeal|letter|packet)s?\b/,
  /^(?:what|which|any|show|list|see|are there(?: any)?|is there(?: an?)?)\b.*\b(?:letters?|appeals?|proposals?|write-?offs?)\b(?! (?:deadline|window|rights))/,
];
const OTHERWISE =
  /\b(?:on time|timely|late|deadline|last day|until|due|days|odds|still|denied|refused|paid|payer|policy|should|could|can)\b/;

/** What was put up and sent on a claim: letters and write-offs, whoever decided on them. */
export const sent: Intent = ({ clause, claims, proposals }) => {
  const line = bareLine(clause);
  const names = referencesOf(clause, 'claim').length > 0;
  if (claims.length === 0 || proposals.length > 0 || !(names || /\b(?:it|this|that)\b/.test(line))) return undefined;
  if (OTHERWISE.test(line) || !ASKS.some((asks) => asks.test(line))) return undefined;
  return { steps: claims.map((claim) => ({ tool: 'list_work', input: { state: 'any', claim } })) };
};
