import { lineStart } from './line-start.ts';
import type { Range, Sentence } from './reading.ts';

const MINUS = /(?:^|[\s,;:])[-–−]\s?$/u;
/** A row of items that a dash opens each, the first right at the head of the line or behind its label. */
const ROW = /^(?:\s*[\p{L}/ ]{0,40}:){0,2}\s*[-–−]\s?\p{L}[^-–−+\n]{1,40}\s[-–−]\s?\p{L}/u;
const WIDTH = 4;

/** `ROS: - fever - chills`: in a review of systems a row of dashes on one line denies; a dash that opens a line alone is a bullet. */
export function minusBefore(text: string, { start, section }: Sentence, target: Range): Range | undefined {
  if (section.kind !== 'review-of-systems') return undefined;
  const from = Math.max(section.start, target.start - WIDTH);
  const match = MINUS.exec(text.slice(from, target.start));
  if (match === null) return undefined;
  const line = Math.max(section.start, lineStart(text, start));
  const row = text.slice(line, target.end + 1 + 120).split('\n', 1)[0] ?? '';
  if (!ROW.test(row)) return undefined;
  const at = from + match.index + match[0].search(/[-–−]/u);
  return { start: at, end: at + 1 };
}
