import { listed } from '../../text/listed.ts';

/** Words that may follow the part that is absent: `absence of kidney, acquired`, `absence of left leg below knee`. */
const AFTER_PART: ReadonlySet<string> = new Set(
  listed(`
    acquired, congenital, status, post, after, since, following, surgical, surgically, above, below, level, bilateral, left, right,
    unilateral, complete, partial, noted, seen, confirmed, present, found, documented, was, is, were, has, have, who, on, s, secondary,
    history, body, tail, head, lobe, tissue, and, or, due, in, at, with, from, by, to, of, the, a, for, as`),
);
const OF_A_CONDITION: ReadonlySet<string> = new Set(
  listed('acute, chronic, any, significant, evidence, sign, signs, new, active, obvious, further'),
);

/**
 * True where words that begin with "absence" deny a condition and miss no part of the body: `absence of kidney` before `injury`.
 * `next` is the word that follows them in the same stretch, empty where none does.
 */
export function deniesPart(words: readonly string[], next: string): boolean {
  const absence = words.indexOf('absence');
  if (absence === -1 || words[absence + 1] !== 'of') return false;
  if (words.slice(absence + 1).some((word) => OF_A_CONDITION.has(word))) return true;
  return absence < words.length - 1 && next !== '' && !AFTER_PART.has(next);
}
