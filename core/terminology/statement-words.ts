import { words } from '../text/words.ts';
import { canonicalWord } from './canonical-word.ts';

/** Words that change nothing in what a diagnosis states. */
const SILENT = new Set(
  `a an the of in to and or by for at on as from with due is are was his her their this that be
  nos nec unspecified other others elsewhere classified classifiable type site part
  caused because resulting associated involving affecting causing per se its which
  patient`.split(/\s+/),
);

/** True for a word that no statement needs: `of`, `unspecified`. */
export function isSilent(canonical: string): boolean {
  return SILENT.has(canonical);
}

/** What a phrase says, as canonical words in its order, each once, without the silent ones. All of them where all are silent. */
export function statementWords(phrase: string): string[] {
  const all = words(phrase).map(({ norm }) => canonicalWord(norm));
  const said = [...new Set(all.filter((word) => !SILENT.has(word)))];
  return said.length > 0 ? said : [...new Set(all)];
}
