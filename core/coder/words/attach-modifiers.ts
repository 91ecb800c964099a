import { atWord, byWord, meeting, type ByWord } from './by-word.ts';
import type { ModifierMatch, TermMatch } from './find-terms.ts';
import { covers, overlaps, type Words } from './scan-words.ts';

const FARTHEST = 12;
/** The most words of adjectives between an adjective and its term. */
const LONGEST_ROW = 24;
const ADJECTIVES = new Set(['acuity', 'laterality', 'severity']);

interface Sentence {
  readonly words: Words;
  readonly terms: ByWord<TermMatch>;
  readonly modifiers: ByWord<ModifierMatch>;
  /** Place of each term among the terms: of two as near, the first is the owner. */
  readonly order: ReadonlyMap<TermMatch, number>;
}

/**
 * Gives each modifier to the term it belongs to: the nearest one in the same clause whose code it can change. A word
 * inside another term's phrase is that term's ("chronic" of "chronic kidney disease"), and so is an adjective right
 * before another term. Linear in the length of the sentence: nothing looks farther than a fixed number of words.
 */
export function attachModifiers(
  words: Words,
  terms: readonly TermMatch[],
  modifiers: readonly ModifierMatch[],
): Map<TermMatch, ModifierMatch[]> {
  const attached = new Map<TermMatch, ModifierMatch[]>(terms.map((term) => [term, []]));
  if (modifiers.length === 0) return attached;
  const sentence = { words, terms: byWord(terms), modifiers: byWord(modifiers), order: new Map(terms.map((term, at) => [term, at])) };
  for (const modifier of modifiers) {
    const best = ownerOf(modifier, sentence);
    if (best !== undefined) attached.get(best)?.push(modifier);
  }
  return attached;
}

function ownerOf(modifier: ModifierMatch, sentence: Sentence): TermMatch | undefined {
  const { order } = sentence;
  const near = meeting(sentence.terms, { first: modifier.first - FARTHEST - 1, last: modifier.last + FARTHEST + 1 });
  const candidates = near.filter((term) => term.use.entry.uses.has(modifier.use.name));
  if (candidates.length === 0) return undefined;
  const inside = meeting(sentence.terms, modifier).some((term) => !covers(modifier, term));
  const described = ADJECTIVES.has(modifier.use.axis) ? termsRightBehind(modifier, sentence) : [];
  let best: TermMatch | undefined;
  let least = FARTHEST + 1;
  for (const term of candidates.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))) {
    const free = overlaps(modifier, term) || (!inside && described.every((other) => other === term));
    const cost = free ? distance(sentence.words, modifier, term) : Infinity;
    if (cost < least) {
      least = cost;
      best = term;
    }
  }
  return best;
}

function distance(words: Words, modifier: ModifierMatch, term: TermMatch): number {
  if (overlaps(modifier, term)) return -1;
  if (words.clause[modifier.first] !== words.clause[term.first]) return Infinity;
  const before = modifier.last < term.first;
  const from = before ? modifier.last : term.last;
  const to = before ? term.first : modifier.first;
  const commas = (words.commas[to] ?? 0) - (words.commas[from] ?? 0);
  return to - from - 1 + 2 * commas + (before ? 0 : 1);
}

/**
 * The terms that stand for themselves: one whose words are another's adjective ("hypoxic respiratory failure") says nothing
 * more.
 */
export function ownTerms(words: Words, terms: readonly TermMatch[], modifiers: readonly ModifierMatch[]): TermMatch[] {
  if (modifiers.length === 0) return [...terms];
  const sentence = { words, terms: byWord(terms), modifiers: byWord(modifiers), order: new Map() };
  return terms.filter(
    (term) =>
      !atWord(sentence.modifiers, term.first).some(
        (modifier) =>
          covers(modifier, term) &&
          termsRightBehind(modifier, sentence).some((other) => other !== term && other.use.entry.uses.has(modifier.use.name)),
      ),
  );
}

/** Terms of which a modifier is an adjective: nothing but other adjectives of the term stands between, and no comma. */
function termsRightBehind(modifier: ModifierMatch, { words, terms, modifiers }: Sentence): TermMatch[] {
  const found: TermMatch[] = [];
  for (let at = modifier.last + 1; at <= modifier.last + 1 + LONGEST_ROW; at += 1) {
    if (words.commas[modifier.last] !== words.commas[at] || words.clause[modifier.first] !== words.clause[at]) break;
    for (const term of atWord(terms, at)) {
      if (term.first === at && adjectivesBetween(modifier, term, terms, modifiers)) found.push(term);
    }
    if (atWord(modifiers, at).length === 0) break;
  }
  return found;
}

function adjectivesBetween(modifier: ModifierMatch, term: TermMatch, terms: ByWord<TermMatch>, modifiers: ByWord<ModifierMatch>): boolean {
  for (let at = modifier.last + 1; at < term.first; at += 1) {
    if (!atWord(modifiers, at).some((other) => isAdjective(other, term, terms))) return false;
  }
  return true;
}

/** A modifier whose words are a term too is the adjective only of a term that it can change. */
function isAdjective(modifier: ModifierMatch, term: TermMatch, terms: ByWord<TermMatch>): boolean {
  return term.use.entry.uses.has(modifier.use.name) || meeting(terms, modifier).length === 0;
}
