import type { Chart, ChartDocument } from '../../chart/chart.ts';
import type { LocalDate } from '../../codes.ts';
import { readDocuments, type ReadDocument } from '../../coder/documents/read-documents.ts';
import { assertionOf } from '../../text/assertion.ts';
import type { Range, SectionKind, Sentence } from '../../text/reading.ts';

/** Words of a chart that a letter may quote, with where they stand. */
export interface Passage {
  readonly document: ChartDocument['id'];
  readonly start: number;
  readonly end: number;
  readonly quote: string;
}

const LONGEST = 400;
/** A line that names the patient: a payer has it already, and no argument needs it. */
const IDENTIFIES = /\b(?:DOB|D\.O\.B|date of birth|MRN|SSN|medical record (?:number|no))\b/i;

export function identifies(text: string): boolean {
  return IDENTIFIES.test(text);
}

/**
 * Sentences of a provider that say one of these words as a fact of this patient and this care: not denied, feared, planned, of the past
 * or of the family. What speaks to a program, was pasted in or was written by somebody else is left out. In the order of the chart, at most
 * `most`, each text once.
 */
export function findPassages(
  chart: Chart,
  wanted: {
    readonly words: RegExp;
    /** A sentence with one of these says that it ends, or something else. */
    readonly without?: RegExp;
    readonly types?: readonly ChartDocument['type'][];
    /** Which sentences speak of the matter at all. */
    readonly about?: (sentence: string, at: { readonly type: ChartDocument['type']; readonly section: SectionKind }) => boolean;
    /** Documents of this day alone. */
    readonly on?: LocalDate;
    readonly most: number;
  },
): readonly Passage[] {
  const found = new Map<string, Passage>();
  for (const read of readDocuments(chart).read) {
    const { document, reading } = read;
    if (document.role !== 'provider' || (wanted.types !== undefined && !wanted.types.includes(document.type))) continue;
    if (wanted.on !== undefined && document.date !== wanted.on) continue;
    for (const sentence of reading.sentences) {
      if (found.size >= wanted.most) return [...found.values()];
      if (!says(read, sentence, wanted.words) || isSetAside(read, sentence)) continue;
      const text = document.text.slice(sentence.start, sentence.end);
      if (wanted.about?.(text, { type: document.type, section: sentence.section.kind }) === false) continue;
      const passage = passageOf(document, sentence);
      if (passage !== undefined && wanted.without?.test(passage.quote) !== true && !found.has(passage.quote))
        found.set(passage.quote, passage);
    }
  }
  return [...found.values()];
}

function says({ document, reading }: ReadDocument, sentence: Sentence, words: RegExp): boolean {
  const text = document.text.slice(sentence.start, sentence.end);
  const match = words.exec(text);
  if (match === null) return false;
  const target = { start: sentence.start + match.index, end: sentence.start + match.index + match[0].length };
  return assertionOf(reading, sentence, target).status === 'present';
}

function isSetAside({ instructions, quoted, others }: ReadDocument, sentence: Range): boolean {
  return [...instructions, ...quoted, ...others].some(({ start, end }) => sentence.start < end && start < sentence.end);
}

function passageOf({ id, text }: ChartDocument, { start, end }: Range): Passage | undefined {
  const stop = Math.min(end, start + LONGEST);
  const quote = text.slice(start, stop);
  // A sentence that is cut says less than its author did.
  return stop < end || identifies(quote) ? undefined : { document: id, start, end, quote };
}
