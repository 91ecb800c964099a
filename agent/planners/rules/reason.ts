import type { DecideStep } from '../../plan.ts';
import { lineOf } from './clause.ts';
import { isCourtesy } from './courtesy.ts';
import { VERBS } from './order-verbs.ts';
import { takesBack } from './takes-back.ts';
import type { Word } from './words.ts';

interface Reason {
  /** As typed; absent when none was given. */
  readonly text?: string;
  /** An encounter named at the very end: "not supported on E-1042". */
  readonly encounter?: string;
}

const OPENS = new Set([',', ':', '-', 'because', 'since']);
const CONDITION =
  /^(?:if|unless|when|whenever|once|until|till|after|before|provided|assuming|only|pending|or|except|but|maybe|perhaps|probably|instead|later|tomorrow|while|in case|depending|rather|although|though|whether|with|without)$/;

const UNCLEAR =
  'I read a decision with words after it that I cannot place, so nothing was decided. Write the reason after a comma, as in "reject N17.9, not supported".';
const NOTHING_MORE =
  'I read a decision with words after it, so nothing was decided. To accept, send the order and nothing else: "accept I50.23" or "approve P-17".';
const BY_POLICY =
  'The policy says to whom a proposal is escalated, so nothing was escalated. Write "escalate P-17", and after a comma what you want to say.';
const TAKEN_BACK =
  'What follows the decision takes it back or asks about it, so nothing was decided. Write the reason after a comma, as in "reject N17.9, not supported".';
export const ORDER_IN_REASON =
  'After the reason of one decision stands another, and I cannot tell where the reason ends. Nothing was decided: send each by itself, as in "reject P-1, not supported" and then "accept P-2".';
const CONDITIONAL =
  'A decision with a condition is not taken. Decide when it is met: "accept I50.23" or "reject N17.9, <reason>". Nothing was decided.';

/**
 * Reads what follows the objects of a decision: nothing but politeness after an acceptance; after every other order
 * a reason that a comma, a colon, a dash, "because" or "since" begins. `why` when it is a condition, takes the decision back,
 * or cannot be placed.
 */
export function readReason(
  message: string,
  words: readonly Word[],
  verdict: DecideStep['input']['verdict'],
): Reason | { readonly why: string } {
  const [first] = words;
  if (first === undefined || isCourtesy(words)) return {};
  const said = opened(words);
  const [opening] = said;
  if (opening !== undefined && CONDITION.test(opening.norm)) return { why: CONDITIONAL };
  if (verdict === 'accept') return { why: NOTHING_MORE };
  if (verdict === 'escalate' && /^(?:to|with|for)$/.test(first.norm)) return { why: BY_POLICY };
  if (!OPENS.has(first.norm) || (opening === undefined && verdict !== 'reject' && verdict !== 'change')) return { why: UNCLEAR };
  if (opening === undefined) return {};
  if (said.some(({ norm }) => /[?？؟]/.test(norm)) || takesBack(lineOf(said))) return { why: TAKEN_BACK };
  return holdsOrder(said) ? { why: ORDER_IN_REASON } : closed(message, said);
}

const BEFORE_ORDER = new Set(['and', 'then', 'also', 'but', 'so', 'please', 'now', 'just']);
const ORDERED = new Set(['it', 'this', 'that']);

/** "other: accept P-2": an order where a part of the sentence begins. Neither may it be carried out nor be lost in a reason. */
function holdsOrder(said: readonly Word[]): boolean {
  return said.some(({ norm, quoted }, at) => {
    const [before, after] = [said[at - 1], said.slice(at + 1).find(({ kind }) => kind !== 'mark')];
    const begins = before === undefined || before.kind === 'mark' || BEFORE_ORDER.has(before.norm);
    const names = after?.kind === 'code' || after?.kind === 'proposal' || ORDERED.has(after?.norm ?? '');
    return !quoted && norm in VERBS && begins && names;
  });
}

/** The reason without what introduces it: a comma, a dash, "because", "reason:". */
function opened(words: readonly Word[]): readonly Word[] {
  let at = 0;
  while (words[at]?.kind === 'mark' && words[at]?.norm !== '"') at += 1;
  if (/^(?:because|since|reason)$/.test(words[at]?.norm ?? '')) at += 1;
  if (/^(?:is|being)$/.test(words[at]?.norm ?? '') && words[at - 1]?.norm === 'reason') at += 1;
  while (words[at]?.kind === 'mark' && words[at]?.norm !== '"') at += 1;
  return words.slice(at);
}

function closed(message: string, said: readonly Word[]): Reason {
  const [last, before] = [said.at(-1), said.at(-2)];
  const names = last?.kind === 'encounter' && /^(?:on|for)$/.test(before?.norm ?? '');
  const words = names ? said.slice(0, -2) : said;
  const text = message.slice(words[0]?.start, words.at(-1)?.end).replace(/[\s,;:]+$/, '');
  const balanced = text.endsWith(')') && !text.includes('(') ? text.slice(0, -1) : text;
  const bare = /^"[^"]*"$/.test(balanced) ? balanced.slice(1, -1) : balanced;
  return { ...(bare !== '' && { text: bare }), ...(names && { encounter: last.value }) };
}
