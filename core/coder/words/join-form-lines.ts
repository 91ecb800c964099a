import type { Sentence } from '../../text/reading.ts';

const FIELD = /^\W*\p{L}[\p{L}\p{N} /-]{0,30}:\s*\S/u;
const LONGEST_FIELD = 60;

/**
 * Joins the fields of a form, so that `Type: pressure injury`, `Site: sacrum` and `Stage: 2` are read as the one statement
 * that they are. Only short lines of `name: value` in one section are joined.
 */
export function joinFormLines(text: string, sentences: readonly Sentence[]): Sentence[] {
  const joined: Sentence[] = [];
  let open = false;
  for (const sentence of sentences) {
    const field = sentence.end - sentence.start <= LONGEST_FIELD && FIELD.test(text.slice(sentence.start, sentence.end));
    const last = joined.at(-1);
    if (field && open && last !== undefined && last.section === sentence.section) {
      joined[joined.length - 1] = { ...last, end: sentence.end };
    } else joined.push(sentence);
    open = field;
  }
  return joined;
}
