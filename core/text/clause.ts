import { gap, type Found } from './cue.ts';
import { listed } from './listed.ts';
import type { Range, Reading, Sentence, Token } from './reading.ts';
import { CLAUSE_VERBS, NEW_SUBJECTS, OPENS_AFTER_COMMA } from './scope-ends.ts';
import { tokensWithin } from './tokens.ts';
import { keptWith } from './kept-with.ts';

const VERBS = new Set(listed(CLAUSE_VERBS));
const OPENERS = new Set(listed(OPENS_AFTER_COMMA));
const SUBJECTS = new Set(listed(NEW_SUBJECTS));
const PLACEHOLDER = /(?:\*\*[\p{L}-]+\[[^\][]*|\[\*\*[^\][]*)\]$/u;
const ANNOUNCED_WITHIN = 4;
const LONGEST_PLACEHOLDER = 60;
const LOOK_BACK = 500;
const LOOK_AHEAD = 250;

/** The words around a target, with what stands between them. `first` and `last` are the target's own words. */
export interface Clause {
  readonly text: string;
  readonly words: readonly Token[];
  readonly target: Range;
  readonly first: number;
  /** Index of the first word after the target. */
  readonly after: number;
  /** True where semicolons part the items of a list that a label opens, and end nothing: `Denied: cough; fever`. */
  readonly labelled?: boolean;
}

/** A window of the sentence, so that time does not grow with its length. */
export function clauseOf(reading: Reading, sentence: Sentence, target: Range): Clause {
  const start = Math.max(sentence.start, target.start - LOOK_BACK);
  const end = Math.min(sentence.end, target.end + LOOK_AHEAD);
  const words = wordsOf(reading, sentence, { start, end });
  let first = 0;
  while (first < words.length && (words[first]?.end ?? 0) <= target.start) first += 1;
  let after = first;
  while (after < words.length && (words[after]?.start ?? 0) < target.end) after += 1;
  return { text: reading.text, words, target, first, after };
}

/** Sentences are asked about once for each term and modifier in them; their words are the same each time. */
const WORDS = keptWith<Sentence, { readonly reading: Reading; readonly range: Range; readonly words: readonly Token[] }>();

function wordsOf(reading: Reading, sentence: Sentence, range: Range): readonly Token[] {
  const known = WORDS.get(sentence);
  if (known?.reading === reading && known.range.start === range.start && known.range.end === range.end) return known.words;
  const words = tokensWithin(reading, range);
  WORDS.set(sentence, { reading, range, words });
  return words;
}

/** True where the scope of a cue ends before a word: a semicolon, a bracket, a label with its colon. */
export function isBreak(clause: Clause, index: number, cueEnd: number): boolean {
  const sign = gap(clause.text, clause.words, index);
  if (sign === '') return false;
  const between = withoutPlaceholder(clause, index, sign);
  if (clause.labelled === true && between === ';' && index > cueEnd) return false;
  if (/[;.!?)\]]/u.test(between.replace(/^\.$/u, ''))) return true;
  if (between.includes(':')) return index !== cueEnd && !announcesList(clause, index);
  return /(?:^|[\s,(])\+$/u.test(between);
}

/** `for any of the following: rash, hives`, `denies the following symptoms: rash` */
function announcesList({ words }: Clause, index: number): boolean {
  return words.slice(Math.max(0, index - ANNOUNCED_WITHIN), index).some(({ norm }) => norm === 'following');
}

/** The brackets of `**DATE[May 2011]` and `[**Hospital**]`, where a name was taken out, end nothing. */
function withoutPlaceholder({ text, words }: Clause, index: number, between: string): string {
  if (!between.includes(']')) return between;
  const close = text.indexOf(']', words[index - 1]?.end ?? 0);
  return PLACEHOLDER.test(text.slice(Math.max(0, close - LONGEST_PLACEHOLDER), close + 1)) ? between.replace(']', '') : between;
}

export function hasComma(clause: Clause, index: number): boolean {
  const between = gap(clause.text, clause.words, index);
  return between !== '' && (clause.labelled === true ? /[,•;]/u : /[,•]/u).test(between);
}

/** A list that "or" or "nor" closes at or after the target's own item. */
export function closedByOr(clause: Clause, cues: readonly Found[], cueEnd: number): boolean {
  let from = clause.first;
  while (from > cueEnd && !hasComma(clause, from)) from -= 1;
  for (let index = from; index < clause.words.length; index += 1) {
    if (index > from && (isBreak(clause, index, cueEnd) || endsAt(cues, index))) return false;
    const norm = clause.words[index]?.norm ?? '';
    if (norm === 'or' || norm === 'nor') return true;
  }
  return false;
}

export function endsAt(cues: readonly Found[], index: number): boolean {
  return cues.some(({ cue, from, to }) => cue.reach === 'end' && from <= index && index < to);
}

/** A finite verb that belongs to no cue. */
export function isVerb(clause: Clause, cues: readonly Found[], index: number): boolean {
  if (isMonth(clause, index)) return false;
  return VERBS.has(clause.words[index]?.norm ?? '') && !cues.some(({ from, to }) => from <= index && index < to);
}

/** The May of `in May 2011`. */
function isMonth({ words }: Clause, index: number): boolean {
  return words[index]?.raw === 'May' && /^\d+$/u.test(words[index + 1]?.raw ?? '');
}

/** After this comma stands something of its own: `no effusion, mild atelectasis`. */
export function opensAnew(clause: Clause, index: number): boolean {
  return hasComma(clause, index) && (OPENERS.has(clause.words[index]?.norm ?? '') || /^\d+\+?$/u.test(clause.words[index]?.raw ?? ''));
}

/** A comma and a new subject: `if it bleeds, she`. */
export function opensClause(clause: Clause, index: number): boolean {
  const norm = clause.words[index]?.norm ?? '';
  const next = clause.words[index + 1]?.norm ?? '';
  return hasComma(clause, index) && (SUBJECTS.has(norm) || SUBJECTS.has(`${norm} ${next}`));
}
