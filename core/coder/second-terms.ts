import type { CompiledEdition } from '../terminology/compiled-edition.ts';
import { inAnyPattern } from '../terminology/code-pattern.ts';
import { attachModifiers } from './attach-modifiers.ts';
import { PAIN_BY_SITE } from './code-families.ts';
import type { ModifierMatch, TermMatch } from './find-terms.ts';
import { readTerm, type Place, type Unnumbered } from './read-term.ts';
import { covers, overlaps } from './scan-words.ts';

/** The terms of a sentence: those that were chosen, and those whose words lie inside a longer one or are its adjective. */
export interface SentenceTerms {
  readonly own: readonly TermMatch[];
  readonly nested: readonly TermMatch[];
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
  for (const inner of terms.nested) {
    if (!isInside(inner, term, terms.attached) || taken.some((held) => overlaps(held, inner))) continue;
    const second = mentionsOfSecond(place, inner, term, terms).filter(({ code }) => isPaired(code, codes, place.edition));
    if (second.length === 0) continue;
    taken.push(inner);
    found.push(...second);
  }
  const unsaid = term.use.entry.also.filter((entry) => !taken.some((held) => held.use.entry === entry));
  return [...found, ...unsaid.flatMap((entry) => mentionsOfSecond(place, { ...term, use: { ...term.use, entry } }, term, terms))];
}

/** A second term has the modifiers that it would have in the place of the first. */
function mentionsOfSecond(place: Place, second: TermMatch, first: TermMatch, { own, modifiers }: SentenceTerms): Unnumbered[] {
  const terms = [...own.filter((term) => term !== first), second];
  return readTerm(place, second, attachModifiers(place.words, terms, modifiers).get(second) ?? []);
}

/** Among the words of a longer term, or of a modifier that it takes. */
function isInside(inner: TermMatch, outer: TermMatch, attached: SentenceTerms['attached']): boolean {
  if (covers(outer, inner)) return inner.last - inner.first < outer.last - outer.first;
  return attached.get(outer)?.some((modifier) => covers(modifier, inner)) ?? false;
}

/** The kind of a pain and its site, of which neither code tells both (I.C.6.b.1.b). */
const SITED_PAIN: readonly (readonly [kind: readonly string[], sites: readonly string[]])[] = [[['G89.0-G89.2'], PAIN_BY_SITE]];

/** True where a "use additional code" or "code first" note of either code names the other, or a guideline pairs them. */
function isPaired(code: string | undefined, codes: readonly string[], edition: CompiledEdition): boolean {
  return code !== undefined && codes.some((other) => other !== code && (pairs(code, other, edition) || pairs(other, code, edition)));
}

function pairs(code: string, other: string, edition: CompiledEdition): boolean {
  if (SITED_PAIN.some(([kind, sites]) => inAnyPattern(kind, code) && inAnyPattern(sites, other))) return true;
  return edition
    .notes(code)
    .some(({ useAdditional, codeFirst }) => inAnyPattern(useAdditional ?? [], other) || inAnyPattern(codeFirst ?? [], other));
}
