import type { StatementIndex } from '../../terminology/statement-index.ts';
import { deniesPart } from './absent-part.ts';
import type { StatementWords } from './scan-statement-words.ts';
import type { WordRange } from './scan-words.ts';
import { keptWith } from '../../text/kept-with.ts';

/** A statement found in a sentence. Its words need not stand together. */
export interface StatementMatch extends WordRange {
  readonly statement: number;
  /** Places of its words, in reading order. */
  readonly at: readonly number[];
  /** Words and commas between its own that it does not account for. */
  readonly extra: number;
  /** How many of its words are more than a side. */
  readonly telling: number;
}

const SIDES: ReadonlySet<string> = new Set(['left', 'right', 'bilateral', 'unilateral']);

/** Farther apart than this, two words are not read as one statement. */
const REACH = 12;

/** What was found from a word on; several stages of one run ask of the same sentence. */
const FOUND = keptWith<StatementWords, Map<number, { readonly last: number; readonly matches: readonly StatementMatch[] }>>();

/** Every statement whose words all stand near each other, wherever they stand in the sentence. */
export function findStatements(words: StatementWords, range: WordRange, index: StatementIndex): readonly StatementMatch[] {
  const known = FOUND.get(words) ?? new Map<number, { readonly last: number; readonly matches: readonly StatementMatch[] }>();
  const held = known.get(range.first);
  if (held?.last === range.last) return held.matches;
  const matches = search(words, range, index);
  known.set(range.first, { last: range.last, matches });
  FOUND.set(words, known);
  return matches;
}

/**
 * At which place of a search each word of the index was last seen, so that one look tells whether it stands within reach of an
 * anchor. Places of different searches never overlap: nothing has to be cleared between two.
 */
interface Sight {
  readonly lastSeen: Float64Array;
  next: number;
}

const SIGHTS = new WeakMap<StatementIndex, Sight>();

function sightOf(index: StatementIndex): Sight {
  const known = SIGHTS.get(index) ?? { lastSeen: new Float64Array(index.tables.words.length), next: REACH + 1 };
  SIGHTS.set(index, known);
  return known;
}

interface Search {
  readonly words: StatementWords;
  readonly range: WordRange;
  readonly index: StatementIndex;
  readonly lastSeen: Float64Array;
  /** What makes the place of a word one of this search. */
  readonly base: number;
}

function search(words: StatementWords, range: WordRange, index: StatementIndex): StatementMatch[] {
  const { first, last } = range;
  const { ids } = words;
  const sight = sightOf(index);
  const { lastSeen } = sight;
  const base = sight.next - first;
  sight.next += last - first + REACH + 2;
  const own = { words, range, index, lastSeen, base };
  const found: StatementMatch[] = [];
  for (let at = first, ahead = first; at <= last; at += 1) {
    for (const limit = Math.min(last, at + REACH); ahead <= limit; ahead += 1) {
      const seen = ids[ahead] ?? -1;
      if (seen >= 0) lastSeen[seen] = base + ahead;
    }
    const anchor = ids[at] ?? -1;
    if (anchor >= 0) matchAnchored(anchor, at, own, found);
  }
  return found;
}

/** Adds the statements of which a word is the rarest and all others are within reach, by their numbers. */
function matchAnchored(word: number, at: number, own: Search, found: StatementMatch[]): void {
  const { groups, seconds, begins, statements } = own.index.anchors;
  const before = found.length;
  const end = groups[word + 1] ?? 0;
  for (let group = groups[word] ?? 0; group < end; group += 1) {
    const second = seconds[group] ?? -1;
    if (second >= 0 && !isInReach(second, at, own)) continue;
    const until = begins[group + 1] ?? 0;
    for (let next = begins[group] ?? 0; next < until; next += 1) {
      const match = matchAt(statements[next] ?? 0, at, own);
      if (match !== undefined) found.push(match);
    }
  }
  if (found.length > before + 1) found.push(...found.splice(before).toSorted((a, b) => a.statement - b.statement));
}

