import { headingKind, headingWords, isAbbreviation, isUpperCase, LONGEST_HEADING } from './heading-name.ts';
import { HISTORY_PARTS } from './headings.ts';
import { listed } from './listed.ts';
import type { Line } from './lines.ts';
import type { SectionKind } from './reading.ts';

export interface Heading {
  readonly kind: SectionKind;
  readonly heading: string;
  /** Where the section begins. */
  readonly start: number;
  readonly body: number;
  /** 1 is the outermost; plain headings are 2, as `## Plan` is. */
  readonly level: number;
}

/** What stands around a line and decides whether it can be a heading. */
export interface Place {
  readonly kind: SectionKind;
  readonly level: number;
  readonly before: Line | undefined;
  readonly underlined: boolean;
  /** What stands between the section's heading, that one included, and the line. */
  readonly since: () => string;
  /** True where the section itself opened with a mark such as `##`. */
  readonly marked: boolean;
}

/** Sections told problem by problem, where names such as `Labs:` or `CARDIAC:` only label a paragraph. */
const BY_PROBLEM = new Set<string>(
  listed(`
  assessment, assessment-and-plan, plan, hospital-course`),
);
/** Sections in which each line is a problem of the patient. */
const PROBLEMS = new Set<string>([
  ...BY_PROBLEM,
  ...listed('diagnoses, admitting-diagnoses, discharge-diagnoses, impression, past-medical-history'),
]);
const LABELS = new Set<string>(
  listed(`
  results, imaging, vitals, physical-exam, findings, impression, indication, procedures, medications, other`),
);
/** Where an unknown heading may close the section: free text, not systems, tests or problems. */
const CLOSED_BY_UNKNOWN = new Set<string>(
  listed(`
  unsectioned, chief-complaint, history-of-present-illness, past-medical-history, past-surgical-history,
  family-history, social-history, medications, allergies, instructions, procedures, indication, other`),
);
const HISTORIES = new Set<string>(
  listed(`
  past-medical-history, past-surgical-history, family-history, social-history`),
);
const TESTED = new Set<string>(listed('results, imaging'));
/** What a list of allergies begins with, where "ALL" stands for one. */
export const NO_ALLERGIES = /^\s*(?:NKDA|NKA|NKFA|none known|no known|PCN|penicillins?|sulfa)\b/iu;
const SOAP: ReadonlyMap<string, SectionKind> = new Map([
  ['S', 'history-of-present-illness'],
  ['O', 'physical-exam'],
  ['A', 'assessment'],
  ['P', 'plan'],
]);
const BEFORE_SOAP: Readonly<Record<string, readonly SectionKind[]>> = {
  S: ['unsectioned', 'chief-complaint', 'other'],
  O: ['history-of-present-illness'],
  A: ['physical-exam', 'results', 'imaging', 'vitals', 'history-of-present-illness'],
  P: ['assessment'],
};
/** `[PLAN]`, `<Plan>`, `*** PLAN ***`, `=== PLAN ===`: what is put around a name on a line of its own. */
const WRAPPED =
  /^(?:\[{1,2}|<{1,3}|\*{2,}|={2,}|-{2,}|~{2,}|_{2,}|#{2,})\s*([\p{L}\p{N}][^\][<>=*~_#]*?)\s*:?\s*(?:\]{1,2}|>{1,3}|\*{2,}|={2,}|-{2,}|~{2,}|_{2,}|#{2,})\s*:?$/u;
/** The study that a heading in capitals names: `CT CHEST WITH CONTRAST:`. */
const STUDY = /^(?:ct|cta|ctv|mri|mra|mrv|us|ultrasound|xr|x ray|chest x ray|cxr|kub|pet|echo|echocardiogram|tte|tee|doppler|mammogram)\b/u;
/** Words of a report on pictures, whose impression is the radiologist's. */
const PICTURES =
  /\b(?:CT|CTA|CTV|MRI|MRA|MRV|MRCP|PET|US|KUB|CXR|DEXA|TTE|TEE|echo\w*|ultraso\w+|sonogra\w+|x-?\s?rays?|radiogra\w+|radiolog\w+|films?|doppler|duplex|mammogra\w+|angiogra\w+|scans?|views?|comparison|technique|contrast|imaging|fluoroscop\w+|bone density|EEG|EKG|ECG|EMG)\b/iu;
const MARKUP = /^(?:(#{1,6})\s*)?(?:[-•]\s+(?=\p{Lu}{2}))?[*_]{0,3}(?:(?:[IVX]{1,4}|[A-Z]|\d{1,2})[.)]\s+)?/u;

interface Name {
  readonly text: string;
  readonly body: number;
  readonly inline: boolean;
  readonly colon: boolean;
}

/** The heading at the beginning of a line, if there is one. */
export function headingOf(line: Line, place: Place): Heading | undefined {
  const wrapped = wrappedHeading(line);
  if (wrapped !== undefined) return wrapped;
  const markup = MARKUP.exec(line.text);
  const prefix = markup?.[0] ?? '';
  const level = markup?.[1]?.length ?? (place.underlined ? 1 : 2);
  const marked = markup?.[1] !== undefined || place.underlined;
  const name = nameOf(line, prefix.length);
  if (name === undefined || !/^[\p{L}\p{N}]/u.test(name.text)) return undefined;
  const known =
    headingKind(name.text) ?? partOfHistory(name, place) ?? soap(name, place) ?? study(name, place) ?? shortAllergies(name, line);
  const open = { heading: name.text, start: line.start, body: name.body, level };
  if (known !== undefined && mayOpen(known, name, marked, place, line, prefix)) {
    return { kind: placed(known, name, place), ...open };
  }
  if (known === undefined && !isProblem(line, markup?.[1], place) && unknownOpens(name, marked, level, place))
    return { kind: 'other', ...open };
  return undefined;
}

function wrappedHeading(line: Line): Heading | undefined {
  if (line.text.length > LONGEST_HEADING + 20 || !/^[[<*=~_#-]/u.test(line.text)) return undefined;
  const name = WRAPPED.exec(line.text)?.[1];
  const kind = name === undefined ? undefined : headingKind(name);
  return name === undefined || kind === undefined ? undefined : { kind, heading: name, start: line.start, body: line.end, level: 2 };
}

function study(name: Name, { kind }: Place): SectionKind | undefined {
  if (!name.colon || !isUpperCase(name.text) || BY_PROBLEM.has(kind) || !STUDY.test(headingWords(name.text))) return undefined;
  return name.inline && !TESTED.has(kind) ? undefined : 'imaging';
}

/** `ALL:` is a leukemia but for what is listed under it. */
function shortAllergies(name: Name, line: Line): SectionKind | undefined {
  return name.text === 'ALL' && name.colon && NO_ALLERGIES.test(line.text.slice(name.body - line.start)) ? 'allergies' : undefined;
}

function nameOf(line: Line, from: number): Name | undefined {
  const rest = line.text.slice(from, from + LONGEST_HEADING + 20);
  const mark = separator(rest);
  if (mark === undefined) {
    if (line.text.length - from > LONGEST_HEADING) return undefined;
    const text = rest.replace(/[\s#*_]+$/u, '');
    return text === '' ? undefined : { text, body: line.end, inline: false, colon: false };
  }
  const text = rest.slice(0, mark.at).replace(/[\s*_]+$/u, '');
  const after = /^[\s*_]*/u.exec(rest.slice(mark.to))?.[0].length ?? 0;
  const body = Math.min(line.start + from + mark.to + after, line.end);
  return text === '' ? undefined : { text, body, inline: body < line.end, colon: true };
}

/** A colon that is not inside brackets, or a spaced dash after upper-case words. */
function separator(rest: string): { at: number; to: number } | undefined {
  let depth = 0;
  for (let at = 0; at < rest.length; at += 1) {
    const char = rest[at];
    if (char === '(') depth += 1;
    else if (char === ')') depth -= 1;
    else if (depth <= 0 && (char === ':' || char === '：')) return { at, to: at + 1 };
    else if (depth <= 0 && char === ' ' && /^ [-–—] /u.test(rest.slice(at, at + 3)) && isUpperCase(rest.slice(0, at))) {
      return { at, to: at + 3 };
    }
  }
  return undefined;
}

function partOfHistory(name: Name, place: Place): SectionKind | undefined {
  return HISTORIES.has(place.kind) ? HISTORY_PARTS.get(headingWords(name.text)) : undefined;
}

function soap(name: Name, place: Place): SectionKind | undefined {
  const kind = SOAP.get(name.text);
  return kind !== undefined && name.colon && BEFORE_SOAP[name.text]?.includes(place.kind) === true ? kind : undefined;
}

function mayOpen(known: SectionKind, name: Name, marked: boolean, place: Place, line: Line, prefix: string): boolean {
  if (marked) return true;
  const upper = isUpperCase(name.text);
  if (/\d|\b[IVXA-Z][.)]/u.test(prefix) && !upper) return false;
  if (/^[-•*]\s/u.test(prefix) && !(upper && name.colon && !BY_PROBLEM.has(place.kind))) return false;
  if (!/^\p{Lu}/u.test(name.text) && !(name.colon ? !isAbbreviation(name.text) : standsAlone(name, place))) return false;
  if (name.inline && BY_PROBLEM.has(place.kind)) {
    const oneWord = !headingWords(name.text).includes(' ');
    if (oneWord && LABELS.has(known)) return false;
    if (place.kind === 'assessment-and-plan' && !upper && (known === 'plan' || known === 'assessment')) return false;
  }
  if (name.colon) return true;
  if (/[.,;]$/u.test(name.text)) return false;
  if (isAbbreviation(name.text) && !upper) return false;
  return !midSentence(place.before, line);
}

/** In small letters and without a colon a name is a heading where it is a paragraph's whole first line. */
function standsAlone(name: Name, { before }: Place): boolean {
  return headingWords(name.text).includes(' ') && (before === undefined || before.text === '');
}

/** A wrapped line can end in a lone word that is also a heading. */
function midSentence(before: Line | undefined, line: Line): boolean {
  if (before === undefined || before.text === '') return false;
  return before.text.length >= 60 && before.next === line.from && !/[.:;!?)]$/u.test(before.text);
}

/**
 * An impression told inside results is the radiologist's where they are of pictures; on a line of its own after a blank one, or
 * after laboratory values alone, it is the author's.
 */
function placed(known: SectionKind, name: Name, place: Place): SectionKind {
  const inResults = place.kind === 'results' || place.kind === 'imaging';
  const reported = known === 'impression' || known === 'findings' || known === 'indication';
  const apart = !name.inline && place.before?.text === '';
  const own = known === 'impression' && (apart || (place.kind === 'results' && !PICTURES.test(place.since())));
  return inResults && reported && !own && !isUpperCase(name.text) ? 'imaging' : known;
}

/**
 * `#Hypokalemia - replete`: the sign that numbers a problem, and no mark of a heading. A mark has a space behind it, and heads what
 * stands under headings that are marked as well.
 */
function isProblem({ text }: Line, mark: string | undefined, { kind, marked }: Place): boolean {
  if (mark !== '#') return false;
  return !/^#\s/u.test(text) || (!marked && PROBLEMS.has(kind));
}

function unknownOpens(name: Name, marked: boolean, level: number, place: Place): boolean {
  if (name.inline) return false;
  if (marked) return level <= place.level && !/[.,;]$/u.test(name.text);
  return name.colon && isUpperCase(name.text) && !isAbbreviation(name.text) && CLOSED_BY_UNKNOWN.has(place.kind);
}
