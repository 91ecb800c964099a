import { phraseWords } from '../phrase-words.ts';

/** Words that no entry is told apart by. */
const EMPTY = new Set('a an the of and or to in on for by with due at from as nos nec unspecified icd code'.split(' '));

/** The words of a phrase by which an entry is found, each once, in the order in which they stand. */
export function tellingWords(phrase: string): string[] {
  return [...new Set(phraseWords(phrase).filter((word) => !EMPTY.has(word)))];
}
