import { words } from '../text/words.ts';
import { foldWord } from './fold-word.ts';

/** The words of a phrase as they are compared: lower case, no accents, no plural, no punctuation. */
export function phraseWords(phrase: string): string[] {
  return words(phrase).map((token) => foldWord(token.norm));
}

/** `CHF`, `T2DM`, `A/C`: a phrase that is only safe when the note has it in capitals. */
export function inCapitals(phrase: string): boolean {
  return /\p{Lu}/u.test(phrase) && !/\p{Ll}/u.test(phrase);
}

/** Takes `HFrEF [systolic, chronic]` apart into its words and the modifiers that it implies. */
export function readPhrase(phrase: string): { readonly say: string; readonly implied: readonly string[] } {
  const open = phrase.indexOf('[');
  if (open < 0) return { say: phrase, implied: [] };
  const close = phrase.indexOf(']', open);
  const inside = phrase.slice(open + 1, close < 0 ? undefined : close);
  return { say: phrase.slice(0, open), implied: modifierNames(inside) };
}

/** The names in a subterm: `systolic, acute on chronic` is two. */
export function modifierNames(subterm: string): string[] {
  return subterm
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
