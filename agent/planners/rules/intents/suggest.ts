import { bareLine } from '../clause.ts';
import { onEach, type Intent } from '../context.ts';

const CODING_NOUN =
  '(?:icd(?:-?10)?(?:-cm)?|codes?|coding|diagnos[ei]s|diagnos[ei]s codes?|dx|dxs|dx codes?|code set|suggestions?|principal diagnosis|pdx|final codes?)';

const ASKS = [
  /^(?:re-?code|code|abstract|auto-?code|code up|start coding|begin coding|do the coding)(?: (?:up|out|for|on|of|now|the|this|that|it|encounter|chart|case|one|patient|stay|visit|account|again|everything|<encounter>|and))*$/,
  /^what (?:would|should|could|do|did|can) (?:you|we|i|one) (?:code|assign|suggest|recommend|pick|report|use)\b/,
  /^how (?:would|should|do|could|can|did) (?:you|we|i|one|this|it|<encounter>|this (?:case|encounter|chart)) (?:be )?code[ds]?\b/,
  /^what (?:can|should|could|would|may|is to|gets|has to|needs to|is) (?:be )?(?:coded|reported|coding)\b/,
  new RegExp(
    `^(?:suggest|recommend|assign|pick|generate|produce|run|list|show|get|give|see|find|view|review|pull|display|refresh|update)\\b(?: (?:me|us|up|all|the|a|some|your|my|any|of|for|new|current|suggested|recommended|possible|proposed|supported|icd|icd-10|icd10|icd-10-cm|cm|icd10cm|final|full|list|set|working|coder|on|<encounter>|is|are))* (?:${CODING_NOUN}|coder)\\b`,
  ),
  new RegExp(
    `^(?:what|which)(?: is| are| would be| were)?(?: (?:the|your|my|all|of|supported|suggested|possible|final|current|icd-10-cm|icd-10|icd10|icd|cm|principal|secondary|first-listed|best|right|correct|working))* ${CODING_NOUN}\\b`,
  ),
  new RegExp(
    `^(?:the |any |all )?(?:suggested |icd-10 |icd-10-cm |possible )?${CODING_NOUN}(?: (?:please|for|on|of|in|encounter|case|chart|this|the|<encounter>))*$`,
  ),
  new RegExp(`^<encounter>(?: (?:icd-10|suggested|the))* ${CODING_NOUN}$`),
  /\b(?:what|anything|which|is there|are there|did we|have we|did i)\b.*\b(?:miss(?:ed|ing)? (?:any )?codes?|under-?coded|over-?coded|codes? (?:are |were )?(?:missed|missing)|uncoded)\b/,
  /^what (?:is|are we|am i|else is) (?:still )?missing(?: (?:from|on|in|for|the|this|chart|encounter|case|documentation|<encounter>))*$/,
  /^(?:is|are) (?:the )?(?:<encounter>|this (?:chart|encounter|case)|it|chart|encounter|case)(?: <encounter>)? (?:ready (?:to (?:be )?code[ds]?|for coding)|codable|codeable|complete)\b/,
  /^why (?:(?:is|was|are|were) (?!it\b|this\b|that\b).+ (?:not|never|no longer) (?:coded|suggested|picked up|captured|reported)|(?:did|do|does) (?:(?:you|we|it|the coder) not|not (?:you|we|it|the coder)) (?:code|suggest|pick up|capture|report) (?!it\b|this\b|that\b).+|(?:is|was|are) there no code for .+|no code for .+|is there no .+ code)\b/,
  /^(?:can|could) (?:you |i |we )?(?:code )?(?:<encounter>|this (?:chart|encounter|case)) (?:be )?coded\b/,
];

const AGAINST_CLAIM = [
  /^(?:compare|check|match|reconcile|hold|contrast|validate|verify|audit|review) (?:the |this |that |our |its )?claim(?:s| codes)?\b.*\b(?:with|against|to|and|versus|vs) (?:the |this |what )?(?:charts?|notes?|records?|documentation|codes?|suggest\w*|supported)\b/,
  /^(?:compare|check|match|reconcile|contrast) (?:the |this |what )?(?:charts?|notes?|documentation|suggested codes|codes?) (?:with|against|to|and|versus|vs) (?:the |this |our )?claim\b/,
  /^(?:does|do|did|is|are|how does|how do) (?:the |this )?(?:claim|claims)\b.*\b(?:match|agree|fit|differ|compare|supported)\b/,
  /^(?:what|which|anything|any)\b.*\b(?:on|from) (?:the |this )?claim\b.*\b(?:not|un)[ -]?(?:supported|documented|in the chart)\b/,
];

/** How the claim on file differs from what the chart supports. Tried before the refusal of everything else about claims. */
export const againstClaim: Intent = (context) => {
  const { clause, codes } = context;
  if (codes.length > 0 || !AGAINST_CLAIM.some((asks) => asks.test(bareLine(clause)))) return undefined;
  return onEach(context, (encounter) => [{ tool: 'suggest_codes', input: { encounter, show: 'claims' } }]);
};

const PAYMENT =
  /^(?:(?:show|list|give|see|what|which) (?:me |us |are |is )*)?(?:the |its |all )*(?:payment|hcc|mcc|cc|cc and mcc|mcc and cc|risk adjustment|severity) (?:and (?:payment|hcc|mcc|cc|severity) )?flags?\b/;

/** Payment categories of the suggested codes: the tool shows them to those who choose none. Tried before the refusal of all else about pay. */
export const paymentFlags: Intent = (context) => {
  const { clause, codes } = context;
  if (codes.length > 0 || !PAYMENT.test(bareLine(clause))) return undefined;
  return onEach(context, (encounter) => [{ tool: 'suggest_codes', input: { encounter, show: 'payment' } }]);
};

/** Runs the coder on an encounter. */
export const suggest: Intent = (context) => {
  const { clause, codes } = context;
  if (codes.length > 0 || !ASKS.some((asks) => asks.test(bareLine(clause)))) return undefined;
  return onEach(context, (encounter) => [{ tool: 'suggest_codes', input: { encounter } }]);
};
