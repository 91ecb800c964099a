import type { Intent } from '../context.ts';

const ASKS = [
  /\b(?:waiting|awaiting)\b/,
  /\b(?:queue|work ?list|worklist|work ?queue|wq|inbox|backlog|to ?-?do(?: list)?)\b/,
  /\b(?:what|anything|which|show|list|any|are there|is there|see|get|give|how many|all|my|the|open)\b.*\b(?:pending|outstanding|unsigned|undecided|open (?:proposals?|items?|cases?|charts?|work))\b/,
  /^(?:pending|outstanding|open|unsigned)(?: (?:proposals?|items?|work|cases?|charts?|approvals?|decisions?|signatures?))?(?: (?:for|on|in) (?:me|<encounter>))?$/,
  /\bneeds? (?:my|a|an|your|our|to be|me) (?:signature|approval|attention|decision|review|countersignature|action|signed|approved|decided|to (?:sign|approve|decide|review))\b/,
  /\bwhat (?:is|are) (?:on my (?:plate|desk|list)|due|left|next|there to do|new|up next|assigned to me|still open)\b/,
  /\bwhat (?:should|do|can|must) i (?:do|work on|review|sign|code|look at|have to (?:do|sign|review)|need to (?:do|sign|review))(?: next| first| now| today| on)*$/,
  /\bwhat (?:do|have) (?:i|we) (?:have|got|need)(?: to (?:do|sign|review|approve|decide))?(?: next| today| now| left)*$/,
  /\b(?:my|the|list(?: of)?|show(?: me)?(?: all| the)*|which|what|all|how many|any) (?:the |of the |my |all )*(?:tasks?|work|workload|cases|charts|encounters|proposals|assignments|approvals|items)(?: (?:are|do|there|i|we|have|to|be|today|coded|need|needs|ready|exist|loaded|available|left|now|for|me|review|work|sign|on|<encounter>))*$/,
  /^(?:show|open|view|see|display|load|pull up|bring up|look at|go to|switch to|status of|overview of|what is)(?: me)?(?: up)?(?: (?:the|encounter|chart|case|of|for))* <encounter>(?: status)?$/,
  /\b(?:charts?|encounters?|cases) (?:still )?(?:need|needs|want|have|are|is|left|remain|to be|left to|to) ?(?:coding|coded|to be coded|be coded|code|uncoded|left|waiting|open|review|reviewed)\b/,
  /\b(?:assigned to me|for me to (?:sign|approve|review|do|decide|look at)|for my (?:review|signature|approval|decision))\b/,
  /^(?:list|show)(?: me)? (?:all )?(?:encounters|charts|cases|proposals|everything)$/,
];

/** What waits for a decision, and the charts there are. Narrowed only where an encounter is named. */
export const work: Intent = ({ clause, namesEncounter, encounters }) => {
  if (clause.words.some(({ kind }) => kind === 'code' || kind === 'proposal')) return undefined;
  if (!ASKS.some((asks) => asks.test(clause.line))) return undefined;
  if (!namesEncounter) return { steps: [{ tool: 'list_work', input: {} }] };
  return { steps: encounters.map((encounter) => ({ tool: 'list_work', input: { encounter } })) };
};
