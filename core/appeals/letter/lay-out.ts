import { z } from 'zod';
import { numberSources, runsOf } from './number-sources.ts';
import type { AppealLetter } from './letter.ts';
import { REFUSED_COLUMNS } from './sentence-templates.ts';

/** A paragraph as it is read: sentences with the numbers of their sources, or a table whose sources stand at the sentence before it. */
export const LaidParagraph = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sentences'), sentences: z.array(z.strictObject({ text: z.string(), marks: z.string() })) }),
  z.strictObject({
    kind: z.literal('table'),
    columns: z.array(z.string()),
    rows: z.array(z.array(z.string())),
    /** The rows as text, where no table can be drawn. */
    lines: z.array(z.string()),
  }),
]);
export type LaidParagraph = z.infer<typeof LaidParagraph>;

export interface LaidOut {
  readonly paragraphs: readonly LaidParagraph[];
  readonly sources: readonly string[];
}

/** The body of a letter with its sources numbered, as every form of it has them. */
export function layOut(letter: AppealLetter): LaidOut {
  const { list, marksOf } = numberSources(letter);
  const paragraphs = letter.paragraphs.map((paragraph, at): LaidParagraph => {
    if ('table' in paragraph)
      return {
        kind: 'table',
        columns: [...REFUSED_COLUMNS],
        rows: paragraph.rows.map(({ cells }) => [...cells]),
        lines: paragraph.rows.map(({ text }) => text),
      };
    const next = letter.paragraphs[at + 1];
    const rows = next !== undefined && 'table' in next ? next.rows : [];
    const sentences = paragraph.map((one, place) => ({
      text: one.worded ?? one.text,
      marks: inBrackets(marksOf(place === paragraph.length - 1 ? [one, ...rows] : [one])),
    }));
    return { kind: 'sentences', sentences };
  });
  return { paragraphs, sources: list };
}

/** `[1][2]`, and three or more in a row as `[1-3]`. */
function inBrackets(marks: readonly number[]): string {
  return runsOf(marks)
    .map((run) => `[${run}]`)
    .join('');
}

/** Sentences in a row, each with the numbers of its sources behind it. */
export function inARow(sentences: Extract<LaidParagraph, { readonly kind: 'sentences' }>['sentences']): string {
  return sentences.map(({ text, marks }) => (marks === '' ? text : `${text} ${marks}`)).join(' ');
}
