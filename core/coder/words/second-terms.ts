import type { CompiledEdition } from '../../terminology/compiled-edition.ts';
import { inAnyPattern } from '../../terminology/code-pattern.ts';
import { attachModifiers } from './attach-modifiers.ts';
import { PAIN_BY_SITE } from '../set/code-families.ts';
import type { ModifierMatch, TermMatch } from './find-terms.ts';
import { readTerm, type Place, type Unnumbered } from './read-term.ts';
import { byWord, meeting, type ByWord } from './by-word.ts';
import { covers, overlaps, type WordRange } from './scan-words.ts';

/** Terms by the words that they cover, and the place of each in their order. */
export interface Nested {
  readonly at: ByWord<TermMatch>;
  readonly order: ReadonlyMap<TermMatch, number>;
}

export function nestedTerms(terms: readonly TermMatch[]): Nested {
  return { at: byWord(terms), order: new Map(terms.map((term, place) => [term, place])) };
}

/** The terms of a sentence: those that were chosen, and those whose words lie inside a longer one or are its adjective. */
export interface SentenceTerms {
  readonly own: readonly TermMatch[];
  readonly nested: Nested;
  readonly modifiers: readonly ModifierMatch[];
  readonly attached: ReadonlyMap<TermMatch, readonly ModifierMatch[]>;
}

/**
 * What the words of a term state besides it (I.A.13, I.A.17, I.B.7): the terms that the index names with it, and each term
 * inside its words whose code the tabular list pairs with its own, as "diabetic foot ulcer" is a foot ulcer too.
 */
export function secondMentions(place: Place, term: TermMatch, mentions: readonly Unnumbered[], terms: SentenceTerms): Unnumbered[] {
  const codes = mentions.flatMap(({ code }) => code ?? []);
  if (codes.length === 0) return [];
  const found: Unnumbered[] = [];
  const taken: TermMatch[] = [];
  for (const inner of insideOf(term, terms)) {
    if (taken.some((held) => overlaps(held, inner))) continue;
    const second = mentionsOfSecond(place, inner, term, terms).filter(({ code }) => isPaired(code, codes, place.edition));
    if (second.length === 0) continue;
    taken.push(inner);
    found.push(...second);
  }
  const unsaid = term.use.entry.also.filter((entry) => !taken.some((held) => held.use.entry === entry));
  return [...found, ...unsaid.flatMap((entry) => mentionsOfSecond(place, { ...term, use: { ...term.use, entry } }, term, terms))];
}

/** No modifier that stands farther from a term is its own, nor the adjective of what stands between. */
const FAR = 60;

/** A second term has the modifiers that it would have in the place of the first. */
function mentionsOfSecond(place: Place, second: TermMatch, first: TermMatch, { own, modifiers }: SentenceTerms): Unnumbered[] {
  const near = { first: second.first - FAR, last: second.last + FAR };
  const terms = [...between(own, near).filter((term) => term !== first), second];
  return readTerm(place, second, attachModifiers(place.words, terms, between(modifiers, near)).get(second) ?? []);
}

/** Those that begin within a stretch, of a list in the order of the text. */
function between<T extends WordRange>(sorted: readonly T[], { first, last }: WordRange): readonly T[] {
  return sorted.slice(placeOf(sorted, first), placeOf(sorted, last + 1));
}

function placeOf(sorted: readonly WordRange[], at: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.first ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Terms among the words of a longer one, or of a modifier that it takes, in their order. */
function insideOf(outer: TermMatch, { nested, attached }: SentenceTerms): TermMatch[] {
  const ranges = [outer, ...(attached.get(outer) ?? [])];
  const found = new Set(ranges.flatMap((range) => meeting(nested.at, range)).filter((inner) => isInside(inner, outer, ranges)));
  return [...found].toSorted((a, b) => (nested.order.get(a) ?? 0) - (nested.order.get(b) ?? 0));
}

function isInside(inner: TermMatch, outer: TermMatch, ranges: readonly WordRange[]): boolean {
  if (covers(outer, inner)) return inner.last - inner.first < outer.last - outer.first;
  return ranges.some((range) => range !== outer && covers(range, inner));
}

/** The kind of a pain and its site, of which neither code tells both (I.C.6.b.1.b); anemia and the chemotherapy that it is of (I.C.2.c.2). */
const PAIRED_BY_GUIDELINE: readonly (readonly [one: readonly string[], others: readonly string[]])[] = [
  [['G89.0-G89.2'], PAIN_BY_SITE],
  [['D64.81'], ['T45.1X5']],
];

/** True where a "use additional code" or "code first" note of either code names the other, or a guideline pairs them. */
function isPaired(code: string | undefined, codes: readonly string[], edition: CompiledEdition): boolean {
  return code !== undefined && codes.some((other) => other !== code && (pairs(code, other, edition) || pairs(other, code, edition)));
}

function pairs(code: string, other: string, edition: CompiledEdition): boolean {
  if (PAIRED_BY_GUIDELINE.some(([one, others]) => inAnyPattern(one, code) && inAnyPattern(others, other))) return true;
  return edition
    .notes(code)
    .some(({ useAdditional, codeFirst }) => inAnyPattern(useAdditional ?? [], other) || inAnyPattern(codeFirst ?? [], other));
}
