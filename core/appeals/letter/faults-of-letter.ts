import type { Citation } from './citation.ts';
import { faultsOfEvidence } from './faults-of-evidence.ts';
import { citationInShort, fillSentence } from './fill-sentence.ts';
import type { LetterRecords } from './letter-records.ts';
import { citesAll } from './letter-text.ts';
import { sentencesOf, type AppealLetter, type LetterRow, type LetterSentence } from './letter.ts';
import { sourceInWords } from './source-in-words.ts';
import { faultOfWording } from './wording/fault-of-wording.ts';
import { mayBeWorded } from './wording/word-letter.ts';

/**
 * What is wrong with a letter; empty where every sentence stands. Each source is looked up anew and each sentence made again from
 * it: a figure, day, code, name or quotation that is not in its source, or a word that no template has, is a fault. So is an argument that the
 * chart does not bear. No fault says a word of a record.
 */
export function faultsOfLetter(letter: AppealLetter, records: LetterRecords): readonly string[] {
  const sources = letter.sources.flatMap(({ cite, says }, place) => {
    const right = sourceInWords(cite, records);
    if (right === undefined) return [`source ${place + 1}, ${citationInShort(cite)}, does not resolve`];
    return right === says ? [] : [`source ${place + 1} is not what it is named`];
  });
  const repeated = new Set(letter.sources.map(({ cite }) => citationInShort(cite))).size < letter.sources.length;
  return [
    ...sources,
    ...(repeated ? ['a source is listed twice'] : []),
    ...(citesAll(letter) ? [] : ['a source is listed that no sentence cites']),
    ...letter.paragraphs.flatMap((_, place) => (belongsAbove(letter, place) ? [] : [`table ${place + 1} is not of the sentence above it`])),
    ...sentencesOf(letter).flatMap((sentence, place) => {
      const fault = faultOfSentence(sentence, letter, records) ?? faultOfWorded(sentence, letter);
      return fault === undefined ? [] : [`sentence ${place + 1} (${sentence.template}): ${fault}`];
    }),
    ...faultsOfEvidence(letter, records),
  ];
}

/** Whether the rows of a table are the amounts, each once, of one sentence right above it; so for all that is no table. */
function belongsAbove({ paragraphs, sources }: AppealLetter, place: number): boolean {
  const table = paragraphs[place];
  if (table === undefined || !('table' in table)) return true;
  const above = place === 0 ? undefined : paragraphs[place - 1];
  const amountsOf = ({ cites }: LetterSentence): readonly number[] =>
    Object.values(cites).filter((one) => sources[one]?.cite.kind === 'adjustment');
  const rows = table.rows.flatMap(amountsOf).toSorted((one, other) => one - other);
  if (above === undefined || 'table' in above || table.rows.some((row) => amountsOf(row).length !== 1)) return false;
  return above.some(
    (sentence) =>
      amountsOf(sentence)
        .toSorted((one, other) => one - other)
        .join() === rows.join(),
  );
}

function faultOfSentence(sentence: LetterSentence | LetterRow, { sources }: AppealLetter, records: LetterRecords): string | undefined {
  const { template, cites, text } = sentence;
  const cited: Record<string, Citation> = {};
  for (const [name, place] of Object.entries(cites)) {
    const source = sources[place];
    if (source === undefined) return `it cites source ${place + 1}, which is not listed`;
    cited[name] = source.cite;
  }
  const filled = fillSentence(template, cited, records);
  if ('fault' in filled) return filled.fault;
  if (filled.text !== text) return 'its text is not what its sources come to';
  if (!('cells' in sentence)) return undefined;
  return sentence.cells.join('\n') === filled.cells?.join('\n') ? undefined : 'its cells are not what its sources come to';
}

/** A wording that a client or a model put up stands by the same rule as one that was asked for here. */
function faultOfWorded(sentence: LetterSentence, letter: AppealLetter): string | undefined {
  const { text, worded } = sentence;
  if (worded === undefined) return undefined;
  if (!mayBeWorded(sentence, letter)) return 'it stands as it is, and may not be worded';
  const fault = faultOfWording(text, worded);
  return fault === undefined ? undefined : `its wording does not say what it says: ${fault}`;
}
