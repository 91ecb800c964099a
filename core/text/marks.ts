import { formAnswer } from './form-answers.ts';
import { minusBefore } from './minus-signs.ts';
import type { Range, Sentence } from './reading.ts';
import { signBefore, signBehind, signs } from './sign-beside.ts';
import { supposedAt } from './supposed.ts';

/** A sign, a one-word answer or a verdict beside a finding: `(-) fever`, `[x] cough`, `Neck pain: Yes`, `? pneumonia`. */
export interface Mark {
  readonly status: 'negated' | 'present' | 'possible' | 'hypothetical';
  readonly cue: Range;
}

const BEFORE: readonly (readonly [RegExp, Mark['status']])[] = [
  [/(?:\(\s*[-–−]\s*\)|\[\s*[-–−]?\s*\]|☐|□|(?:^|[\s,;:])[-−](?=$))\s*$/u, 'negated'],
  [/(?:(?:^|[\s,;:(])[Øø]|[∅⌀]|(?:^|[\s,;:(])s\/)\s*$/u, 'negated'],
  [/(?:\(\s*\+\s*\)|\[\s*[xX+✓✔]\s*\]|☑|☒|✓|✔|(?:^|[\s,;:])\+)\s*$/u, 'present'],
  [/(?<=^|[\s(,:])\?{1,3}\s*$/u, 'possible'],
];
const AFTER: readonly (readonly [RegExp, Mark['status']])[] = [
  [/^\s*\(\s*[-–−]\s*\)/u, 'negated'],
  [/^\s*(?:[:=]|\s[-–]\s|\?)\s*\(?(?:no|none|denies|denied|negative|neg|absent|never)\)?(?=\s*(?:[.,;|]|$))/iu, 'negated'],
  [/^\s*\((?:no|none|denies|denied|negative|neg|absent)\)/iu, 'negated'],
  [/^\s*\(\s*\+\s*\)/u, 'present'],
  [/^\s*(?:[:=]|\s[-–]\s|\?)\s*\(?(?:yes|present|positive|pos)\)?(?=\s*(?:[.,;|]|$))/iu, 'present'],
  [/^\s*(?:\(\?{1,3}\)|\?{1,3})(?=\s|[,;)]|$)/u, 'possible'],
];
/** The answer to a question is a sentence of its own: `Diarrhea? No.` */
const ANSWERED = /^\s*\?\s*(?:(no|none|denies|never)|(yes|present|positive))\s*(?:[.,;|\n]|$)/iu;
const WIDTH = 16;
/** What each match of `BEFORE` ends in, and each of `ANSWERED` and `AFTER` begins with. */
const ENDS_BEFORE = signs(')]-/+?\t');
const BEGINS_AFTER = signs('(:=-?\t');
/** A question mark doubts what it opens, the adjectives of the condition included: `? severe malnutrition`. */
const DOUBTED = /(?<=^|[\s(,:–—-])\?{1,3}(?=\s*(?:(?!(?:and|but|due|from|in|on|with)\s)[\p{L}-]+\s+){1,4}$)/u;
const DOUBT_WIDTH = 60;
/** What was thought of and then ruled out: `sepsis was considered, criteria not met`. */
const CONSIDERED_AND_RULED_OUT =
  /^\s*(?:(?:was|were|is|has been|had been)\s+)?(?:(?:briefly|also|initially)\s+)?considered\b(?:(?!\b(?:not|cannot|never)\b(?! met)|n't|[.;:\n]).){0,40}?\b(ruled out|excluded|rejected|dismissed|discarded|discounted|abandoned|(?:deemed |felt |thought )?(?:to be )?(?:very |highly )?unlikely|criteria(?: \w+)? not met)/iu;
const RULED_OUT_WIDTH = 100;
const DIAGNOSIS_OF = /\bdiagnosis(?:\s+of|:)?\s+(?:\w+\s+){0,3}$/iu;
const TAKEN_BACK =
  /^\s*(?:(?:was|were|is|has been|had been)\s+)?(?:later\s+|since\s+)?(?:cancell?ed|retracted|withdrawn|revoked|rescinded|deleted|reversed|rejected|abandoned|struck)\b/iu;
const ANSWER_WIDTH = 64;

/** The mark that stands directly at a target, inside its sentence. A minus needs a plus near it: else it is a dash. */
export function markAt(text: string, sentence: Sentence, target: Range): Mark | undefined {
  const answered = answeredBy(text, sentence, target);
  if (answered !== undefined) return answered;
  return (
    signAhead(text, sentence, target) ??
    signAfter(text, sentence, target) ??
    deniedInRow(text, sentence, target) ??
    supposed(text, sentence, target) ??
    ruledOutAfter(text, sentence, target) ??
    takenBack(text, sentence, target) ??
    doubtOver(text, sentence, target)
  );
}

function signAhead(text: string, sentence: Sentence, target: Range): Mark | undefined {
  const from = Math.max(sentence.start, target.start - WIDTH);
  if (!signBefore(text, from, target.start, ENDS_BEFORE)) return undefined;
  const ahead = text.slice(from, target.start);
  for (const [pattern, status] of BEFORE) {
    const match = pattern.exec(ahead);
    if (match === null || (/^[\s,;:]?[-−]$/u.test(match[0]) && !plusNear(text, sentence, target))) continue;
    return { status, cue: trimmed(match[0], from + match.index) };
  }
  return undefined;
}

function signAfter(text: string, sentence: Sentence, target: Range): Mark | undefined {
  const last = target.end + WIDTH + 8;
  if (!signBehind(text, target.end, last, BEGINS_AFTER)) return undefined;
  const answer = ANSWERED.exec(text.slice(target.end, Math.min(sentence.section.end, target.end + WIDTH)));
  if (answer !== null) {
    return { status: answer[1] === undefined ? 'present' : 'negated', cue: trimmed(answer[0].replace(/[.,;|\s]+$/u, ''), target.end) };
  }
  const behind = text.slice(target.end, Math.min(sentence.end, last));
  for (const [pattern, status] of AFTER) {
    const match = pattern.exec(behind);
    if (match !== null) return { status, cue: trimmed(match[0], target.end + match.index) };
  }
  return undefined;
}

function deniedInRow(text: string, sentence: Sentence, target: Range): Mark | undefined {
  const cue = minusBefore(text, sentence, target);
  return cue === undefined ? undefined : { status: 'negated', cue };
}

function supposed(text: string, sentence: Sentence, target: Range): Mark | undefined {
  const cue = supposedAt(text, sentence, target);
  return cue === undefined ? undefined : { status: 'hypothetical', cue };
}

function answeredBy(text: string, sentence: Sentence, target: Range): Mark | undefined {
  // A question mark ends the sentence, and its answer stands behind it.
  const limit = text[target.end] === '?' ? sentence.section.end : sentence.end;
  const answer = formAnswer(text.slice(target.end, Math.min(limit, target.end + ANSWER_WIDTH)));
  if (answer === undefined) return undefined;
  return { status: answer.status, cue: trimmed(text.slice(target.end, target.end + answer.length), target.end) };
}

/** `Diagnosis of lupus was retracted` */
function takenBack(text: string, sentence: Sentence, target: Range): Mark | undefined {
  const match = TAKEN_BACK.exec(text.slice(target.end, Math.min(sentence.end, target.end + DOUBT_WIDTH)));
  if (match === null || !DIAGNOSIS_OF.test(text.slice(Math.max(sentence.start, target.start - DOUBT_WIDTH), target.start)))
    return undefined;
  return { status: 'negated', cue: trimmed(match[0], target.end) };
}

function ruledOutAfter(text: string, sentence: Sentence, target: Range): Mark | undefined {
  const match = CONSIDERED_AND_RULED_OUT.exec(text.slice(target.end, Math.min(sentence.end, target.end + RULED_OUT_WIDTH)));
  if (match === null) return undefined;
  const end = target.end + match[0].length;
  return { status: 'negated', cue: { start: end - (match[1]?.length ?? 0), end } };
}

function doubtOver(text: string, sentence: Sentence, target: Range): Mark | undefined {
  const from = Math.max(sentence.start, target.start - DOUBT_WIDTH);
  const ahead = text.slice(from, target.start);
  const match = ahead.includes('?') ? DOUBTED.exec(ahead) : null;
  return match === null ? undefined : { status: 'possible', cue: trimmed(match[0], from + match.index) };
}

function plusNear(text: string, sentence: Sentence, target: Range): boolean {
  const near = text.slice(Math.max(sentence.start, target.start - 200), Math.min(sentence.end, target.end + 200));
  return /(?:^|[\s,;:])\+\p{L}/u.test(near);
}

function trimmed(raw: string, at: number): Range {
  const start = at + raw.length - raw.trimStart().length;
  return { start, end: start + raw.trim().length };
}