function isInReach(word: number, at: number, { lastSeen, base }: Search): boolean {
  return (lastSeen[word] ?? 0) >= base + at - REACH;
}

function matchAt(statement: number, anchor: number, own: Search): StatementMatch | undefined {
  const { starts, members } = own.index.tables;
  const start = starts[statement] ?? 0;
  const end = starts[statement + 1] ?? 0;
  if (end - start === 1) return { statement, first: anchor, last: anchor, at: [anchor], extra: 0, telling: 1 };
  for (let member = start + 2; member < end; member += 1) if (!isInReach(members[member] ?? 0, anchor, own)) return undefined;
  const { words, range } = own;
  const at = [anchor];
  for (let member = start + 1; member < end; member += 1) at.push(nearest(members[member] ?? 0, anchor, range, words.ids));
  at.sort((a, b) => a - b);
  const first = at[0] ?? anchor;
  const last = at.at(-1) ?? anchor;
  if (words.stretch[first] !== words.stretch[last]) return undefined;
  const extra = extraWords(first, last, at, words) + (words.commas[last] ?? 0) - (words.commas[first] ?? 0);
  if (extra > mostExtra(at.length) || deniesBetween(at, words) || deniesAsAbsent(at, words)) return undefined;
  // "congestion and reduced renal perfusion" is no renal congestion.
  if (at.length <= 3 && extra > 0 && words.joins[first] !== words.joins[last]) return undefined;
  return { statement, first, last, at, extra, telling: at.filter((place) => !SIDES.has(words.forms[place] ?? '')).length };
}

/** A denial between the words that is not the statement's own: `anesthesia without complication`. */
function deniesBetween(at: readonly number[], { denials }: StatementWords): boolean {
  const [first = 0] = at;
  const own = at.filter((place) => place > first && denials[place] !== denials[place - 1]).length;
  return (denials[at.at(-1) ?? first] ?? 0) - (denials[first] ?? 0) > own;
}

/** `Absence of acute kidney injury` denies the injury and misses no kidney. */
function deniesAsAbsent(at: readonly number[], { forms, stretch, commas }: StatementWords): boolean {
  if (!at.some((place) => forms[place] === 'absence')) return false;
  const [first = 0] = at;
  const next = (at.at(-1) ?? first) + 1;
  const goesOn = stretch[next] === stretch[first] && commas[next] === commas[next - 1];
  return deniesPart(forms.slice(first, next), goesOn ? (forms[next] ?? '') : '');
}

function mostExtra(size: number): number {
  return size === 1 ? 0 : Math.min(4, size - 1);
}

function extraWords(first: number, last: number, at: readonly number[], { silent }: StatementWords): number {
  let loud = 0;
  for (let place = first; place <= last; place += 1) if (silent[place] === 0) loud += 1;
  return loud - at.length;
}

/** The place nearest to the anchor of a word that is within reach; the earlier of two that are as near. */
function nearest(word: number, anchor: number, { first, last }: WordRange, ids: Int32Array): number {
  for (let away = 1; away < REACH; away += 1) {
    if (anchor - away >= first && ids[anchor - away] === word) return anchor - away;
    if (anchor + away <= last && ids[anchor + away] === word) return anchor + away;
  }
  return anchor - REACH >= first && ids[anchor - REACH] === word ? anchor - REACH : anchor + REACH;
}

/** The statements that stand: more words before fewer, sides last, and closer before wider; no word belongs to two. */
export function chooseStatements(matches: readonly StatementMatch[]): StatementMatch[] {
  const order = matches.toSorted(
    (a, b) =>
      b.telling - a.telling ||
      b.at.length - a.at.length ||
      a.extra - b.extra ||
      a.first - b.first ||
      a.last - b.last ||
      a.statement - b.statement,
  );
  const taken = new Set<number>();
  const chosen: StatementMatch[] = [];
  for (const match of order) {
    if (match.at.some((place) => taken.has(place))) continue;
    for (const place of match.at) taken.add(place);
    chosen.push(match);
  }
  return chosen.toSorted((a, b) => a.first - b.first || a.last - b.last);
}
