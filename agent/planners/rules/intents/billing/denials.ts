import { bareLine, typed, type Clause } from '../../clause.ts';
import type { Intent } from '../../context.ts';

const REFUSALS =
  '(?:denials?|denied claims?|refused claims?|refusals?|rejected claims?|unpaid claims?|appeals? (?:to|i should) (?:file|write|work))';

const LISTS: readonly RegExp[] = [
  new RegExp(
    `^(?:list|show|give|get|see|open|display|pull|what|which|any|all|my|our|the|are there|is there|how many)\\b.*\\b${REFUSALS}\\b`,
  ),
  new RegExp(
    `^(?:open |all |new |recent )?${REFUSALS}(?: (?:to work|worklist|work list|queue|list|inventory|by .*|of .*|from .*|for .*|since .*|trends?.*))?$`,
  ),
  /\b(?:denials?|denial) (?:work ?list|queue|inventory|trends?|report|dashboard|rates?)\b/,
  /^(?:which|what) (?:claims?|denials?)\b.*\b(?:work|appeal|chase|first|next)\b/,
  /^(?:what|which) should (?:i|we) (?:appeal|chase|work)(?: first| next| now| today)?$/,
  /^(?:who|which payers?|which insurers?|what payers?) (?:denies|deny|refuses|refuse|denied|rejects)\b/,
];
/** What a biller means by it; a coder means charts and proposals. */
const FIRST = /^what (?:should|do|can|must) (?:i|we) (?:work(?: on)?|do)(?: first| next| now| today)*$/;
const BILLING = new Set(['biller', 'billing-lead']);

const TRENDS: readonly (readonly [RegExp, string])[] = [
  [/\bby (?:the )?(?:payers?|insurers?|insurance)\b|^(?:who|which payers?|which insurers?|what payers?)\b/, 'payer'],
  [/\bby (?:the )?(?:carc|codes?|reason codes?)\b/, 'code'],
  [/\bby (?:the )?months?\b/, 'month'],
  [/\bby (?:the )?(?:editions?|rules?)\b/, 'edition'],
  [/\bby (?:the )?(?:reasons?|famil(?:y|ies)|kinds?|types?|causes?)\b|\btrends?\b|\brates?\b|\breport\b|\bdashboard\b/, 'family'],
];

const FAMILIES: readonly (readonly [RegExp, string])[] = [
  [/\bbundl\w*\b/, 'bundling'],
  [/\b(?:authori[sz]ation|auth|pre-?cert\w*)\b/, 'authorisation'],
  [/\beligib\w*\b/, 'eligibility'],
  [/\btimely(?:[ -]filing)?\b/, 'timely-filing'],
  [/\bduplicates?\b/, 'duplicate'],
  [/\bcoordination|\bcob\b/, 'coordination'],
  [/\bmedical[ -]necessity|\bmed nec\b/, 'medical-necessity'],
  [/\bnon-?covered|\bnot covered\b/, 'non-covered'],
  [/\bmissing[ -](?:information|info)|\brecords\b/, 'missing-information'],
  [/\bcoding\b/, 'coding'],
  [/\bclinical[ -]validation\b/, 'clinical-validation'],
  [/\bmaximum|\bunits\b/, 'maximum'],
];

/** The refused claims in the order to work them, or counted. */
export const denials: Intent = ({ clause, question }) => {
  const line = bareLine(clause);
  const first =
    FIRST.test(line) && question.roles.some((role) => BILLING.has(role)) && !question.roles.some((role) => role.startsWith('cod'));
  if (!first && !LISTS.some((lists) => lists.test(line))) return undefined;
  if (clause.words.some(({ kind }) => kind === 'claim' || kind === 'code' || kind === 'encounter')) return undefined;
  const trends = TRENDS.find(([asks]) => asks.test(line))?.[1];
  const family = FAMILIES.find(([named]) => named.test(line))?.[1];
  const payer = payerIn(clause);
  const since = /\bsince (\d{4}-\d\d-\d\d)\b/.exec(clause.line)?.[1];
  return {
    steps: [
      {
        tool: 'list_denials',
        input: {
          ...(payer !== undefined && { payer }),
          ...(family !== undefined && { family }),
          ...(since !== undefined && { since }),
          ...(trends !== undefined && { trends }),
        },
      },
    ],
  };
};

/** "the denials of Harbor Health": what stands after the last "of", "from" or "by", unless it is what to count by. */
function payerIn(clause: Clause): string | undefined {
  const found =
    /\b(?:of|from|by|for) ((?!(?:the )?(?:payers?|insurers?|insurance|carc|codes?|reasons?|reason codes?|months?|editions?|rules?|famil(?:y|ies)|kinds?|types?|causes?|me|us|today|this|my|our)\b)[a-z][a-z0-9 &'-]*?)(?: since .*| by .*| trends?)?$/d.exec(
      clause.line,
    );
  const range = found?.indices?.[1];
  return range === undefined ? undefined : typed(clause, range[0], range[1]);
}
