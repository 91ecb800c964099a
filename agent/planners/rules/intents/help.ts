import { bareLine } from '../clause.ts';
import { refuse, type Intent } from '../context.ts';

/** The answer to "help", one example a line. */
export const HELP = [
  'I answer from the chart and the code sets, and change nothing without your countersignature. You can ask:',
  'code E-1042',
  'why was I50.23 suggested on E-1042?   and then: why not I50.33?',
  'look up heart failure, diastolic, acute   or: what is under N17?   or: is R65.21 billable on 3 March?',
  'what does the chart say about kidney function on E-1042?',
  'show me the discharge summary',
  'propose the codes for E-1042   or: add Z79.4',
  'accept I50.23   or: reject N17.9, not supported   or: approve P-17',
  'accept I50.23, N18.32 and E11.22   or: reject P-3 and P-5, duplicate',
  'change I50.23 to I50.33, wrong type   or: escalate N17.9, contested',
  'what is waiting for me?   show P-17   withdraw P-17   show the ledger for E-1042',
  'what did we accept on E-1042?   or: compare the claim with the chart on E-1042',
  'why was C-88 denied?   and then: draft the appeal',
  'what should I work first?   or: denial trends by payer',
  'denials over $5,000   or: appeals due this month   or: what is CO-197?   or: show remittance R-12',
  'explain the bill of A-88   or: explain the bill of A-88 to the patient in Spanish',
  'write off $40.00 on A-88, small balance   or: set up 6 payments on A-88 from 2026-12-01',
].join('\n');

/** What a greeting gets when nothing else was said. */
export const GREETING = 'Ask about an encounter, as in "code E-1042" or "what is waiting for me?". "help" shows what can be asked.';

const ASKS_HELP =
  /^(?:help(?: me)?(?: please| out)?|commands?|usage|manual|menu|what (?:can|do) you do|what can i (?:ask|do|say)(?: you| here)?|how (?:do|can|does) (?:i|this|it|you|one) (?:use|work|ask|start|begin|get started)(?: (?:this|it|you|with|here|countersign))*|(?:get|getting) started|who are you|what are you|what is (?:this|countersign)|what (?:questions|commands|things) .*|are you (?:a |an )?(?:human|bot|ai|robot|person|real|there|listening)(?: .*)?|how (?:do|can|would|should|does) (?:i|you|we|one|someone) (?:approve|accept|reject|change|escalate|add|propose|find|search|code|read|decide|sign|see|get|look up|ask|open|show)(?: (?!<).*)?|i am (?:new|lost|stuck)(?: here)?|examples?)$/;

export const help: Intent = ({ clause }) => {
  const line = bareLine(clause);
  if (ASKS_HELP.test(line) || (line === '' && /\bhelp me\b/.test(clause.padding))) return refuse(HELP);
  return /^(?:hey|hi|hello|thanks|thank you|good|nice|great|ok|okay|yes|no|cool|bye|goodbye|good morning|test|there|team)*$/.test(line)
    ? refuse(GREETING)
    : undefined;
};
