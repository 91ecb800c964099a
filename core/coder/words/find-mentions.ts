import type { CompiledEdition } from '../../terminology/compiled-edition.ts';
import type { Episode } from '../../terminology/seventh-character.ts';
import { attachModifiers, ownTerms } from './attach-modifiers.ts';
import { atWord, byWord } from './by-word.ts';
import { chooseTarget } from './choose-code.ts';
import { documentWords } from './document-words.ts';
import { findModifiers, findTerms, type ModifierMatch, type TermMatch } from './find-terms.ts';
import { joinFormLines } from './join-form-lines.ts';
import { measuredValues } from './measured-values.ts';
import { isInAnotherSense } from './other-senses.ts';
import { officialTerms, type OfficialTerm } from './official-terms.ts';
import type { ReadDocument } from '../documents/read-documents.ts';
import { readTerm, type Place, type Unnumbered } from './read-term.ts';
import type { StatementWords } from './scan-statement-words.ts';
import { sharedHeads } from './shared-heads.ts';
import { sentenceRanges } from './scan-words.ts';
import { nestedTerms, secondMentions } from './second-terms.ts';

/** Every mention of a condition in a document, in reading order. */
export function findMentions(source: ReadDocument, edition: CompiledEdition, phase: Episode['phase']): Unnumbered[] {
  const { words, forms } = documentWords(source, edition);
  const mentions: Unnumbered[] = [];
  const { text, role } = source.document;
  const { sentences } = source.reading;
  for (const { sentence, range } of sentenceRanges(words, role === 'other-clinician' ? joinFormLines(text, sentences) : sentences)) {
    mentions.push(...mentionsIn({ source, sentence, words, range, edition, phase }, forms));
  }
  return mentions;
}

function mentionsIn(place: Place, forms: StatementWords): Unnumbered[] {
  const { words, range, sentence, edition } = place;
  const { index: found, nested } = findTerms(words, range, sentence.section.kind, edition);
  const all = [...found, ...sharedHeads(words, found, range, edition)].toSorted((a, b) => a.first - b.first);
  const official = officialTerms({ words, forms, sentence: range, edition, terms: all });
  if (all.length === 0 && official.length === 0) return [];
  const described = [...all, ...nested, ...official].some(usesModifiers);
  const modifiers = described ? [...findModifiers(words, range, edition), ...measuredValues(words, range, all)] : [];
  const heldModifiers = byWord(modifiers);
  const terms = all.map((term) => withoutForm(term, nested, atWord(heldModifiers, term.first)));
  const index = ownTerms(words, terms, modifiers);
  const attached = attachModifiers(words, index, modifiers);
  const standing = new Set(index);
  const adjectives = terms.filter((term) => !standing.has(term));
  const own = withOfficial(index, official, attached, forms);
  const held = own.some((term) => term.use.entry.origin !== 'phrase') ? attachModifiers(words, own, modifiers) : attached;
  const kept = new Set(own);
  const inside = nestedTerms([...nested, ...adjectives, ...index.filter((term) => !kept.has(term))]);
  return own.flatMap((term) => {
    const mentions = readTerm(place, term, held.get(term) ?? []);
    const second = secondMentions(place, term, mentions, { own, nested: inside, modifiers, attached: held });
    return [...mentions, ...second].filter((mention) => !isInAnotherSense(mention));
  });
}

/** "Acute on chronic kidney failure" is a kidney failure, acute on chronic, and not a chronic one that is acute too. */
function withoutForm(term: TermMatch, nested: readonly TermMatch[], modifiers: readonly ModifierMatch[]): TermMatch {
  const form = modifiers.find(
    ({ first, last, use }) => first < term.first && last >= term.first && last < term.last && use.axis === 'acuity',
  );
  if (form === undefined) return term;
  const rest = nested.find(({ first, last, use }) => first === form.last + 1 && last === term.last && use.entry.uses.has(form.use.name));
  return rest ?? term;
}

