import type { Word } from './words.ts';

interface Reason {
  /** As typed; absent when none was given. */
  readonly text?: string;
  /** An encounter named at the very end: "not supported on E-1042". */
  readonly encounter?: string;
}

const OPENS = new Set([',', ':', '-', '(', ';', '=', '--', '.']);
const BECAUSE = new Set('because since as due bc reason given cause cuz'.split(' '));
const COURTESY = new Set('please thanks thank you now then ok okay today asap'.split(' '));
const CONDITION =
  /^(?:if|unless|when|whenever|once|until|till|after|before|provided|assuming|only|pending|or|except|but|maybe|perhaps|probably|instead|later|tomorrow|while|in case|depending|rather|although|though|whether|with|without)$/;

const UNCLEAR =
  'I read a decision with words after it that I cannot place, so nothing was decided. Write the reason after a comma, as in "reject N17.9, not supported".';
const CONDITIONAL =
  'A decision with a condition is not taken. Decide when it is met: "accept I50.23" or "reject N17.9, <reason>". Nothing was decided.';

/** Reads what follows the objects of a decision. `why` when it is a condition or cannot be placed. */
export function readReason(
  message: string,
  rest: readonly Word[],
  decision: { verdict: 'accept' | 'reject' | 'withdraw'; objects: number },
): Reason | { readonly why: string } {
  const words = rest.filter(({ kind, norm }) => kind !== 'mark' || !/^[!\s]+$/.test(norm));
  const [first] = words;
  if (first === undefined || words.every(({ kind, norm }) => kind === 'mark' || COURTESY.has(norm))) return {};
  const separated = first.kind === 'mark' && OPENS.has(first.norm);
  const because = BECAUSE.has(first.norm) && !(decision.verdict === 'accept' && first.norm === 'as');
  if (!separated && !because && !(decision.verdict === 'reject' && decision.objects === 1))
    return { why: CONDITION.test(first.norm) ? CONDITIONAL : UNCLEAR };
  const said = opened(words);
  const [opening] = said;
  if (opening === undefined) return {};
  if (CONDITION.test(opening.norm)) return { why: CONDITIONAL };
  if (decision.verdict === 'accept' && (opening.norm === 'not' || said.some(({ kind }) => kind === 'code' || kind === 'proposal')))
    return { why: UNCLEAR };
  return closed(message, said);
}

/** The reason without what introduces it: a comma, a dash, "because", "reason:". */
function opened(words: readonly Word[]): readonly Word[] {
  let at = 0;
  while (words[at]?.kind === 'mark' && words[at]?.norm !== '"') at += 1;
  if (/^(?:because|since|as|bc|reason|given|cause|cuz)$/.test(words[at]?.norm ?? '')) at += 1;
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
