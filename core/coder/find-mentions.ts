import type { CompiledEdition, CompiledEntry } from '../terminology/compiled-edition.ts';
import type { Episode } from '../terminology/seventh-character.ts';
import type { Range, Sentence } from '../text/reading.ts';
import { assertionOf } from '../text/assertion.ts';
import { attachModifiers, ownTerms } from './attach-modifiers.ts';
import { chooseTarget } from './choose-code.ts';
import { episodeOf } from './episode-of-care.ts';
import { findModifiers, findTerms, type ModifierMatch, type TermMatch } from './find-terms.ts';
import type { FoundMention, FoundModifier } from './found-mention.ts';
import { generalTalk } from './general-talk.ts';
import { joinFormLines } from './join-form-lines.ts';
import { historyCode } from './history-codes.ts';
import type { ReadDocument } from './read-documents.ts';
import { covers, overlaps, scanWords, type WordRange, type Words } from './scan-words.ts';
import { mentionWeight } from './section-weight.ts';

type Unnumbered = Omit<FoundMention, 'id'>;

/** Every mention of a condition in a document, in reading order. */
export function findMentions(source: ReadDocument, edition: CompiledEdition, phase: Episode['phase']): Unnumbered[] {
  const words = scanWords(source.document.text, edition.lexicon);
  const mentions: Unnumbered[] = [];
  let first = 0;
  const { text, role } = source.document;
  const { sentences } = source.reading;
  for (const sentence of role === 'other-clinician' ? joinFormLines(text, sentences) : sentences) {
    while (first < words.tokens.length && (words.tokens[first]?.start ?? 0) < sentence.start) first += 1;
    let last = first - 1;
    while (last + 1 < words.tokens.length && (words.tokens[last + 1]?.end ?? Infinity) <= sentence.end) last += 1;
    if (last < first) continue;
    mentions.push(...mentionsIn({ source, sentence, words, range: { first, last }, edition, phase }));
    first = last + 1;
  }
  return mentions;
}

interface Place {
  readonly source: ReadDocument;
  readonly sentence: Sentence;
  readonly words: Words;
  readonly range: WordRange;
  readonly edition: CompiledEdition;
  readonly phase: Episode['phase'];
}

function mentionsIn(place: Place): Unnumbered[] {
  const { words, range, sentence, edition } = place;
  const { index: all, titles } = findTerms(words, range, sentence.section.kind, edition);
  if (all.length === 0 && titles.length === 0) return [];
  const modifiers = all.some(({ use }) => use.entry.uses.size > 0) ? findModifiers(words, range, edition) : [];
  const index = ownTerms(words, all, modifiers);
  const attached = attachModifiers(words, index, modifiers);
  const terms = withTitles(index, titles, attached);
  return terms.flatMap((term) => mentionsOf(place, term, attached.get(term) ?? []));
}

/** An official title wins where it says more words than the index term and its modifiers do. */
function withTitles(
  index: readonly TermMatch[],
  titles: readonly TermMatch[],
  attached: ReadonlyMap<TermMatch, readonly ModifierMatch[]>,
): TermMatch[] {
  const winning = titles.filter((title) =>
    index.every((term) => {
      if (!overlaps(term, title)) return true;
      const said = new Set<number>();
      for (const { first, last } of [term, ...(attached.get(term) ?? [])]) {
        for (let at = first; at <= last; at += 1) said.add(at);
      }
      return covers(title, term) && title.use.words > said.size;
    }),
  );
  const kept = index.filter((term) => !winning.some((title) => overlaps(title, term)));
  return [...kept, ...winning].toSorted((a, b) => a.first - b.first);
}

function mentionsOf(place: Place, term: TermMatch, attached: readonly ModifierMatch[]): Unnumbered[] {
  const { source, sentence, words, edition, phase } = place;
  const { entry, implied } = term.use;
  const range = rangeOf(words, term);
  const { status, cue, rule } = assertTerm(place, range);
  const held: FoundModifier[] = [];
  const refused: FoundModifier[] = [];
  for (const match of attached) {
    const modifier = { name: match.use.name, axis: match.use.axis, range: rangeOf(words, match) };
    const certain = overlaps(match, term) || status !== 'present' || holds(place, modifier.range);
    (certain ? held : refused).push(modifier);
  }
  const names = new Set([...implied, ...held.map(({ name }) => name)]);
  if (status === 'historical' && entry.uses.has('history')) names.add('history');
  if (status === 'family' && entry.uses.has('family history')) names.add('family history');
  const near = (name: string): number => {
    const modifier = held.find((candidate) => candidate.name === name);
    return modifier === undefined ? 0 : Math.min(Math.abs(modifier.range.start - range.end), Math.abs(range.start - modifier.range.end));
  };
  const shared = {
    source,
    sentence,
    range,
    entry,
    refused,
    status,
    cue,
    assertionRule: rule,
    weight: mentionWeight(source.document.text, sentence, range),
    talk: generalTalk(source.document.text, sentence, range),
    instructionLike: source.instructions.some((passage) => meet(passage, range)),
    quoted: source.quoted.some((passage) => meet(passage, range)),
    copiedFrom: source.copied.find((passage) => meet(passage, range))?.from,
  };
  return sidesOf(names, entry).map((said) => {
    const { target, names: followed, path } = chooseTarget(entry, said, near);
    const direct = target === undefined ? undefined : edition.resolve(target, episodeOf(said, phase));
    const past = status === 'historical' && direct !== undefined ? historyCode(direct, edition) : undefined;
    const way = entry.origin === 'title' ? `Tabular list > ${entry.main}` : path;
    return {
      ...shared,
      names: said,
      modifiers: held.filter(
        ({ name, axis }) => followed.includes(name) || axis === 'episode' || (axis === 'laterality' && said !== names),
      ),
      target,
      code: past ?? direct,
      path: past === undefined ? way : `${way} > history`,
    };
  });
}

/**
 * Both sides at once, where the index knows "bilateral"; else one reading for each side (I.B.13: without a bilateral code,
 * right and left are reported apart).
 */
function sidesOf(names: ReadonlySet<string>, entry: CompiledEntry): ReadonlySet<string>[] {
  const both = names.has('bilateral') || (names.has('left') && names.has('right'));
  if (!both || !entry.uses.has('left') || !entry.uses.has('right')) return [names];
  const rest = [...names].filter((name) => name !== 'left' && name !== 'right' && name !== 'bilateral');
  const together = new Set([...rest, 'bilateral']);
  if (chooseTarget(entry, together).names.includes('bilateral')) return [together];
  return ['right', 'left'].map((side) => new Set([...rest, side]));
}

/** A cue inside the term's own words names the condition ("history of falling") and does not assert it. */
function assertTerm({ source, sentence }: Place, range: Range): ReturnType<typeof assertionOf> {
  const asserted = assertionOf(source.reading, sentence, range);
  if (asserted.cue === undefined || !meet(asserted.cue, range)) return asserted;
  return { status: 'present', rule: 'assert.present.named' };
}

function holds({ source, sentence }: Place, range: Range): boolean {
  const { status, cue } = assertionOf(source.reading, sentence, range);
  if (cue !== undefined && meet(cue, range)) return true;
  return status !== 'negated' && status !== 'possible' && status !== 'hypothetical';
}

function rangeOf({ tokens }: Words, { first, last }: WordRange): Range {
  const start = tokens[first]?.start ?? 0;
  return { start, end: tokens[last]?.end ?? start };
}

function meet(a: Range, b: Range): boolean {
  return a.start < b.end && b.start < a.end;
}
