import { fileURLToPath } from 'node:url';
import { readAdjustmentWords, readWordsSource } from '#connectors/reference-data/read-adjustment-words.ts';
import type { AdjustmentWords } from '#core/denials/codes/adjustment-words.ts';
import type { WordsSource } from '#core/denials/codes/words-source.ts';

const folder = fileURLToPath(new URL('../../starter/adjustment-codes', import.meta.url));

/** The words for adjustment and remark codes that ship. */
export function shippedWords(): AdjustmentWords {
  return readAdjustmentWords(folder);
}

export function shippedWordsSource(): WordsSource {
  return readWordsSource(folder);
}
