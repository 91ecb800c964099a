const DASHES = /[\u2010-\u2015\u2212]/g;
const SINGLE_QUOTES = /[\u2018\u2019\u02bc\u00b4`]/g;
const DOUBLE_QUOTES = /[\u201c\u201d\u201e\u00ab\u00bb]/g;
const SPACES = /[\u00a0\u2000-\u200b\u202f\u3000\t]/g;

/** Plain lower-case form for reading. It has the length of `text`, so that an offset in one is an offset in the other. */
export function fold(text: string): string {
  return text
    .replace(DASHES, '-')
    .replace(SINGLE_QUOTES, "'")
    .replace(DOUBLE_QUOTES, '"')
    .replace(SPACES, ' ')
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/**
 * Which stretches of a folded text are someone else's words: what stands in quotation marks, in a code fence or on a line that
 * begins with `>`. A person's own decision is never read from them.
 */
export function quotedRanges(folded: string): readonly (readonly [number, number])[] {
  const ranges: [number, number][] = [];
  for (const found of folded.matchAll(/'''[\s\S]*?(?:'''|$)|"[^"]*(?:"|$)|(?<=^|[\s(:])'[^'\n]+'(?=$|[\s.,;:!?)])|^\s*>.*$/gm)) {
    ranges.push([found.index, found.index + found[0].length]);
  }
  return ranges;
}
