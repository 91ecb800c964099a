import { readIcd10Cm } from '#core/codes.ts';
import { fold } from './fold.ts';

/**
 * `either` is an E with four digits and neither dash nor dot: `E1042` may be the encounter E-1042 or the code E10.42. The
 * words around it decide; where they do not, the person is asked.
 */
export type ReferenceKind = 'code' | 'encounter' | 'proposal' | 'document' | 'claim' | 'account' | 'adjustment' | 'remittance' | 'either';

export interface Reference {
  readonly kind: ReferenceKind;
  /** In its written form: `I50.23`, `E-1042`, `P-17`, `D-1042-2`, `C-88`, `A-1042`, `CO-197`, `R-12`. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const ENCOUNTER_NOUN = 'encounter|enc|visit|case|chart|account|admission|stay';

/** What hospitals write behind a number: `C-1045-P`, `A-88B`, `C-88-2`. */
const SUFFIX = '[a-z]?(?:-(?:[a-z]{1,2}\\d{0,4}|\\d{1,6}))*';

const REFERENCE = new RegExp(
  [
    `\\b(?<claim>c ?- ?[1-9]\\d{0,9}${SUFFIX})\\b(?![-.]\\w)`,
    `\\b(?<account>a ?- ?[1-9]\\d{0,9}${SUFFIX})\\b(?![-.]\\w)`,
    '(?<=\\bclaims?(?: number| no\\.?| id)?[ #:]+)(?<claimed>(?!e-?\\d)(?=[\\w.-]*\\d)[a-z0-9][a-z0-9._-]*[a-z0-9])\\b',
    '\\b(?<adjustment>(?:co|pr|oa|pi)-[a-z]?\\d{1,3}|co ?[1-9]\\d{1,2}|(?:pr|oa|pi)[1-9]\\d{0,2}|ma-?\\d{2,3})(?:s(?=\\W|$))?\\b(?![-.]\\w)',
    `(?<=\\b(?:carc|rarc|(?:reason|denial|remark|adjustment) codes?|remarks?(?= +[mn]))s?[ #:]+)(?<adjusted>(?!e\\d)[a-z]{0,2}\\d{1,4})\\b(?![-.]\\w)`,
    '\\b(?<remittance>r ?- ?[1-9]\\d{0,6})\\b(?![-.]\\w)',
    '(?<=\\b(?:remit|remittance|era|835|eob)(?: number| no\\.?| id)?[ #:]+)(?<remitted>r?[1-9]\\d{0,6})\\b(?![-./]\\w)',
    '(?<=\\b(?:code|recode) +)(?<bare>\\d{3,4}|\\d{6,10})\\b(?![-.%]\\w)(?! *(?:mg|ml|mcg|units?)\\b)',
    `(?<=\\b(?:${ENCOUNTER_NOUN})(?: number| no\\.?| id)?(?: is)?[ #:]*)(?<number>\\d{3,10})\\b(?![-.]\\w)`,
    `(?<=\\b(?:${ENCOUNTER_NOUN})(?: number| no\\.?| id)?[ #:]+)(?<named>(?=[\\w.-]*\\d)(?=[\\w.-]*[a-z-])[a-z0-9][a-z0-9._-]*[a-z0-9])\\b`,
    '\\b(?<document>d-?\\d{2,10}-\\d{1,3})\\b(?!-)',
    '\\b(?<encounter>e ?- ?\\d{2,10}|e \\d{3,10})\\b(?!-\\d|\\.\\d)',
    '(?<=\\bproposals?(?: number| no\\.?| id)?[ #:]*)(?<nth>[1-9]\\d{0,6})\\b',
    '\\b(?<proposal>p ?- ?[1-9]\\d{0,6}|p[1-9]\\d{0,3})\\b(?![-.]\\w)',
    '\\b(?<either>e#?\\d{3,8})\\b(?![-.]\\w)',
    '\\b(?<code>[a-z]\\d[0-9a-z]\\.[0-9a-z]{1,4}|[a-z]\\d\\d[0-9x]{0,3}[0-9a-z]?|(?:c4a|c7a|c7b|d3a|i1a|j4a|m1a|o9a|z3a)[0-9x]{0,4})\\b(?![-.]\\w)',
    '(?<=\\b(?:code|recode) +)(?<odd>(?=[a-z0-9]*\\d)(?=[a-z0-9]*[a-z])[a-z0-9]{5,16})\\b(?![-.]\\w)',
    '\\b(?<slug>(?=[a-z]*\\d)[a-z]{2,12}\\d{2,8}|[a-z]{2,12}(?:-[a-z0-9]+)*-\\d[a-z0-9-]*)\\b(?!\\.\\w)',
  ].join('|'),
  'g',
);

/** Things that have the shape of a code and are something else in a hospital: vitamin B12, every 12 hours, 50 % dextrose. */
const NO_CODE = /^(?:b12|x12|d50|q\d+h?|t1[0-2])$/;

/** Words that a slug such as `ACI000` or `note-042` must follow to be taken for an encounter. */
const BEFORE_SLUG = /(?:^|\b)(?:code|recode|on|for|in|of)\s+$/;

/**
 * A letter, digit or accent of another script, or one behind characters that nobody sees: `I10О` with a Cyrillic O is not I10,
 * and `P-1２` is not P-1.
 */
const GOES_ON = /^[.-]?(?:\p{Cf}+[.-]?[\p{L}\p{N}\p{M}]|[^\P{L}a-zA-Z]|[^\P{N}0-9]|\p{M})/u;
const GOES_BEFORE = /(?:[\p{L}\p{N}\p{M}]\p{Cf}+|[^\P{L}a-zA-Z]|[^\P{N}0-9])$/u;

/** Everything that a message names, in order, none overlapping. Ids of an unknown shape stay as they were typed. */
export function findReferences(text: string): readonly Reference[] {
  const folded = fold(text);
  const found: Reference[] = [];
  for (const match of folded.matchAll(REFERENCE)) {
    const end = match.index + match[0].length;
    if (GOES_ON.test(text.slice(end)) || GOES_BEFORE.test(text.slice(Math.max(0, match.index - 99), match.index))) continue;
    const reference = readMatch(match, folded, text.slice(match.index, end));
    if (reference !== undefined) found.push(reference);
  }
  return found;
}

function readMatch(match: RegExpExecArray, folded: string, typed: string): Reference | undefined {
  const groups: Readonly<Record<string, string | undefined>> = match.groups ?? {};
  const at = { start: match.index, end: match.index + match[0].length };
  const text = match[0].toUpperCase();
  const digits = text.replace(/\D/g, '');
  if (groups['claim'] !== undefined) return { kind: 'claim', value: numbered(text), ...at };
  if (groups['account'] !== undefined) return { kind: 'account', value: numbered(text), ...at };
  if (groups['claimed'] !== undefined) return { kind: 'claim', value: typed, ...at };
  if (groups['adjustment'] !== undefined) return { kind: 'adjustment', value: adjustmentIn(text), ...at };
  if (groups['adjusted'] !== undefined) return { kind: 'adjustment', value: text, ...at };
  if (groups['remittance'] !== undefined || groups['remitted'] !== undefined) return { kind: 'remittance', value: `R-${digits}`, ...at };
  if (groups['number'] !== undefined || groups['bare'] !== undefined) return { kind: 'encounter', value: `E-${text}`, ...at };
  if (groups['encounter'] !== undefined) return { kind: 'encounter', value: `E-${digits}`, ...at };
  if (groups['named'] !== undefined) return named(typed, at);
  if (groups['document'] !== undefined) return { kind: 'document', value: text.replace(/^D-?/, 'D-'), ...at };
  if (groups['proposal'] !== undefined || groups['nth'] !== undefined) return { kind: 'proposal', value: `P-${digits}`, ...at };
  if (groups['either'] !== undefined) return loose(text, digits, at);
  if (groups['odd'] !== undefined) return { kind: 'encounter', value: typed, ...at };
  if (groups['slug'] !== undefined) {
    return BEFORE_SLUG.test(folded.slice(0, match.index)) ? { kind: 'encounter', value: typed, ...at } : undefined;
  }
  return codeAt(match[0], at);
}

/** `c - 1045-p` is `C-1045-P`. */
function numbered(typed: string): string {
  return typed.replaceAll(' ', '');
}

/** `co 97s` is `CO-97`, and `MA04` stands by itself. */
function adjustmentIn(typed: string): string {
  const [, group, code] = /^(CO|PR|OA|PI)[ -]?([A-Z]?\d+)/.exec(typed) ?? [];
  return group === undefined ? typed.replace(/[-S]/g, '') : `${group}-${code}`;
}

/** What stands after the word "encounter": an id of any shape, unless it is a date or a code. */
function named(typed: string, at: { start: number; end: number }): Reference | undefined {
  const text = typed.toUpperCase();
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  const code = /^(?!E)[A-Z]\d(?:\d|[0-9A-Z]\.)/.test(text) ? readIcd10Cm(text) : undefined;
  if (code !== undefined) return { kind: 'code', value: code, ...at };
  const bare = /^E-?(\d+)$/.exec(text)?.[1];
  return { kind: 'encounter', value: bare === undefined ? typed : `E-${bare}`, ...at };
}

function loose(text: string, digits: string, at: { start: number; end: number }): Reference | undefined {
  if (text.includes('#') || digits.length > 6) return { kind: 'encounter', value: `E-${digits}`, ...at };
  return { kind: 'either', value: text, ...at };
}

function codeAt(typed: string, at: { start: number; end: number }): Reference | undefined {
  if (NO_CODE.test(typed)) return undefined;
  const code = readIcd10Cm(typed);
  return code === undefined ? undefined : { kind: 'code', value: code, ...at };
}

export function encounterOf(either: string): string {
  return `E-${either.slice(1)}`;
}

export function codeOf(either: string): string {
  return readIcd10Cm(either) ?? either;
}
