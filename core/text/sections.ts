import { headingOf, type Heading } from './find-headings.ts';
import { withImplied } from './implied-sections.ts';
import { letterHeadings } from './letter-headings.ts';
import { isRule, type Line } from './lines.ts';
import type { Section, SectionKind } from './reading.ts';
import { runOnHeadings } from './run-on-headings.ts';
import { statedAfterSurgery } from './stated-after-surgery.ts';

/** Sections by their headings, and by what no heading marks. They cover the text without gaps; an empty text has none. */
export function sectionsOf(text: string, lines: readonly Line[]): Section[] {
  const headings = statedAfterSurgery(text, withImplied(lines, headingsOf(text, lines)));
  const sections: Section[] = [];
  const first = headings[0]?.start ?? text.length;
  if (first > 0) sections.push({ start: 0, end: first, kind: 'unsectioned', heading: '', body: 0 });
  headings.forEach(({ kind, heading, start, body }, index) => {
    sections.push({ start, end: headings[index + 1]?.start ?? text.length, kind, heading, body });
  });
  return sections;
}

function headingsOf(text: string, lines: readonly Line[]): Heading[] {
  const found: Heading[] = [];
  const letters = letterHeadings(lines);
  let kind: SectionKind = 'unsectioned';
  let level = 6;
  let marked = false;
  lines.forEach((line, index) => {
    if (line.text === '' || isRule(line)) return;
    const below = lines[index + 1];
    const underlined = below !== undefined && isRule(below) && line.text.length <= 80;
    const since = (): string => text.slice(found.at(-1)?.start ?? 0, line.start);
    const heading = letters.get(line.start) ?? headingOf(line, { kind, level, before: lines[index - 1], underlined, since, marked });
    if (heading !== undefined) {
      found.push(underlined ? { ...heading, body: Math.max(heading.body, (below ?? line).end) } : heading);
      ({ kind, level } = heading);
      marked = line.text.startsWith('#');
    }
    const within = runOnHeadings(text, { from: heading?.body ?? line.start, to: line.end, kind, lettered: heading?.heading.length === 1 });
    found.push(...within);
    kind = within.at(-1)?.kind ?? kind;
  });
  return found;
}
