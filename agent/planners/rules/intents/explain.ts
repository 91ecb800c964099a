import { bareLine, misshapenCode } from '../clause.ts';
import { onEach, refuse, WHICH_CODE, type Context, type Intent, type Read } from '../context.ts';

const ORDERS =
  /^(?:explain|justify|defend|describe|define|check|validate|verify|review|look up|lookup|look at|show|see|view|display|compare|give|get|details?|evidence|support|rationale|reason|proof|prove|walk|back|tell|clarify|elaborate|confirm|double-?check|and|not|trace|source|info|about|expand|regarding|the)\b/;
const QUESTION = /\b(?:why|how|what|where|which|who|when|is|was|are|were|does|did|do|can|could|should|would|will|has|have)\b/;

/** Questions without a code that go on about the one last spoken of. */
const GOES_ON = [
  /^(?:but |and )?why(?: (?:is|was|did|do|does|would|should|that|this|it|you|we|suggest|suggested|say|pick|picked|choose|chose|chosen|code|coded|so|one|not|exactly|here))*$/,
  /^how come$/,
  /^(?:explain|justify|defend|elaborate|clarify)(?: (?:it|this|that|yourself|why|more|further|on|the|code|one|your|reasoning|please|suggestion|in detail|to me))*$/,
  /^(?:what|where) (?:is|are|was|were)? ?(?:the |your )?(?:exact )?(?:evidence|support|basis|rationale|reason|reasoning|source|proof|alternatives?|confidence|guideline|words|path|wording)(?: (?:for|behind|of|to|in|on|it|this|that|the|code|come|from|support|note|chart|suggestion))*$/,
  /^(?:show|give|see|get)(?: me| us)? (?:the |your |all the |its )?(?:evidence|support|basis|rationale|reason|reasoning|alternatives|details|proof|trace|guideline|path)(?: (?:for|behind|of|to|it|this|that|the|code|suggestion))*$/,
  /^what (?:supports|backs|justifies|triggered|made you (?:pick|choose|suggest)) (?:it|this|that|this code|that code)$/,
  /^(?:are you|how) (?:sure|certain|confident)(?: (?:are you|is (?:it|that|this)|about|of|it|this|that|in))*$/,
  /^(?:is|was|are) (?:it|this|that|this code|that code|the code)(?: (?:really|actually|even|still|well|properly|fully))* (?:supported|billable|valid|right|correct|documented|in force|specific|appropriate|codable|reportable|justified)(?: .*)?$/,
  /^what (?:is|are) (?:it|that|this code|that code)(?: for)?$/,
  /^what does (?:it|that|this code|that code) mean$/,
  /^where does (?:it|that|this|that code|this code) come from$/,
  /^(?:what|how) about (?:it|this|that)$/,
  /^(?:should|can|could|may) (?:i|we) (?:accept|approve|reject|add|use|code|report) (?:it|this|that)$/,
];

/** Why a code is, or is not, suggested. One step for each code that the clause names. */
export const explain: Intent = (context) => {
  const { clause, codes, last } = context;
  const line = bareLine(clause);
  if (codes.length > 0) return asksAbout(context, line) ? explaining(context, codes) : undefined;
  if (clause.words.some(({ kind }) => kind === 'either') && /^(?:why|explain|justify|is|was|what)\b/.test(line))
    return refuse(eitherSays(context));
  const here = line.replace(/ (?:on|for|in|of) (?:encounter |case |the )*<encounter>$/, '');
  if (GOES_ON.some((goesOn) => goesOn.test(here))) return last.code === undefined ? refuse(WHICH_CODE) : explaining(context, [last.code]);
  return /^(?:why|how come|justify|explain|defend|what supports)\b/.test(line) ? refuse(misshapenCode(clause) ?? WHICH_CODE) : undefined;
};

function asksAbout({ clause, question, namesEncounter }: Context, line: string): boolean {
  if (clause.asked || QUESTION.test(line) || ORDERS.test(line)) return true;
  if (/\b(?:evidence|support|rationale|reason|explanation|alternatives|trace|details)\b/.test(line)) return true;
  return (question.code !== undefined || namesEncounter) && /^(?:or|versus|vs|not|instead of|rather than) <code>/.test(line);
}

function explaining(context: Context, codes: readonly string[]): Read {
  return onEach(context, (encounter) => codes.map((code) => ({ tool: 'explain_code', input: { encounter, code } })));
}

/** Asks what an undotted `E1042` is. */
export function eitherSays({ clause }: Context): string {
  const typed = clause.words.find(({ kind }) => kind === 'either')?.value ?? '';
  const bare = typed.slice(1);
  return `${typed} may be the encounter E-${bare} or the code E${bare.slice(0, 2)}.${bare.slice(2)}. Write it with its dash or its dot.`;
}
