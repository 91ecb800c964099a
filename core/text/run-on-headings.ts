import type { Heading } from './find-headings.ts';
import { headingKind, isAbbreviation, isUpperCase, LONGEST_HEADING, mayEndHeading } from './heading-name.ts';
import type { SectionKind } from './reading.ts';

const WORD_START = /(?<=^|[\s(])\p{L}/gu;

/**
 * Headings inside a line: `… without fever. PMH: asthma. MEDICATIONS: albuterol`. They need their colon and either
 * upper case or, after the end of a sentence, two words or more. Time is linear: each colon looks back a fixed way.
 */
export function runOnHeadings(text: string, from: number, to: number, kind: SectionKind): Heading[] {
  const found: Heading[] = [];
  let last = from;
  for (let colon = text.indexOf(':', from); colon !== -1 && colon < to; colon = text.indexOf(':', colon + 1)) {
    const heading = before(text, Math.max(last, colon - LONGEST_HEADING), colon, to, found.at(-1)?.kind ?? kind);
    if (heading === undefined || heading.start <= from) continue;
    found.push(heading);
    last = heading.body;
  }
  return found;
}

function before(text: string, earliest: number, colon: number, to: number, current: SectionKind): Heading | undefined {
  const stretch = text.slice(earliest, colon);
  if (!mayEndHeading(stretch)) return undefined;
  for (const match of stretch.matchAll(WORD_START)) {
    const name = stretch.slice(match.index);
    const kind = name.includes(':') ? undefined : headingKind(name);
    if (kind === undefined || !stands(name, stretch.slice(0, match.index), kind, current)) continue;
    const space = /^\s*/u.exec(text.slice(colon + 1, Math.min(to, colon + 80)))?.[0].length ?? 0;
    return { kind, heading: name, start: earliest + match.index, body: Math.min(to, colon + 1 + space), level: 2 };
  }
  return undefined;
}

function stands(name: string, ahead: string, kind: SectionKind, current: SectionKind): boolean {
  if (!/\s$/u.test(ahead)) return false;
  const sentenceEnds = /(?:[.;!?)]\s+|\s{2,})$/u.test(ahead);
  if (isUpperCase(name)) {
    const word = /(\S+)\s+$/u.exec(ahead)?.[1] ?? '';
    return sentenceEnds || (!isUpperCase(word) && !isAbbreviation(name));
  }
  if (!sentenceEnds || !/^\p{Lu}/u.test(name) || kind === 'other') return false;
  if (current === 'assessment-and-plan' || current === 'hospital-course') return false;
  return name.includes(' ') || kind === 'allergies' || kind === 'plan' || kind === 'assessment' || kind === 'impression';
}
