/**
 * Syllables of one Spanish word: groups of vowels, parted where two strong ones meet or a weak one bears the accent (`le-er`,
 * `dí-a`), without the silent u of que, qui, gue and gui.
 */
export function spanishSyllables(typed: string): number {
  const word = typed
    .toLowerCase()
    .normalize('NFC')
    .replaceAll(/[^a-záéíóúüñ]/g, '')
    .replaceAll(/(?<=q)u|(?<=g)u(?=[eiéí])/g, '')
    .replace(/y$/, 'i')
    .replaceAll('h', '');
  if (word === '') return 0;
  const nuclei = word.match(/[iuü]?[aeoáéóíú][iuü]?(?![aeoáéóíú])|[iuü]?[aeoáéóíú]|[iuü]+/g);
  return Math.max(1, nuclei?.length ?? 0);
}
