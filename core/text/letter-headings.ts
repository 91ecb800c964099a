import type { Heading } from './find-headings.ts';
import type { Line } from './lines.ts';
import type { SectionKind } from './reading.ts';

/** Notes whose parts are named by one letter each. Only the whole row of letters, in order, tells that they are names. */
const SCHEMES: readonly (readonly (readonly [letter: string, kind: SectionKind])[])[] = [
  [
    ['S', 'history-of-present-illness'],
    ['O', 'physical-exam'],
    ['A', 'assessment'],
    ['P', 'plan'],
  ],
  [
    ['S', 'history-of-present-illness'],
    ['O', 'physical-exam'],
    ['A/P', 'assessment-and-plan'],
  ],
  [
    ['D', 'history-of-present-illness'],
    ['A', 'assessment'],
    ['P', 'plan'],
  ],
  [
    ['B', 'history-of-present-illness'],
    ['I', 'other'],
    ['R', 'other'],
    ['P', 'plan'],
  ],
  [
    ['G', 'other'],
    ['I', 'other'],
    ['R', 'other'],
    ['P', 'plan'],
  ],
];
/** A letter at the head of a line with its mark: `S:`, `S)`, `S -`, or `S` alone. A letter and a full stop is a list's. */
const LETTER = /^[*_#\s]{0,6}([SOAPDBIRG](?:\/P)?)[*_]{0,3}(?:\s?(:|\)|-(?=\s)|[–—])[*_]{0,3}\s*|$)/u;

interface Lettered {
  readonly letter: string;
  readonly mark: string;
  readonly heading: Omit<Heading, 'kind'>;
}

/** The headings of one letter by the place where they begin; none where a row of letters is not complete. */
export function letterHeadings(lines: readonly Line[]): ReadonlyMap<number, Heading> {
  const found = lines.flatMap((line) => lettered(line) ?? []);
  for (const scheme of SCHEMES) {
    for (const mark of new Set(found.map((one) => one.mark))) {
      const headings = follow(
        scheme,
        found.filter((one) => one.mark === mark),
      );
      if (headings.length > 0) return new Map(headings.map((heading) => [heading.start, heading]));
    }
  }
  return new Map();
}

function lettered(line: Line): Lettered | undefined {
  const match = LETTER.exec(line.text.slice(0, 16));
  if (match === null || (match[2] === undefined && line.text.length > match[0].length)) return undefined;
  const letter = match[1] ?? '';
  const body = Math.min(line.end, line.start + match[0].length);
  return { letter, mark: match[2] ?? '', heading: { heading: letter, start: line.start, body, level: 2 } };
}

/** Every full row of the scheme, one after another, as a chart holds several notes. */
function follow(scheme: (typeof SCHEMES)[number], found: readonly Lettered[]): Heading[] {
  const headings: Heading[] = [];
  let row: Heading[] = [];
  for (const { letter, heading } of found) {
    const next = scheme[row.length];
    if (next === undefined || next[0] !== letter) continue;
    row.push({ ...heading, kind: next[1] });
    if (row.length < scheme.length) continue;
    headings.push(...row);
    row = [];
  }
  return headings;
}
