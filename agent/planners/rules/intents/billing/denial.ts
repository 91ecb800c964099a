import { bareLine, referencesOf, type Clause } from '../../clause.ts';
import { refuse, type Context, type Intent } from '../../context.ts';

export const WHICH_CLAIM = 'Which claim? Name it, as in "why was C-88 denied?". "list the denials" lists those that were refused.';

const CLAIM = '(?:<claim>|(?:it|this|that|the|this claim|that claim|the claim|this denial|that denial|the denial)(?= |$))';
const REFUSED = '(?:denied|refused|rejected|not paid|unpaid|underpaid|short ?paid|cut|reduced|turned down|bounced|kicked back|disallowed)';

/** Questions for why a payer refused a claim, and what became of it. */
const ASKS: readonly RegExp[] = [
  new RegExp(`^(?:but |and )?(?:why|how come) (?:was|is|were|has|have|did) .*${REFUSED}`),
  new RegExp(`^(?:but |and )?(?:why|how come) (?:did|does|has|have|would) .*(?:deny|denied|refuse|reject|cut|reduce|pay|paid|disallow)\\b`),
  new RegExp(`^(?:was|were|is|are|has|have|did) .*${CLAIM}.*(?:${REFUSED}|paid|pay|answered|processed|adjudicated|settled)\\b`),
  new RegExp(`^(?:what|whatever) (?:happened|became|is going on|is happening|is wrong|went wrong|is up)(?: to| of| with| on)? ${CLAIM}`),
  new RegExp(`^what (?:did|does|has|have) .*(?:pay|paid|say|said|deny|denied|allow|allowed|do|done|cut|adjust|adjusted)\\b.*<claim>`),
  new RegExp(
    `^(?:what|when|until when|how long)\\b.*(?:deadline|last day|time limit|appeal|days left|carc|rarc|remark|reason codes?|denial codes?)\\b`,
  ),
  /^(?:explain|show|open|look up|lookup|look at|see|view|display|get|give|pull up|bring up|check|status of|read|details? (?:of|on|for)|tell|describe)\b.*(?:<claim>|\bdenials? (?:of|on|for) (?:it|this|that))/,
  /^(?:the )?(?:denials?|status|remittance|remit|era|eob|payment|adjustments?|denial reason|reason codes?)(?: codes?| reasons?)? (?:of|on|for|for claim|on claim|of claim) (?:the )?<claim>/,
  /^(?:claim )?<claim>(?: denial| status)?$/,
  /^(?:should|can|could|may|must|do|is it|would it be) (?:i|we|worth|too late)\b.*\bappeal/,
  /^(?:the )?(?:denial |appeal )?(?:reasons?|deadline|due date|status|last day|window|rights|odds|chances|time left|days left)(?: (?:for|of|on) (?:it|this|that)| left)?$/,
  /^how (?:long|many days|much time)(?: (?:do|have|is|are) (?:i|we|there))?(?: (?:have|got))?(?: left| remaining| to appeal| for (?:it|this|that))*$/,
  /^(?:is|was|can|could|when (?:does|is|must|do)|did|has|have|what (?:did|do|does|are)) (?:it|this|that|they|we|i|the (?:payer|odds|chances)|our (?:odds|chances))\b.*\b(?:timely|appeal(?:ed|able)?|expired?|due|odds|chances|worth|late|pay|paid|deny|denied|say|said)\b/,
  /^what (?:are|is) (?:the|our|my) (?:odds|chances)\b/,
];

/** Why a claim was refused. Only where the message names a claim, or the conversation is about one. */
export const denial: Intent = (context) => {
  const { clause, claims } = context;
  const line = bareLine(clause);
  const names = referencesOf(clause, 'claim').length > 0;
  if (!ASKS.some((asks) => asks.test(line))) return undefined;
  if (!names && (!speaksOfClaim(context, line) || speaksOfCode(clause, line))) return undefined;
  return claims.length === 0 ? refuse(WHICH_CLAIM) : { steps: claims.map((claim) => ({ tool: 'lookup_denial', input: { claim } })) };
};

/** "why was it denied?" asks on where a claim was spoken of; "why was the claim denied?" is about one in any case. */
function speaksOfClaim({ claims, codes }: Context, line: string): boolean {
  if (codes.length > 0) return false;
  if (/\b(?:claim|denial|denied|carc|rarc|remittance|remit)\b/.test(line)) return true;
  return (
    claims.length > 0 &&
    /\b(?:it|this|that|they|deadline|due|last day|appeal|paid|pay|long|days|time|odds|chances|reasons?|status)\b/.test(line)
  );
}

/** "what is denial code 29?" is about the code. */
function speaksOfCode(clause: Clause, line: string): boolean {
  return referencesOf(clause, 'adjustment').length > 0 && !/\b(?:it|this|that|they|why)\b/.test(line);
}
