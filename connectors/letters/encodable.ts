/** What the typefaces that every PDF reader has can write beyond Latin-1 (Windows-1252). */
const BEYOND = new Set('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ');

/** Signs that notes hold and those typefaces lack, as people spell them. */
const SPELLED: ReadonlyMap<string, string> = new Map([
  ['≥', '>='],
  ['≤', '<='],
  ['→', '->'],
  ['←', '<-'],
  ['↑', '(up)'],
  ['↓', '(down)'],
  ['≈', '~'],
  ['−', '-'],
  ['‑', '-'],
  ['‐', '-'],
  ['α', 'alpha'],
  ['β', 'beta'],
  ['γ', 'gamma'],
  ['Δ', 'delta '],
  ['μ', 'µ'],
  ['✓', '(check)'],
  ['\u2009', ' '],
  ['\u202f', ' '],
  ['\u00a0', ' '],
  ['\t', '    '],
]);

/** The text in signs that the PDF's typefaces have. What they lack is spelled, or named by its number, and never left out. */
export function encodable(text: string): string {
  return [...text]
    .map((sign) => {
      const spelled = SPELLED.get(sign);
      if (spelled !== undefined) return spelled;
      const code = sign.codePointAt(0) ?? 0;
      if (sign === '\n' || (code >= 0x20 && code <= 0x7e) || (code >= 0xa1 && code <= 0xff) || BEYOND.has(sign)) return sign;
      if (code < 0x20) return ' ';
      return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
    })
    .join('');
}
