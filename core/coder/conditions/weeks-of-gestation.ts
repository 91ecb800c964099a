import type { Icd10Cm } from '../../codes.ts';
import { inAnyPattern } from '../../terminology/code-pattern.ts';
import type { CompiledEdition, CompiledEntry } from '../../terminology/compiled-edition.ts';
import type { Range, SectionKind, Sentence } from '../../text/reading.ts';
import type { ReadDocument } from '../documents/read-documents.ts';
import { surroundings, type Unnumbered } from '../words/read-term.ts';

type Trimester = 'first' | 'second' | 'third';

/** A pregnancy that goes on, or ends in a delivery: the weeks are told of no other one (I.C.21.c.11). */
const PREGNANCY = ['O09-O84', 'O94-O9A', 'Z33.1', 'Z34', 'Z36'];
/** Chapter 15 counts its trimesters from the first day of the last period. */
const TRIMESTERS: readonly (readonly [below: number, name: Trimester])[] = [
  [14, 'first'],
  [28, 'second'],
  [43, 'third'],
];
const FEWEST = 4;
const MOST = 42;

/** `30 weeks`, `38 weeks 6 days`, `31+2 weeks`, `32w4d`. */
const WEEKS =
  /(?<![\d.\-–/])\b(\d{1,2})(?:\s*\+\s*[0-6]|\s[0-6]\/7)?[ -]?(?:(?:weeks?|wks?)\b(?:,?\s*(?:and )?[0-6]\s*(?:days?|d)\b)?|w ?[0-6] ?d\b)/giu;
/** Words before and behind a number of weeks that make the age of the pregnancy of it. */
const AGE_BEFORE =
  /\b(?:at|now|GA|EGA|gestational age(?: of)?|IUP(?: at)?|pregnancy(?: at)?|G\d+\s?P\d+(?:\s?at)?|dated(?: at)?)[:,]?\s*$/i;
const AGE_AFTER = /^\s*(?:of\s+)?(?:gestation|gestational|pregnant|pregnancy|GA|EGA|IUP|by (?:LMP|ultrasound|dates?|US))\b/i;
/** And those that make a time of something else. */
const TIME_BEFORE =
  /\b(?:for|x|in|every|past|last|over|within|next|after|than|another|each|per|until|by|least|times?|follow[- ]?up|return|recheck|repeat)(?: (?:the|about|approximately))?[:,]?\s*$/i;
const TIME_AFTER =
  /^\s*(?:ago|post\w*|later|prior|after|before|from now|old|history|follow|return|course|supply|status|s\/p|of (?!gestation|pregnancy))/i;
const APPOINTMENT = /\b(?:follow|f\/u|return|rtc|recheck|repeat|postpartum|post[- ]op|course|ago)\b/i;
const ALONE_BEFORE = /(?:^|[,.;(\n])\s*$/;
const ALONE_AFTER = /^\s*(?:[,.;)\n]|$)/;
const OTHER_SECTIONS: ReadonlySet<SectionKind> = new Set([
  'past-medical-history',
  'past-surgical-history',
  'family-history',
  'medications',
  'allergies',
  'instructions',
  'plan',
]);
const NEAR = 40;

/**
 * Reads how far a pregnancy has gone: the weeks are a code of their own, and tell the trimester of every code that asks for one
 * and whose words do not say it. Where the chart gives several numbers, the first document's holds; where that has several, none.
 */
export function readGestation(
  read: readonly ReadDocument[],
  found: readonly Unnumbered[],
  edition: CompiledEdition,
): readonly Unnumbered[] {
  if (!found.some(({ status, code }) => status === 'present' && code !== undefined && inAnyPattern(PREGNANCY, code))) return found;
  const stated = read.filter(({ document }) => document.role === 'provider').map((source) => weeksIn(source));
  const first = stated.find((weeks) => weeks.length > 0) ?? [];
  const age = first.every(({ weeks }) => weeks === first[0]?.weeks) ? first[0]?.weeks : undefined;
  const trimester = age === undefined ? trimesterSaid(read) : TRIMESTERS.find(([below]) => age < below)?.[1];
  const dated = trimester === undefined ? found : found.map((mention) => ofTrimester(mention, trimester, edition));
  const code = age === undefined ? undefined : weeksCode(age, edition);
  if (code === undefined || found.some((mention) => mention.code === code)) return dated;
  return [...dated, ...first.map((one) => mentionOf(one, code))];
}

