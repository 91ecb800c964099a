import type { Range, Reading, Sentence } from '../../text/reading.ts';

const OPENS = /^[ \t>]*[-=_*~]{2,}[ \t]*(?:begin|start|forwarded|original|copied|pasted|template|example|sample)\b[^\n]*$/gim;
const CLOSES = /^[ \t>]*[-=_*~]{2,}[ \t]*(?:end|stop)\b[^\n]*$/gim;

/** Messages that somebody else wrote and that were pasted between marked lines: they are not the author's statement. */
export function quotedPassages(text: string): Range[] {
  const passages: Range[] = [];
  for (const open of text.matchAll(OPENS)) {
    if (open.index < (passages.at(-1)?.end ?? 0)) continue;
    CLOSES.lastIndex = open.index + open[0].length;
    const close = CLOSES.exec(text);
    if (close !== null) passages.push({ start: open.index, end: close.index + close[0].length });
  }
  return passages;
}

/**
 * What is set aside for each passage, for nothing near it is evidence: its whole paragraph, from blank line to blank line; in a
 * list the rest of the item that it stands in, since the others are the author's own.
 */
export function setAside({ text, sentences }: Reading, passages: readonly Range[]): Range[] {
  const blanks = passages.length === 0 ? [] : [...text.matchAll(/\n[ \t]*\r?\n/g)].map(({ index }) => index);
  return passages.map((passage) => {
    const start = blanks.findLast((at) => at < passage.start) ?? 0;
    const end = blanks.find((at) => at >= passage.end) ?? text.length;
    const near = sentences.filter((sentence) => sentence.start >= start && sentence.end <= end);
    const others = near.filter(({ item, ...range }) => item && (range.end <= passage.start || range.start >= passage.end));
    return others.length === 0 ? { start, end } : itemAround(near, passage, end);
  });
}

/** From the sentence that the passage begins in to the next item: what follows it in its own item is part of it. */
function itemAround(near: readonly Sentence[], passage: Range, end: number): Range {
  const first = near.findLast((sentence) => sentence.start <= passage.start);
  const next = near.find((sentence) => sentence.start >= passage.end && sentence.item);
  return { start: Math.min(first?.start ?? passage.start, passage.start), end: next?.start ?? end };
}
