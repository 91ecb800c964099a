const LONGEST_TEXT = 40_000;
const NUL = /\0/g;
const NAMED = /<at\b[^<>]*>([^<>]*)<\/at>/gi;
const WRITTEN = { '&nbsp;': ' ', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };

/**
 * What somebody wrote, without the names in it that are ours: `<at>Countersign</at>`. Any other reads `@Name`. A text comes out that a database takes: no
 * NUL, no half of a character.
 */
export function plainWords(text: string, ours: readonly string[] = []): string {
  const without = ours
    .filter((name) => /^<at\b[^<>]*>[^<>]*<\/at>$/i.test(name))
    .reduce((words, name) => words.replaceAll(name, ' '), text.slice(0, 4 * LONGEST_TEXT));
  return Object.entries(WRITTEN)
    .reduce((words, [written, sign]) => words.replaceAll(written, sign), without.replace(NAMED, '@$1'))
    .replace(NUL, '')
    .toWellFormed()
    .replaceAll('\u00A0', ' ')
    .trim()
    .slice(0, LONGEST_TEXT)
    .toWellFormed();
}
