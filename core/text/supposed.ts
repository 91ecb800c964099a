import type { Range, Sentence } from './reading.ts';

const AHEAD = 90;
const BEHIND = 80;
/** The verb of an inverted "if", without which there is none. */
const INVERTED = /[sſ]hould|were/i;
/** `Should sepsis occur`: a clause that opens with "should" and has a condition for its subject. */
const SHOULD =
  /(?:^|[.;:,(]\s*|\b(?:and|but|or)\s+)should\s+(?!(?:be|have|also|not|continue|he|she|they|you|we|i|patient|the patient)\b)(?:[\p{L}'’-]+[,/]?\s+){0,8}$/iu;
const OCCURS =
  /^[^.;]{0,50}?\b(?:occurs?|develops?|arises?|recurs?|happens?|appears?|returns?|be (?:found|present|confirmed|suspected|diagnosed|seen))\b/iu;
/** `were fever to recur` */
const WERE = /\bwere\s+(?:[\p{L}-]+\s+){0,3}$/iu;
const TO_RECUR = /^\s+to\s+(?:recur|occur|develop|happen|arise|return)\b/iu;

/** The words that put a condition under an inverted "if"; `undefined` where there are none. */
export function supposedAt(text: string, sentence: Sentence, target: Range): Range | undefined {
  const from = Math.max(sentence.start, target.start - AHEAD);
  const ahead = text.slice(from, target.start);
  if (!INVERTED.test(ahead)) return undefined;
  const behind = text.slice(target.end, Math.min(sentence.end, target.end + BEHIND));
  const should = OCCURS.test(behind) ? SHOULD.exec(ahead) : null;
  const found = should ?? (TO_RECUR.test(behind) ? WERE.exec(ahead) : null);
  if (found === null) return undefined;
  const at = found[0].search(/\b(?:should|were)\b/iu);
  const start = from + found.index + Math.max(0, at);
  return { start, end: start + (should === null ? 'were' : 'should').length };
}
