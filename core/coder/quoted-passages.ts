import type { Range } from '../text/reading.ts';

const OPENS = /^[ \t>]*[-=_*~]{2,}[ \t]*(?:begin|start|forwarded|original|copied|pasted)\b[^\n]*$/gim;
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

/** The paragraphs that the passages stand in, from blank line to blank line: nothing in them is evidence. */
export function wholeParagraphs(text: string, passages: readonly Range[]): Range[] {
  return passages.map(({ start, end }) => {
    const blanks = [...text.matchAll(/\n[ \t]*\r?\n/g)].map(({ index }) => index);
    return {
      start: blanks.findLast((at) => at < start) ?? 0,
      end: blanks.find((at) => at >= end) ?? text.length,
    };
  });
}
