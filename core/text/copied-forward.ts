import type { Range } from './reading.ts';

/** Text of one document that already stood, word for word, in an earlier one. */
export interface CopiedForward {
  readonly document: string;
  readonly range: Range;
  /** The earliest document in which it stands. */
  readonly from: string;
}

/** Shorter paragraphs repeat by themselves: headings, templates, `Patient seen and examined.` */
const SHORTEST = 120;

/**
 * Paragraphs that stand again, to the letter after folding of white space, in a later document. Documents are given
 * in the order of their dates. Time is linear in their length.
 */
export function copiedForward(documents: readonly { readonly id: string; readonly text: string }[]): CopiedForward[] {
  const origin = new Map<string, string>();
  const found: CopiedForward[] = [];
  for (const { id, text } of documents) {
    const own: string[] = [];
    for (const range of paragraphs(text)) {
      const folded = text.slice(range.start, range.end).replace(/\s+/gu, ' ');
      if (folded.length < SHORTEST) continue;
      const from = origin.get(folded);
      if (from === undefined) own.push(folded);
      else found.push({ document: id, range, from });
    }
    for (const folded of own) origin.set(folded, id);
  }
  return found;
}

/** Stretches between blank lines, without white space at either end. */
function paragraphs(text: string): Range[] {
  const found: Range[] = [];
  let start = -1;
  let end = 0;
  for (const line of text.matchAll(/[^\r\n]+/gu)) {
    const from = line.index + line[0].length - line[0].trimStart().length;
    const to = line.index + line[0].trimEnd().length;
    const gap = start === -1 ? '' : text.slice(end, line.index).replace(/\r\n?/gu, '\n');
    if (start !== -1 && (gap.split('\n').length > 2 || from >= to)) {
      found.push({ start, end });
      start = -1;
    }
    if (from >= to) continue;
    if (start === -1) start = from;
    end = to;
  }
  if (start !== -1) found.push({ start, end });
  return found;
}
