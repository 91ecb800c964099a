import type { ModifierMatch, TermMatch } from './find-terms.ts';
import { covers, overlaps, type Words } from './scan-words.ts';

const FARTHEST = 12;
const ADJECTIVES = new Set(['acuity', 'laterality', 'severity']);

/**
 * Gives each modifier to the term it belongs to: the nearest one in the same clause whose code it can change. A word
 * inside another term's phrase is that term's ("chronic" of "chronic kidney disease"), and so is an adjective right
 * before another term.
 */
export function attachModifiers(
  words: Words,
  terms: readonly TermMatch[],
  modifiers: readonly ModifierMatch[],
): Map<TermMatch, ModifierMatch[]> {
  const attached = new Map<TermMatch, ModifierMatch[]>(terms.map((term) => [term, []]));
  for (const modifier of modifiers) {
    let best: TermMatch | undefined;
    let least = FARTHEST + 1;
    for (const term of terms) {
      if (!term.use.entry.uses.has(modifier.use.name)) continue;
      const cost = distance(words, modifier, term, terms, modifiers);
      if (cost < least) {
        least = cost;
        best = term;
      }
    }
    if (best !== undefined) attached.get(best)?.push(modifier);
  }
  return attached;
}

function distance(
  words: Words,
  modifier: ModifierMatch,
  term: TermMatch,
  terms: readonly TermMatch[],
  modifiers: readonly ModifierMatch[],
): number {
  if (overlaps(modifier, term)) return -1;
  if (words.clause[modifier.first] !== words.clause[term.first]) return Infinity;
  for (const other of terms) {
    if (other === term) continue;
    if (overlaps(other, modifier) && !covers(modifier, other)) return Infinity;
    if (ADJECTIVES.has(modifier.use.axis) && standsRightBefore({ words, modifier, term: other, terms, modifiers })) return Infinity;
  }
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
  return terms.filter(
    (term) =>
      !modifiers.some(
        (modifier) =>
          covers(modifier, term) &&
          terms.some(
            (other) =>
              other !== term &&
              other.use.entry.uses.has(modifier.use.name) &&
              standsRightBefore({ words, modifier, term: other, terms, modifiers }),
          ),
      ),
  );
}

interface Neighbours {
  readonly words: Words;
  readonly modifier: ModifierMatch;
  readonly term: TermMatch;
  readonly terms: readonly TermMatch[];
  readonly modifiers: readonly ModifierMatch[];
}

/** True when nothing but other adjectives of the term stands between the modifier and the term, and no comma. */
function standsRightBefore({ words, modifier, term, terms, modifiers }: Neighbours): boolean {
  if (modifier.last >= term.first || words.commas[modifier.last] !== words.commas[term.first]) return false;
  if (words.clause[modifier.first] !== words.clause[term.first]) return false;
  for (let at = modifier.last + 1; at < term.first; at += 1) {
    if (!modifiers.some((other) => other.first <= at && at <= other.last && isAdjective(other, term, terms))) return false;
  }
  return true;
}

/** A modifier whose words are a term too is the adjective only of a term that it can change. */
function isAdjective(modifier: ModifierMatch, term: TermMatch, terms: readonly TermMatch[]): boolean {
  return term.use.entry.uses.has(modifier.use.name) || !terms.some((other) => overlaps(other, modifier));
}
