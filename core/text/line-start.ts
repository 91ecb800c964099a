/** A line is looked for no farther back than this, so that a text in one line costs no more than others. */
const FARTHEST = 2000;

/** Where the line of a place begins; a fixed way back where it begins farther off. */
export function lineStart(text: string, at: number): number {
  const from = Math.max(0, at - FARTHEST);
  const found = text.slice(from, at).lastIndexOf('\n');
  return from + found + 1;
}
