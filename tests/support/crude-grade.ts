/** The words of a text. A code such as N704 or a number counts as one. */
export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}'-]*/gu) ?? [];
}

function sentencesOf(text: string): number {
  return Math.max(1, (text.match(/[.!?](?:\s|$)/g) ?? []).length);
}

/** Syllables of an English word, by groups of vowels and without a silent e. */
function englishSyllables(word: string): number {
  const bare = word.toLowerCase().replace(/(?:[^laeiouy]es|[^aeiouytd]ed|[^laeiouy]e)$/, 'x');
  return Math.max(1, (bare.match(/[aeiouy]+/g) ?? []).length);
}

/** The grade of Flesch and Kincaid, with syllables counted crudely. */
export function englishGrade(text: string): number {
  const words = wordsOf(text);
  const syllables = words.reduce((sum, word) => sum + englishSyllables(word), 0);
  return 0.39 * (words.length / sentencesOf(text)) + 11.8 * (syllables / words.length) - 15.59;
}

/** Syllables of a Spanish word: groups of vowels, and a break where an accent parts two. */
function spanishSyllables(word: string): number {
  const groups = word.toLowerCase().match(/[aeiouáéíóúü]+/g) ?? [];
  return Math.max(
    1,
    groups.reduce((sum, group) => sum + (/[aeo][íú]|[íú][aeo]|[aeo][aeo]/.test(group) ? 2 : 1), 0),
  );
}

/** The reading ease of Fernández Huerta: 60 and above is what grades 7 and 8 read. */
export function spanishEase(text: string): number {
  const words = wordsOf(text);
  const syllables = words.reduce((sum, word) => sum + spanishSyllables(word), 0);
  return 206.84 - 60 * (syllables / words.length) - 1.02 * (words.length / sentencesOf(text));
}
