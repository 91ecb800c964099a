import { NO_ALLERGIES, type Heading } from './find-headings.ts';
import { headingKind, isAbbreviation, isUpperCase, LONGEST_HEADING, mayEndHeading } from './heading-name.ts';
import type { SectionKind } from './reading.ts';

/** Short names that stand for nothing but a section. */
const UNMISTAKABLE = new Set(['HPI', 'PMH', 'PSH', 'ROS', 'PMHX', 'PSHX', 'FHX', 'SHX']);
/** Short names that do so among the parts of a history. */
const IN_A_HISTORY = new Set(['SH', 'FH']);
const HISTORIES = new Set<SectionKind>([
  'past-medical-history',
  'past-surgical-history',
  'family-history',
  'social-history',
  'medications',
  'allergies',
]);
const NEXT_LETTER: Readonly<Partial<Record<SectionKind, Readonly<Record<string, SectionKind>>>>> = {
  'history-of-present-illness': { O: 'physical-exam', A: 'assessment', 'A/P': 'assessment-and-plan' },
  'physical-exam': { A: 'assessment', 'A/P': 'assessment-and-plan' },
  assessment: { P: 'plan' },
};
const WORD_START = /(?<=^|[\s(])\p{L}/gu;

/**
 * Headings inside a line: `… without fever. PMH: asthma. MEDICATIONS: albuterol`. They need their colon and either
 * upper case or, after the end of a sentence, two words or more. Time is linear: each colon looks back a fixed way.
 */
export function runOnHeadings(text: string, { from, to, kind, lettered }: Stretch): Heading[] {
  const found: Heading[] = [];
  let last = from;
  for (let colon = text.indexOf(':', from); colon !== -1 && colon < to; colon = text.indexOf(':', colon + 1)) {
    const current = found.at(-1)?.kind ?? kind;
    const heading =
      before(text, Math.max(last, colon - LONGEST_HEADING), colon, to, current) ??
      (lettered ? letter(text, colon, to, current) : undefined);
    if (heading === undefined || heading.start <= from) continue;
    found.push(heading);
    last = heading.body;
  }
  return found;
}

export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** What the stretch belongs to before its first heading. */
  readonly kind: SectionKind;
  /** True in a line that a letter opened: `S: cough. O: clear. A: bronchitis. P: rest.` */
  readonly lettered: boolean;
}

/** The next letter of a SOAP note that is told in one line. */
function letter(text: string, colon: number, to: number, current: SectionKind): Heading | undefined {
  const name = /[.;]\s+(A\/P|[OAP])$/u.exec(text.slice(Math.max(0, colon - 8), colon))?.[1];
  const kind = name === undefined ? undefined : NEXT_LETTER[current]?.[name];
  if (name === undefined || kind === undefined) return undefined;
  return { kind, heading: name, start: colon - name.length, body: Math.min(to, colon + 1 + spaces(text, colon + 1, to)), level: 2 };
}

function spaces(text: string, from: number, to: number): number {
  return /^\s*/u.exec(text.slice(from, Math.min(to, from + 79)))?.[0].length ?? 0;
}

function before(text: string, earliest: number, colon: number, to: number, current: SectionKind): Heading | undefined {
  const stretch = text.slice(earliest, colon);
  if (!mayEndHeading(stretch)) return undefined;
  for (const match of stretch.matchAll(WORD_START)) {
    const name = stretch.slice(match.index);
    const kind = name.includes(':') ? undefined : (headingKind(name) ?? shortAllergies(name, text.slice(colon + 1, colon + 24)));
    if (kind === undefined || !stands(name, stretch.slice(0, match.index), kind, current)) continue;
    const body = Math.min(to, colon + 1 + spaces(text, colon + 1, to));
    return { kind, heading: name, start: earliest + match.index, body, level: 2 };
  }
  return undefined;
}

function shortAllergies(name: string, following: string): SectionKind | undefined {
  return name === 'ALL' && NO_ALLERGIES.test(following) ? 'allergies' : undefined;
}

function stands(name: string, ahead: string, kind: SectionKind, current: SectionKind): boolean {
  if (!/\s$/u.test(ahead)) return false;
  const sentenceEnds = /(?:[.;!?)]\s+|\s{2,})$/u.test(ahead);
  if (isUpperCase(name)) {
    const word = /(\S+)\s+$/u.exec(ahead)?.[1] ?? '';
    if (sentenceEnds || (!isUpperCase(word) && !isAbbreviation(name))) return true;
    return UNMISTAKABLE.has(name) || (IN_A_HISTORY.has(name) && HISTORIES.has(current));
  }
  if (!sentenceEnds || !/^\p{Lu}/u.test(name) || kind === 'other') return false;
  if (current === 'assessment-and-plan' || current === 'hospital-course') return false;
  return name.includes(' ') || kind === 'allergies' || kind === 'plan' || kind === 'assessment' || kind === 'impression';
}
