import { bareLine, referencesOf } from '../../clause.ts';
import type { Intent } from '../../context.ts';

const ASKS =
  /^(?:show|open|list|see|view|read|display|get|give|pull|bring|look|find|print|what|which|who|why|when|how|is|are|was|were|does|did|has|have|any|all|the|my|our|latest|newest|recent|last|status|details?|remit\w*|eras?|835s?|eobs?|quarantin\w*|<remittance>)\b|^<remittance>/;
const NOUN = /\b(?:remits?|remittances?|remittance advices?|835s?|eras?|eobs?)\b/;
const QUARANTINED = /\bquarantin\w*\b|\b(?:not|un|never|out of)[ -]?balanc\w*|\bunbalanced\b|\b(?:off|held|stuck)\b/;

/** Remittances as they were brought in: one by its number, those that do not balance, or the newest. */
export const remittances: Intent = ({ clause }) => {
  const line = bareLine(clause);
  if (!ASKS.test(line) || clause.words.some(({ kind }) => kind === 'claim' || kind === 'encounter' || kind === 'proposal'))
    return undefined;
  const named = referencesOf(clause, 'remittance');
  if (named.length > 0) return { steps: named.map((remittance) => ({ tool: 'show_remittances', input: { remittance } })) };
  const quarantined = QUARANTINED.test(line);
  if (!NOUN.test(line) && !/\bquarantin\w*\b/.test(line)) return undefined;
  return { steps: [{ tool: 'show_remittances', input: quarantined ? { state: 'quarantined' } : {} }] };
};
