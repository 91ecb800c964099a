import { canonicalWord } from '../terminology/canonical-word.ts';
import type { StatementIndex } from '../terminology/statement-index.ts';
import { isSilent } from '../terminology/statement-words.ts';
import type { Words } from './scan-words.ts';

/** The words of a document as statements read them, beside those of `Words`. */
export interface StatementWords {
  /** The canonical form of each word. */
  readonly forms: readonly string[];
  /** Its number; `-1` where no statement has it, or where it is silent. */
  readonly ids: Int32Array;
  /** 1 for words that no statement needs. */
  readonly silent: Uint8Array;
  /** Stretches between stops, colons and contrasts: words of two stretches are never one statement. */
  readonly stretch: Int32Array;
  readonly commas: readonly number[];
}

export function scanStatementWords({ tokens, broken, afterColon, clause, commas }: Words, index: StatementIndex): StatementWords {
  const forms = tokens.map(({ norm }) => canonicalWord(norm));
  const ids = new Int32Array(tokens.length);
  const silent = new Uint8Array(tokens.length);
  const stretch = new Int32Array(tokens.length);
  let count = 0;
  forms.forEach((form, at) => {
    if (broken[at] === true || afterColon[at] === true || clause[at] !== clause[at - 1]) count += 1;
    stretch[at] = count;
    silent[at] = isSilent(form) ? 1 : 0;
    ids[at] = silent[at] === 1 ? -1 : index.wordOf(form);
  });
  return { forms, ids, silent, stretch, commas };
}