interface Stated {
  readonly source: ReadDocument;
  readonly sentence: Sentence;
  readonly range: Range;
  readonly weeks: number;
}

function weeksIn(source: ReadDocument): Stated[] {
  const { text } = source.document;
  return source.reading.sentences.flatMap((sentence) => {
    if (OTHER_SECTIONS.has(sentence.section.kind)) return [];
    const said = text.slice(sentence.start, sentence.end);
    return [...said.matchAll(WEEKS)].flatMap((match) => {
      const range = { start: sentence.start + match.index, end: sentence.start + match.index + match[0].length };
      const weeks = Number(match[1]);
      return weeks >= FEWEST && weeks <= MOST && isAge(text, sentence, range) ? [{ source, sentence, range, weeks }] : [];
    });
  });
}

function isAge(text: string, sentence: Sentence, { start, end }: Range): boolean {
  const before = text.slice(Math.max(sentence.start, start - NEAR), start);
  const after = text.slice(end, end + NEAR);
  if (TIME_AFTER.test(after) || TIME_BEFORE.test(before)) return false;
  if (AGE_BEFORE.test(before) || AGE_AFTER.test(after)) return true;
  return ALONE_BEFORE.test(before) && ALONE_AFTER.test(after) && !APPOINTMENT.test(text.slice(sentence.start, sentence.end));
}

const SAID = /\b(first|1st|second|2nd|third|3rd) trimester\b/giu;
const NAMES: Readonly<Record<string, Trimester>> = {
  first: 'first',
  '1st': 'first',
  second: 'second',
  '2nd': 'second',
  third: 'third',
  '3rd': 'third',
};

/** The one trimester that the providers name; `undefined` where they name none or several. */
function trimesterSaid(read: readonly ReadDocument[]): Trimester | undefined {
  const said = read
    .filter(({ document }) => document.role === 'provider')
    .flatMap(({ document }) => [...document.text.matchAll(SAID)].flatMap((match) => NAMES[(match[1] ?? '').toLowerCase()] ?? []));
  return said.every((name) => name === said[0]) ? said[0] : undefined;
}

const OPEN = 'unspecified trimester';

function ofTrimester(mention: Unnumbered, trimester: Trimester, edition: CompiledEdition): Unnumbered {
  const title = mention.code === undefined ? undefined : edition.code(mention.code)?.title;
  if (mention.code === undefined || title?.endsWith(OPEN) !== true) return mention;
  const wanted = title.replace(OPEN, `${trimester} trimester`);
  const better = edition.under(mention.code).find((sibling) => sibling.title === wanted);
  return better === undefined ? mention : { ...mention, code: better.code, path: `${mention.path} > ${trimester} trimester` };
}

function weeksCode(weeks: number, edition: CompiledEdition): Icd10Cm | undefined {
  const found = edition.code(weeks < 8 ? 'Z3A.01' : `Z3A.${String(weeks).padStart(2, '0')}`);
  return found?.billable === true ? found.code : undefined;
}

const NO_NAMES: ReadonlySet<string> = new Set();
const MAIN = 'Pregnancy, weeks of gestation';
const ENTRY: Omit<CompiledEntry, 'code'> = {
  id: -1,
  main: MAIN,
  origin: 'phrase',
  subterms: [],
  also: [],
  notIn: [],
  onlyIn: [],
  uses: NO_NAMES,
};

function mentionOf({ source, sentence, range, weeks }: Stated, code: Icd10Cm): Unnumbered {
  const place = { source, sentence };
  return {
    ...surroundings(place, range, { status: 'present', rule: 'assert.present.default' }),
    entry: { ...ENTRY, code },
    names: NO_NAMES,
    modifiers: [],
    refused: [],
    target: code,
    code,
    path: `${MAIN} > ${weeks} weeks`,
  };
}
