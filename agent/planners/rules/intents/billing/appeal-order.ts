import { bareLine } from '../../clause.ts';
import type { Intent } from '../../context.ts';
import { WHICH_CLAIM } from './denial.ts';
import { narrowedDenials } from './denials.ts';
import { onOne } from './put-up.ts';

const LEVEL = '(?:(?:first|second|third|external|next|[123](?:st|nd|rd))(?:[ -]level)?|level [123])';
const ASKED_OF_IT = '(?:deadline|status|rights|window|dates?|history|is|was|due|odds|chances)';
const APPEAL = '(?:appeals?|reconsideration|redetermination)';
const WRITES =
  'draft|write|prepare|start|create|make|compose|begin|generate|do|file|submit|send|need|request|initiate|draw up|put together|get';

/** Orders for a letter. "appeal deadline of C-88" and "appeal rights" begin with the word and ask. */
const APPEALS: readonly RegExp[] = [
  new RegExp(
    `^(?:${WRITES})(?: (?:me|us|up|off|out|in|an?|the|our|this|that|it|level|letter|for|${LEVEL}))* ${APPEAL}(?: (?:letter|packet|request))?(?= |$)(?! ${ASKED_OF_IT}\\b)`,
  ),
  new RegExp(
    `^(?:appeal|dispute|contest)(?:$| (?:the|this|that|it|our|my|please|denials?|claims?|of|on|for|at|to|<claim>|${LEVEL})(?= |$)(?! ${ASKED_OF_IT}\\b))`,
  ),
  new RegExp(`^(?:${LEVEL} )?${APPEAL}(?: (?:letter|packet|request))?(?: (?:for|on|of))?(?: claim)? <claim>$`),
  /^(?:send|submit|fax|mail|forward|upload|provide)\b(?: (?:them|the payer|payer|in|over|up|me|us|all|of))*(?: (?:the|our|their|her|his|patient|medical|clinical|requested|supporting|chart))* (?:records?|documentation|chart notes|notes)\b(?!.*\b(?:patient|family|daughter|son|him|her)$)/,
];
const LEVELS: readonly (readonly [RegExp, string])[] = [
  [/\bsecond|\b2nd|\blevel 2\b/, 'second'],
  [/\bexternal\b/, 'external'],
  [/\bredetermination\b/, 'redetermination'],
  [/\breconsideration\b/, 'reconsideration'],
  [/\bhearing\b/, 'hearing'],
  [/\bcouncil\b/, 'council'],
];
const SEVERAL =
  /^(?:(?:draft|write|file|send|prepare) (?:an )?)?(?:appeals?|dispute|contest)(?: letters?)?(?: (?:for|on|against))? (?:all|every|everything|each|them all|both|any)\b/;
const SINGLY =
  'Each appeal is a letter of its own, made from its own claim, so none was drafted. These are the claims; say which, as in "appeal C-88".';

/** Drafts an appeal: of a claim that is named, or of the one last spoken of. For several, lists them. */
export const appeal: Intent = (context) => {
  const line = bareLine(context.clause);
  if (SEVERAL.test(line) && !/<claim>/.test(line)) {
    const listed = narrowedDenials(context);
    return 'why' in listed && listed.steps.length === 0 ? listed : { ...listed, why: SINGLY };
  }
  if (!APPEALS.some((orders) => orders.test(line))) return undefined;
  const level = LEVELS.find(([named]) => named.test(line))?.[1];
  return onOne(context.claims, WHICH_CLAIM, context, (claim) => ({
    tool: 'draft_appeal',
    input: { claim, ...(level !== undefined && { level }) },
  }));
};
