import { lineOf, type Clause } from '../clause.ts';
import { takesBack } from '../takes-back.ts';
import { onEach, refuse, WHICH_CODE, type Context, type Intent } from '../context.ts';

const PROPOSES =
  /^(?:propose|add|include|append|put (?:forward|in|up|through)|put|enter|draft|create|make|open|raise|queue(?: up)?|submit|send)\b/;
const BARE_PROPOSES = /^(?:propose|add|include|append|put (?:forward|in|up))\b/;
const EVERYTHING = /\b(?:all|everything|every|codes?|them|suggestions?|the lot|those|these|coding|(?<!<)proposals?(?!>))\b/;
const FOR_DECISION =
  /(?<!<)\b(?:proposals?(?!>)|for (?:approval|countersignature|signature|review|sign-?off|decision|a decision|a signature))\b/;
const IT = /^(?:propose|add|include|put forward|put in|put up) (?:it|this|that|this (?:code|one)|that (?:code|one)|the code)\b/;

/** All that may stand in an order to put codes up. */
const BESIDE_CODES = new RegExp(
  `^(?:${[
    'propose|add|include|append|put|forward|in|up|through|enter|draft|create|make|open|raise|queue|submit|send|a|an|the|new|this|that|it',
    'codes?|suggestions?|suggested|diagnos[ei]s|proposals?|both|and|also|plus|as|well|on|of|to|for|from|encounter|case|chart|visit|claim|account|number',
    'approval|countersignature|signature|review|sign-?off|decision|please|kindly|thanks|thank|you|cheers|me|us|my|list|all|everything|every|each|them|those|these|lot|coding|<code>|<encounter>',
  ].join('|')})$`,
);
const MORE_THAN_CODES = {
  ...refuse('I read an order to put up codes with more words beside it, so nothing was proposed. Send it alone: "add Z79.4 on E-1042".'),
  firm: true,
} as const;

/** Puts codes up for a decision: those named, or every suggestion. */
export const propose: Intent = (context) => {
  const { clause, codes, last } = context;
  const { line, asked, padding } = clause;
  if (/^(?:do not|never) (?:propose|add|include|put|submit|send)\b/.test(line))
    return refuse('Then nothing is proposed. What is suggested and not proposed waits for nobody.');
  if (!PROPOSES.test(line) || (asked && !/\byou\b/.test(padding) && codes.length > 0)) return undefined;
  if (!BARE_PROPOSES.test(line) && !FOR_DECISION.test(line) && !(codes.length > 0 && /^(?:include|append|put|enter)\b/.test(line)))
    return undefined;
  if (/\b(?:instead|rather than|in place of)\b/.test(line))
    return refuse('One code is not put in the place of another in one step. Write "reject I50.23, <reason>" and "add I50.33".');
  if (codes.length > 0) return asked || saysMore(clause) ? MORE_THAN_CODES : proposing(context, codes);
  if (IT.test(line))
    return last.code === undefined ? refuse(WHICH_CODE) : asked || saysMore(clause) ? MORE_THAN_CODES : proposing(context, [last.code]);
  if (/^(?:add|include|append|put|enter)\b/.test(line) && !EVERYTHING.test(line)) {
    return refuse('Add which code? Name it, as in "add Z79.4 on E-1042". Nothing else can be added to a chart from here.');
  }
  if (!EVERYTHING.test(line) && !FOR_DECISION.test(line) && !/^propose(?:(?: for| on)? <encounter>)?$/.test(line))
    return refuse(WHICH_CODE);
  return saysMore(clause) ? MORE_THAN_CODES : onEach(context, (encounter) => [{ tool: 'propose_codes', input: { encounter } }]);
};

/** Anything but the codes, the encounter and politeness. Who writes "propose" may say why. */
function saysMore({ words, line }: Clause): boolean {
  const why = line.startsWith('propose ') ? words.findIndex(({ norm }) => norm === 'because' || norm === 'since') : -1;
  const order = why === -1 ? words : words.slice(0, why);
  if (why !== -1 && takesBack(lineOf(words.slice(why + 1)))) return true;
  return order.some(({ kind, norm }) => (kind === 'mark' ? !/^[,&+/]$/.test(norm) : !BESIDE_CODES.test(norm)));
}

function proposing(context: Context, codes: readonly string[]) {
  return onEach(context, (encounter) => [{ tool: 'propose_codes', input: { encounter, codes: [...codes] } }]);
}
