import type { StatementIndex } from '../terminology/statement-index.ts';
import { deniesPart } from './absent-part.ts';
import type { StatementWords } from './scan-statement-words.ts';
import type { WordRange } from './scan-words.ts';

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
const FOUND = new WeakMap<StatementWords, Map<number, { readonly last: number; readonly matches: readonly StatementMatch[] }>>();

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

function search(words: StatementWords, { first, last }: WordRange, index: StatementIndex): StatementMatch[] {
  const places = new Map<number, number[]>();
  for (let at = first; at <= last; at += 1) {
    const id = words.ids[at] ?? -1;
    if (id < 0) continue;
    const held = places.get(id);
    if (held === undefined) places.set(id, [at]);
    else held.push(at);
  }
  const found: StatementMatch[] = [];
  for (let at = first; at <= last; at += 1) {
    const id = words.ids[at] ?? -1;
    if (id < 0) continue;
    const anchored = index.anchored(id);
    for (let next = 0; next < anchored.length; next += 1) {
      const match = matchAt(anchored[next] ?? 0, at, words, places, index);
      if (match !== undefined) found.push(match);
    }
  }
  return found;
}

function matchAt(
  statement: number,
  anchor: number,
  words: StatementWords,
  places: ReadonlyMap<number, readonly number[]>,
  index: StatementIndex,
): StatementMatch | undefined {
  const { starts, members } = index.tables;
  const end = starts[statement + 1] ?? 0;
  let at: number[] | undefined;
  for (let member = (starts[statement] ?? 0) + 1; member < end; member += 1) {
    const place = nearest(places.get(members[member] ?? -1), anchor);
    if (place === undefined) return undefined;
    if (at === undefined) at = [anchor];
    at.push(place);
  }
  if (at === undefined) return { statement, first: anchor, last: anchor, at: [anchor], extra: 0, telling: 1 };
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

/** The place nearest to the anchor, within reach; the earlier of two that are as near. */
function nearest(places: readonly number[] | undefined, anchor: number): number | undefined {
  if (places === undefined) return undefined;
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < anchor) low = middle + 1;
    else high = middle;
  }
  const before = places[low - 1];
  const after = places[low];
  const best = before !== undefined && (after === undefined || anchor - before <= after - anchor) ? before : after;
  return best === undefined || Math.abs(best - anchor) > REACH ? undefined : best;
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
