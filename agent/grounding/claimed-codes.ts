import { z } from 'zod';
import type { JsonValue } from '#guardrails/audit/canonical-json.ts';

const Explained = z.object({ explanation: z.object({ code: z.string(), verdict: z.string() }) });

/** Verdicts on codes that could not be reported at all. */
const NO_CODE = new Set(['not-in-edition', 'not-billable']);
const DENIES =
  /\b(?:not|no|never|cannot|neither|nor|none|nothing|without|instead|rather|lacks?|lacking|missing|absent|denie[sd]|dropped|excluded|replaced|unsupported|needs?|needed)\b|n't\b/i;

/**
 * A code that the results explain without suggesting it: where it is no code that could be reported, a wording may not name it
 * at all; where it could be, each sentence that names it must deny something.
 */
export function claimedCodes(worded: string, results: readonly JsonValue[]): readonly string[] {
  return results.flatMap((result) => {
    const read = Explained.safeParse(result);
    if (!read.success || read.data.explanation.verdict === 'suggested') return [];
    const { code, verdict } = read.data.explanation;
    const naming = worded.split(/(?<=[.!?])\s+/).filter((sentence) => names(sentence, code));
    if (NO_CODE.has(verdict)) return naming.length === 0 ? [] : [`${code} is no code that could be reported`];
    return naming.every((sentence) => DENIES.test(sentence)) ? [] : [`it speaks for ${code}, which is not suggested`];
  });
}

function names(sentence: string, code: string): boolean {
  const bare = code.replace('.', '');
  return new RegExp(`\\b${bare.slice(0, 3)}\\.?${bare.slice(3)}(?![\\w]|\\.\\w)`, 'i').test(sentence);
}

/** Letters and digits of other scripts, but for those that clinicians write. */
const OTHER_SCRIPT = /(?![µμ½¼¾²³])(?:[^\P{L}a-zA-Z]|[^\P{N}0-9]|\p{M})/u;

/** Characters without width, which part a code that reads as one. */
const UNSEEN = /\p{Cf}/u;

/** Where a word begins with a letter and has a digit, it is a code, an id or a name such as A1c, and not a number with its unit. */
const LIKE_A_CODE = /^\p{L}.*\d/u;

/**
 * Words that read like a code and have not the shape of one, which no result holds: `S22001A02`, or `I5О.23` with a Cyrillic O.
 */
export function disguisedCodes(worded: string, evidence: string): readonly string[] {
  const known = new Set(wordsIn(evidence));
  const unknown = wordsIn(worded).filter((word) => /\d/.test(word) && !known.has(word));
  return [
    ...(UNSEEN.test(worded) ? ['it holds characters that nobody sees'] : []),
    ...(unknown.some((word) => OTHER_SCRIPT.test(word)) ? ['it writes a code or a number in letters of another script'] : []),
    ...(unknown.some((word) => LIKE_A_CODE.test(word)) ? ['it names something like a code that is in no result'] : []),
  ];
}

function wordsIn(text: string): readonly string[] {
  return (text.match(/[\p{L}\p{N}\p{M}.]+/gu) ?? []).map((word) => word.replaceAll('.', '').toLowerCase());
}
