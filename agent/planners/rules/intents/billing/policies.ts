import { bareLine, typed } from '../../clause.ts';
import type { Intent } from '../../context.ts';

/** The one group of each is the words to look for. */
const ASKS: readonly RegExp[] = [
  /^(?:find|search(?: for)?|look (?:up|for)|show|get|give|quote|pull up|open|list|see)\b(?: \S+){0,4} (?:polic(?:y|ies)(?: (?:library|clauses?))?|clauses?)(?: (?:of|from) \S+)? (?:about|on|for|regarding|that mentions?|mentioning) (.+)$/d,
  /^(?:what|which)\b(?: \S+){0,4} (?:polic(?:y|ies)(?: (?:library|clauses?))?|clauses?)(?: (?:of|from) \S+)? (?:says?|is|are|there is|there are|mentions?|covers?)(?: (?:about|on|for|regarding))? (.+)$/d,
  /^(?:what (?:is|are) )?(?:the )?[a-z0-9][a-z0-9 &.-]*? (?:medical |payment |coverage )?polic(?:y|ies) (?:on|about|for|regarding) (.+)$/d,
];

/** "what does Bramble Mutual's policy say": whose policy it is, where the words name a payer. */
const PAYER =
  /^(?:what (?:does|do|did|is|are) )?(?!(?:find|search|look|show|get|give|quote|pull|open|list|see|what|which|the|our|your|this|a|any|their)\b)(?:the )?(?!(?:the|our|your|this|a|any|their) (?:medical |payment |coverage )?polic)(?:the )?([a-z0-9][a-z0-9 &.-]*?)(?:['’]s?)? (?:medical |payment |coverage )?polic(?:y|ies)\b/d;

/** Clauses of payers' policies and of the law, by words. Who may do what by Countersign's own policy is another question. */
export const policies: Intent = ({ clause }) => {
  if (/\b(?:who|whom|may|allowed|approve|decide|sign)\b/.test(clause.line)) return undefined;
  if (clause.words.some(({ kind }) => kind === 'encounter' || kind === 'document' || kind === 'proposal')) return undefined;
  const line = bareLine(clause);
  for (const asks of ASKS) {
    const range = asks.exec(line)?.indices?.[1];
    if (range === undefined) continue;
    const named = PAYER.exec(line)?.indices?.[1];
    const payer = named === undefined ? undefined : typed(clause, named[0], named[1]).replace(/['’]s?$/u, '');
    return { steps: [{ tool: 'find_policy', input: { words: typed(clause, range[0], range[1]), ...(payer !== undefined && { payer }) } }] };
  }
  return undefined;
};
