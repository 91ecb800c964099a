import type { Delimiters } from './segment.ts';

/**
 * Looks `text` through from `from` and adds to `marks` where each element of a segment begins, and at last one past its end. `before` is what
 * is added to each, where earlier pieces of the segment stand before `text`. False where its end has not come.
 */
export function scanSegment(text: string, from: number, delimiters: Delimiters, marks: number[], before: number): boolean {
  const [element, segment] = [delimiters.element.charCodeAt(0), delimiters.segment.charCodeAt(0)];
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === element) marks.push(before + at + 1);
    else if (code === segment) {
      marks.push(before + at + 1);
      return true;
    }
  }
  return false;
}
