import { Failure } from '../../errors.ts';
import type { Citation } from './citation.ts';
import { citationInShort, fillSentence } from './fill-sentence.ts';
import type { LetterRecords } from './letter-records.ts';
import type { LetterRow, LetterSentence, LetterSource } from './letter.ts';
import type { SentenceId } from './sentence-templates.ts';
import { sourceInWords } from './source-in-words.ts';

export type Cites = Readonly<Record<string, Citation>>;

/** Writes sentences and keeps the list of what they cite, each source once. */
export interface LetterWriter {
  /** Throws Failure `broken-promise` where a source does not say what the sentence wants of it. */
  readonly say: (template: SentenceId, cites?: Cites) => LetterSentence;
  /** The first of these templates that the sources fill; `undefined` where none does. */
  readonly sayFirst: (templates: readonly SentenceId[], cites: Cites) => LetterSentence | undefined;
  /** A row of a table; `undefined` where the sources do not fill it. */
  readonly row: (template: SentenceId, cites: Cites) => LetterRow | undefined;
  readonly sources: () => LetterSource[];
}

export function letterWriter(records: LetterRecords): LetterWriter {
  const sources = new Map<string, LetterSource & { readonly place: number }>();
  const placeOf = (cite: Citation): number => {
    const key = citationInShort(cite);
    const known = sources.get(key);
    if (known !== undefined) return known.place;
    const says = sourceInWords(cite, records);
    if (says === undefined) throw new Failure('broken-promise', `A letter cites ${key}, which does not resolve. Nothing was drafted.`);
    sources.set(key, { cite, says, place: sources.size });
    return sources.size - 1;
  };
  const sayFirst = (templates: readonly SentenceId[], cites: Cites): LetterSentence | undefined => {
    for (const template of templates) {
      const filled = fillSentence(template, cites, records);
      if ('fault' in filled) continue;
      return { template, text: filled.text, cites: Object.fromEntries(Object.entries(cites).map(([name, cite]) => [name, placeOf(cite)])) };
    }
    return undefined;
  };
  return {
    sayFirst,
    say(template, cites = {}) {
      const said = sayFirst([template], cites);
      if (said !== undefined) return said;
      const filled = fillSentence(template, cites, records);
      throw new Failure('broken-promise', `The letter cannot say ${template}: ${'fault' in filled ? filled.fault : ''}.`);
    },
    row(template, cites) {
      const filled = fillSentence(template, cites, records);
      const said = sayFirst([template], cites);
      return said === undefined || 'fault' in filled || filled.cells === undefined ? undefined : { ...said, cells: [...filled.cells] };
    },
    sources: () => [...sources.values()].map(({ cite, says }) => ({ cite, says })),
  };
}
