import { HEADING_NAMES, HEADING_QUALIFIERS } from './headings.ts';
import { listed } from './listed.ts';
import type { SectionKind } from './reading.ts';

const KINDS: ReadonlyMap<string, SectionKind> = new Map(
  Object.entries(HEADING_NAMES).flatMap(([kind, names]) => listed(names).map((name) => [name, kind as SectionKind] as const)),
);

/** The longest heading that is looked up, in characters. */
export const LONGEST_HEADING = 70;

const BEFORE = listed(HEADING_QUALIFIERS.before).map((words) => `${words} `);
const AFTER = listed(HEADING_QUALIFIERS.after).map((words) => ` ${words}`);

const LAST_WORDS: ReadonlySet<string> = new Set([...KINDS.keys(), ...AFTER, 'all'].map((words) => words.slice(words.lastIndexOf(' ') + 1)));
const FIRST_WORDS: ReadonlySet<string> = new Set([...KINDS.keys(), ...BEFORE].map((words) => words.split(' ', 1)[0] ?? ''));
const PLAIN_START = /^([A-Za-z]+)(?: |$)/;
/** What is folded away behind the last word of a name. */
const TRAILING = new Set(' .,;:');

/** Whether a name that ends in this word can be a heading: most colons in a note stand behind a word that none ends in. */
export function mayEndHeading(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  if (last < 128 && !isLetter(last)) return true;
  const plain = plainWordBefore(text, text.length);
  if (plain !== undefined) return LAST_WORDS.has(plain);
  const word = /[\p{L}\p{N}'’)]+$/u.exec(text)?.[0] ?? '';
  return !/^\p{L}+$/u.test(word) || LAST_WORDS.has(word.toLowerCase());
}

/** The word of ASCII letters that ends at a place, in small letters; `undefined` where more than letters may belong to it. */
function plainWordBefore(text: string, end: number): string | undefined {
  let from = end;
  while (isLetter(text.charCodeAt(from - 1))) from -= 1;
  if (from === end || (from > 0 && !/[ ,.;:/&-]/.test(text.charAt(from - 1)))) return undefined;
  return text.slice(from, end).toLowerCase();
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

/** False where the first word of a name or the last is one that no heading has there, as in nearly all lines. */
function mayBeHeading(name: string): boolean {
  const first = PLAIN_START.exec(name)?.[1];
  if (first !== undefined && !FIRST_WORDS.has(first.toLowerCase())) return false;
  let end = name.length;
  while (TRAILING.has(name.charAt(end - 1))) end -= 1;
  const last = plainWordBefore(name, end);
  return last === undefined || LAST_WORDS.has(last);
}

/** The section that a heading opens, whatever its case, punctuation or qualifiers; `undefined` when it is not known. */
export function headingKind(name: string): SectionKind | undefined {
  if (name.length > LONGEST_HEADING || !mayBeHeading(name)) return undefined;
  const words = headingWords(name);
  return kindOf(words) ?? kindOfBoth(words);
}

/** `Subjective / session content`: two names of sections, the first of which says what it is. */
function kindOfBoth(words: string): SectionKind | undefined {
  const parts = words.split(' and ').map(kindOf);
  return parts.length > 1 && parts.every((kind) => kind !== undefined) ? parts[0] : undefined;
}

function kindOf(name: string): SectionKind | undefined {
  let words = name;
  for (let round = 0; round < 4 && words !== ''; round += 1) {
    const kind = KINDS.get(words);
    if (kind !== undefined) return kind;
    const shorter = withoutQualifier(words);
    if (shorter === words) return undefined;
    words = shorter;
  }
  return undefined;
}

/** Lower-case words with punctuation folded away: `A/P (day 2)` is `a and p`. */
export function headingWords(name: string): string {
  return name
    .replace(/\((?:[^()]|\([^()]*\))*\)/gu, ' ')
    .replace(/#\s*\d{1,2}\s*:?$/u, ' ')
    .replace(/\b\d{1,4}[/-]\d{1,2}(?:[/-]\d{1,4})?\b/gu, ' ')
    .replace(/[&/+]/gu, ' and ')
    .replace(/['’]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}

function withoutQualifier(words: string): string {
  for (const qualifier of BEFORE) {
    if (words.startsWith(qualifier)) return words.slice(qualifier.length);
  }
  for (const qualifier of AFTER) {
    if (words.endsWith(qualifier)) return words.slice(0, -qualifier.length);
  }
  return words;
}

export function isUpperCase(name: string): boolean {
  return /\p{Lu}/u.test(name) && !/\p{Ll}/u.test(name);
}

export function isAbbreviation(name: string): boolean {
  return name.replace(/[^\p{L}]/gu, '').length <= 3;
}
