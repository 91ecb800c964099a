import type { Token } from '../text/reading.ts';
import { words } from '../text/words.ts';
import { canonicalWord } from './canonical-word.ts';

/** Words that change nothing in what a diagnosis states. */
const SILENT = new Set(
  `a an the of in to and or by for at on as from with due is are was his her their this that be
  nos nec unspecified other others elsewhere classified classifiable type site part
  caused because resulting associated involving affecting causing per se its which
  patient`.split(/\s+/),
);

/** What a letter `a` names a form of: `hepatitis A`, `group A streptococcus`. */
const LETTERED = new Set([
  'type',
  'group',
  'hepatitis',
  'vitamin',
  'influenza',
  'hemophilia',
  'class',
  'stage',
  'protein',
  'grade',
  'immunoglobulin',
  'factor',
  'streptococcus',
]);

/** True for a form that is silent in most places. */
export function maySilent(form: string): boolean {
  return SILENT.has(form);
}

/** True for a word that no statement needs: `of`, `unspecified`, the article `a`. `form` is its canonical form. */
export function isSilentAt(tokens: readonly Token[], at: number, form: string): boolean {
  if (!SILENT.has(form)) return false;
  if (form !== 'a') return true;
  return !LETTERED.has(tokens[at - 1]?.norm ?? '');
}

/** What a phrase says, as canonical words in its order, each once, without the silent ones. All of them where all are silent. */
export function statementWords(phrase: string): string[] {
  const tokens = words(phrase);
  const all = tokens.map(({ norm }) => canonicalWord(norm));
  const said = [...new Set(all.filter((word, at) => !isSilentAt(tokens, at, word)))];
  return said.length > 0 ? said : [...new Set(all)];
}
