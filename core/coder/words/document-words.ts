import { canonicalWord } from '../../terminology/canonical-word.ts';
import type { CompiledEdition } from '../../terminology/compiled-edition.ts';
import type { ReadDocument } from '../documents/read-documents.ts';
import { scanStatementWords, type StatementWords } from './scan-statement-words.ts';
import { tokensOf } from '../../text/tokens.ts';
import { scanWords, wordReader, type WordReader, type Words } from './scan-words.ts';
import { keptWith } from '../../text/kept-with.ts';

interface DocumentWords {
  readonly words: Words;
  readonly forms: StatementWords;
}

/** A document as it was read belongs to one run of the coder, in which several stages look at its words. */
const KNOWN = keptWith<ReadDocument, DocumentWords & { readonly edition: CompiledEdition }>();

export function documentWords(source: ReadDocument, edition: CompiledEdition): DocumentWords {
  const known = KNOWN.get(source);
  if (known?.edition === edition) return known;
  const words = scanWords(source.document.text, edition.lexicon, readerOf(edition), tokensOf(source.reading));
  const made = { words, forms: scanStatementWords(words, edition.statements), edition };
  KNOWN.set(source, made);
  return made;
}

const READERS = new WeakMap<CompiledEdition, WordReader>();

function readerOf(edition: CompiledEdition): WordReader {
  const known = READERS.get(edition);
  if (known !== undefined) return known;
  const made = wordReader(edition.lexicon, (norm) => edition.statements.wordOf(canonicalWord(norm)) !== -1);
  READERS.set(edition, made);
  return made;
}
