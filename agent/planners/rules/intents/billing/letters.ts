import { bareLine } from '../../clause.ts';
import type { Intent } from '../../context.ts';

const LETTER =
  /^(?:show|read|open|see|view|display|print|get|give|bring|pull(?: up)?|what (?:does|is|was)|let me see)\b.*\b(?:letter|appeal letter|packet)\b/;

/** Reads the letter of an appeal that is named by its proposal. */
export const letters: Intent = ({ clause, proposals }) => {
  if (proposals.length === 0 || !LETTER.test(bareLine(clause))) return undefined;
  const enclosures = /\b(?:packet|enclosures?|with (?:all|everything))\b/.test(clause.line);
  return { steps: proposals.map((proposal) => ({ tool: 'read_letter', input: { proposal, ...(enclosures && { enclosures }) } })) };
};
