import type { Heading } from './find-headings.ts';
import { isRule, type Line } from './lines.ts';
import type { SectionKind } from './reading.ts';

/** Sections of prose, in which a table of numbers is a table of results. */
const PROSE = new Set<SectionKind>([
  'unsectioned',
  'chief-complaint',
  'history-of-present-illness',
  'hospital-course',
  'assessment',
  'assessment-and-plan',
  'plan',
  'other',
]);
const AFTER_COMPLAINT: Readonly<Partial<Record<SectionKind, SectionKind>>> = { 'chief-complaint': 'history-of-present-illness' };
const DIAGNOSES = new Set<SectionKind>(['diagnoses', 'admitting-diagnoses', 'discharge-diagnoses']);
/** Short lists of the history, which an examination without a heading of its own ends. */
const BEFORE_EXAM = new Set<SectionKind>(['social-history', 'family-history', 'allergies', 'medications', 'vitals']);
const VITALS = /^(?:VS|Vitals?|BP|HR|T(?:emp)?)\b[^a-z]{0,24}\d/u;
const EXAM = /^(?:Gen(?:eral)?|HEENT|Neck|CV|Heart|Lungs?|Chest|Resp|Abd(?:omen)?|Ext(?:remities)?|Neuro|Skin)\s*:/u;
const SHORTEST_ACCOUNT = 200;
const PARTED = /\s\s|[\t|]/u;
const CELLS = /\s{2,}|\s*[\t|]\s*/u;
const NUMBER = /^[<>≤≥]?\d+(?:\.\d+)?\s?[HL*]?$/u;
/** A row that gives a dose is one of a list of drugs. */
const DOSE = /\b(?:PO|SC|SQ|IV|IM|BID|TID|QID|daily|nightly|bedtime|tablets?|capsules?|inhal\w+)\b/iu;
const FEWEST_ROWS = 2;

/**
 * The headings of a text with the openings that no heading marks: a chief complaint ends with its paragraph and what follows
 * is the history of it, a list of diagnoses ends where an account begins, and a table of numbers inside prose is one of results.
 */
export function withImplied(lines: readonly Line[], headings: readonly Heading[]): Heading[] {
  const found: Heading[] = [];
  let current: Heading = { kind: 'unsectioned', heading: '', start: 0, body: 0, level: 2 };
  let told = false;
  let at = 0;
  const open = (heading: Heading): void => {
    found.push(heading);
    current = heading;
  };
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined || line.text === '' || isRule(line)) continue;
    const headed = headings.slice(at, endOf(headings, at, line));
    headed.forEach(open);
    at += headed.length;
    if (headed.length > 0) {
      told = current.body < line.end;
      continue;
    }
    const after = told && lines[index - 1]?.text === '' ? kindAfter(current.kind, lines, index) : undefined;
    const exam = examAt(current.kind, line);
    if (after !== undefined) open(opening(after, '', line));
    else if (exam !== undefined) open(opening(exam, '', line));
    told = true;
    const rows = PROSE.has(current.kind) ? tableAt(lines, index) : 0;
    if (rows === 0) continue;
    const { kind, heading } = current;
    open(opening('results', '', line));
    index += rows - 1;
    const rest = nextText(lines, index + 1);
    if (rest !== undefined) open(opening(AFTER_COMPLAINT[kind] ?? kind, heading, rest));
  }
  return found.filter(({ start }, index) => found[index + 1]?.start !== start);
}

/** Index of the first heading behind a line, from one that is not before it. */
function endOf(headings: readonly Heading[], from: number, { next }: Line): number {
  let end = from;
  while ((headings[end]?.start ?? Infinity) < next) end += 1;
  return end;
}

function nextText(lines: readonly Line[], from: number): Line | undefined {
  let index = from;
  while (lines[index]?.text === '') index += 1;
  return lines[index];
}

/** What opens with a line of vital signs or with the name of a part of the body that is examined. */
function examAt(kind: SectionKind, { text }: Line): SectionKind | undefined {
  if (!BEFORE_EXAM.has(kind)) return undefined;
  if (EXAM.test(text)) return 'physical-exam';
  return kind !== 'vitals' && VITALS.test(text) ? 'vitals' : undefined;
}

/** What a paragraph after the first belongs to where its section has come to an end. */
function kindAfter(kind: SectionKind, lines: readonly Line[], index: number): SectionKind | undefined {
  return AFTER_COMPLAINT[kind] ?? (DIAGNOSES.has(kind) && isAccount(lines, index) ? 'unsectioned' : undefined);
}

/** A paragraph of several sentences, as a list of diagnoses has none. */
function isAccount(lines: readonly Line[], index: number): boolean {
  let text = '';
  for (let at = index; (lines[at]?.text ?? '') !== ''; at += 1) text += `${lines[at]?.text ?? ''} `;
  return text.length >= SHORTEST_ACCOUNT && !/^(?:[-•*]|\d+[.)])/u.test(text) && /\p{Ll}{3,}[.!?] \p{Lu}/u.test(text);
}

function opening(kind: SectionKind, heading: string, { start }: Line): Heading {
  return { kind, heading, start, body: start, level: 2 };
}

/** How many lines the table that begins at a line has, its head included; 0 where none begins. */
function tableAt(lines: readonly Line[], index: number): number {
  if (!PARTED.test(lines[index]?.text ?? '')) return 0;
  const head = isRow(lines[index]) && !isNumbers(lines[index]) ? 1 : 0;
  let end = index + head;
  while (isNumbers(lines[end])) end += 1;
  return end - index - head >= FEWEST_ROWS ? end - index : 0;
}

function cellsOf(line: Line | undefined): string[] {
  const text = line?.text ?? '';
  return (PARTED.test(text) ? text.split(CELLS) : [text]).filter((cell) => cell !== '');
}

function isRow(line: Line | undefined): boolean {
  return cellsOf(line).length > 1;
}

function isNumbers(line: Line | undefined): boolean {
  return (
    line !== undefined &&
    PARTED.test(line.text) &&
    cellsOf(line)
      .slice(1)
      .some((cell) => NUMBER.test(cell)) &&
    !DOSE.test(line.text)
  );
}
