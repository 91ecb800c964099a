/** Question marks that open what follows, as in `Dietitian sent, ? malnutrition`, and do not end what stands before them. */
const OPENING = /(?:^|[\s,;:(/–—-])(\?+[^\S\r\n]*)$/u;
const LONGEST = 12;

/** Where to begin a quotation at `start` so that it keeps the question mark before it: without that a doubt reads as a finding. */
export function fromItsDoubt(text: string, start: number): number {
  const mark = OPENING.exec(text.slice(Math.max(0, start - LONGEST), start))?.[1] ?? '';
  return start - mark.length;
}
