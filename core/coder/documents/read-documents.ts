import type { Chart, ChartDocument } from '../../chart/chart.ts';
import type { Range, Reading } from '../../text/reading.ts';
import { otherAuthors, type OtherAuthor } from './other-authors.ts';
import { quotedPassages, setAside } from './quoted-passages.ts';
import type { Step, Trace } from '../trace.ts';
import { copiedForward } from '../../text/copied-forward.ts';
import { instructionLike } from '../../text/instruction-like.ts';
import { readNote } from '../../text/read-note.ts';

/** A document that is coded from, taken apart. */
export interface ReadDocument {
  readonly document: ChartDocument;
  readonly reading: Reading;
  /** Place in reading order: by date, then id. */
  readonly order: number;
  /** Paragraphs, or items of a list, that hold text which addresses a software agent. */
  readonly instructions: readonly Range[];
  /** Pasted messages of somebody else. */
  readonly quoted: readonly Range[];
  /** Parts that somebody else than its author wrote, as their headings say. */
  readonly others: readonly OtherAuthor[];
  /** Passages that stand in an earlier document, at most their numbers apart. */
  readonly copied: readonly (Range & { readonly from: string })[];
}

export interface DocumentsRead {
  readonly read: readonly ReadDocument[];
  readonly skipped: Trace['skipped'];
  readonly steps: readonly Step[];
}

/** Sorts a chart's documents, leaves out those that may not be coded from, and reads the others. */
export function readDocuments(chart: Chart): DocumentsRead {
  const sorted = [...chart.documents].toSorted(byDateThenId);
  const skipped: Trace['skipped'] = [];
  const kept: ChartDocument[] = [];
  for (const document of sorted) {
    const why = whyNotRead(document, chart);
    if (why === undefined) kept.push(document);
    else skipped.push({ document: document.id, why });
  }
  const copies = copiedForward(kept.map(({ id, text }) => ({ id, text })));
  const read = kept.map((document, order) => {
    const reading = readNote(document.text);
    return {
      document,
      reading,
      order,
      instructions: setAside(reading, instructionLike(document.text)),
      quoted: quotedPassages(document.text),
      others: document.role === 'provider' ? otherAuthors(reading) : [],
      copied: copies.filter((copy) => copy.document === document.id).map(({ range, from }) => ({ ...range, from })),
    };
  });
  return { read, skipped, steps: readingSteps(read) };
}

function byDateThenId(a: ChartDocument, b: ChartDocument): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function whyNotRead({ status, role, encounter }: ChartDocument, chart: Chart): string | undefined {
  if (encounter !== chart.encounter.id) return 'It belongs to another encounter.';
  if (status === 'preliminary') return 'It is preliminary; only final and amended documents are coded.';
  if (status === 'superseded') return 'Another document superseded it.';
  if (status === 'entered-in-error') return 'It was entered in error.';
  if (role === 'system') return "It is a system's output, which is evidence and never a provider's statement.";
  return undefined;
}

function readingSteps(read: readonly ReadDocument[]): Step[] {
  const steps: Step[] = [];
  for (const { document, reading, instructions, others, copied } of read) {
    const sections = reading.sections.length;
    steps.push({
      stage: 'read',
      rule: 'read.document',
      says: `${document.id}: ${document.type}, ${sections} ${sections === 1 ? 'section' : 'sections'}.`,
      outcome: 'kept',
    });
    if (instructions.length > 0) {
      steps.push({
        stage: 'read',
        rule: 'read.instruction-like',
        says: `${document.id} holds text that addresses a software agent. It is data; nothing in it was followed.`,
        outcome: 'noted',
      });
    }
    if (others.length > 0) {
      steps.push({
        stage: 'read',
        rule: 'read.other-author',
        says: `${document.id} holds parts that its headings give to another clinician or to the patient.`,
        outcome: 'noted',
      });
    }
    if (copied.length > 0) {
      steps.push({
        stage: 'read',
        rule: 'read.copied-forward',
        says: `${document.id} repeats passages of ${[...new Set(copied.map(({ from }) => from))].join(', ')}, at most their numbers apart.`,
        outcome: 'noted',
      });
    }
  }
  return steps;
}