function usesModifiers({ use: { entry } }: TermMatch): boolean {
  return entry.uses.size > 0 || entry.also.some(({ uses }) => uses.size > 0);
}

/**
 * An official statement wins over the terms written here that it meets where it has all their words and says more than any of
 * them with its modifiers; where it says as much and the index gives another code, the publication decides.
 */
function withOfficial(
  index: readonly TermMatch[],
  official: readonly OfficialTerm[],
  attached: ReadonlyMap<TermMatch, readonly ModifierMatch[]>,
  forms: StatementWords,
): TermMatch[] {
  if (official.length === 0) return index.toSorted((a, b) => a.first - b.first);
  const { silent } = forms;
  const said = new Map(index.map((term) => [term, placesSaid(term, attached.get(term) ?? [], forms)]));
  const own = new Map(index.map((term) => [term, placesOf([term], silent)]));
  const sayers = termsByPlace(said);
  const winning = official.filter((statement) => {
    const met = [...new Set(statement.at.flatMap((place) => sayers.get(place) ?? []))];
    if (statement.whole || met.length === 0) return true;
    if (!met.every((term) => [...(own.get(term) ?? [])].every((place) => statement.at.includes(place)))) return false;
    const verdicts = met.map((term) => compare(statement, term, said.get(term) ?? new Set(), attached.get(term) ?? []));
    return verdicts.includes('more') && !verdicts.includes('less');
  });
  const won = new Set(winning.flatMap(({ at }) => at));
  const kept = index.filter((term) => ![...(own.get(term) ?? [])].some((place) => won.has(place)));
  return [...kept, ...winning].toSorted((a, b) => a.first - b.first);
}

/** Whether a statement tells more of a condition than a term does, less, or the same. */
function compare(
  { at, use: { entry, words } }: OfficialTerm,
  term: TermMatch,
  said: ReadonlySet<number>,
  modifiers: readonly ModifierMatch[],
): 'more' | 'less' | 'same' {
  if (words !== said.size) return words > said.size ? 'more' : 'less';
  if (entry.origin !== 'index' && entry.origin !== 'inclusion') return 'less';
  // A statement that leaves out a word that changes the term's code says less of the condition, and not other than the term.
  if ([...said].some((place) => !at.includes(place))) return 'less';
  const names = new Set([...term.use.implied, ...modifiers.map(({ use }) => use.name)]);
  const chosen = chooseTarget(term.use.entry, names);
  // A condition for which the index has no default is not given one by another line of it.
  if (chosen.target === undefined && term.use.entry.subterms.length > 0) return 'same';
  return chosen.target === entry.code && chosen.names.length === names.size ? 'same' : 'more';
}

/**
 * Words of a term and of its modifiers; a side or a degree inside the term that its entry does not know is none of them, and
 * neither is the episode, which a statement takes as well. `other` is one: `other normal pregnancy` is no normal pregnancy.
 */
function placesSaid(term: TermMatch, modifiers: readonly ModifierMatch[], { silent, forms }: StatementWords): Set<number> {
  const told = modifiers.filter(({ use }) => use.axis !== 'episode');
  const places = placesOf([term, ...told], silent);
  for (const place of term.passed ?? []) if (told.every(({ first, last }) => place < first || place > last)) places.delete(place);
  for (let at = term.first; at <= term.last; at += 1) if (forms[at] === 'other') places.add(at);
  return places;
}

function termsByPlace(said: ReadonlyMap<TermMatch, ReadonlySet<number>>): Map<number, TermMatch[]> {
  const found = new Map<number, TermMatch[]>();
  for (const [term, places] of said) {
    for (const place of places) {
      const held = found.get(place);
      if (held === undefined) found.set(place, [term]);
      else held.push(term);
    }
  }
  return found;
}

/** Places of the words of some stretches that say something. */
function placesOf(ranges: readonly { readonly first: number; readonly last: number }[], silent: Uint8Array): Set<number> {
  const places = new Set<number>();
  for (const { first, last } of ranges) for (let at = first; at <= last; at += 1) if (silent[at] === 0) places.add(at);
  return places;
}
