import type { Icd10Cm } from '../../codes.ts';
import type { CompiledEdition } from '../../terminology/compiled-edition.ts';
import type { Episode } from '../../terminology/seventh-character.ts';
import type { Range, Sentence } from '../../text/reading.ts';
import type { AssertedStatus } from '../../text/assertion.ts';
import { chooseTarget } from './choose-code.ts';
import { episodeOf } from '../conditions/episode-of-care.ts';
import { familyCode } from '../conditions/family-codes.ts';
import type { ModifierMatch, TermMatch } from './find-terms.ts';
import type { FoundMention, FoundModifier } from './found-mention.ts';
import { historyCode } from '../conditions/history-codes.ts';
import type { ReadDocument } from '../documents/read-documents.ts';
import { sitesListed, withUpperLimb } from './listed-sites.ts';
import { assertedOnce, talkOnce } from './read-once.ts';
import { readingsOf } from './readings.ts';
import { removedBefore } from '../conditions/removed-polyps.ts';
import { publicationPath } from './publication-path.ts';
import { charactersOf, misspelt, overlaps, type WordRange, type Words } from './scan-words.ts';
import { stagesPassed } from './stages-passed.ts';
import { mentionWeight } from '../documents/section-weight.ts';

export type Unnumbered = Omit<FoundMention, 'id'>;

/** A sentence, with what is needed to read the terms in it. */
export interface Place {
  readonly source: ReadDocument;
  readonly sentence: Sentence;
  readonly words: Words;
  readonly range: WordRange;
  readonly edition: CompiledEdition;
  readonly phase: Episode['phase'];
}

/** The mentions that one term with its modifiers makes: one, or one for each side or form that is reported apart. */
export function readTerm(place: Place, term: TermMatch, attached: readonly ModifierMatch[]): Unnumbered[] {
  const range = charactersOf(place.words, { first: term.head ?? term.first, last: term.last });
  const stated = assertTerm(place, range);
  const removed = stated.status === 'present' ? removedBefore(place.source, place.sentence, term.use.entry) : undefined;
  const told = removed ?? stated;
  const { text } = place.source.document;
  const { held: own, refused } = sortModifiers(place, term, attached, told.status);
  const held = withUpperLimb(text, own, term.use.entry);
  const names = namesOf(term, held, told.status);
  const asserted = told.status === 'possible' ? namedByModifier(told, chooseTarget(term.use.entry, names).names, held) : told;
  const shared = { ...surroundings(place, range, asserted), misspelt: misspelt(place.words, term), entry: term.use.entry, refused };
  const sites = sitesListed(text, names, held, term.use.entry);
  const readings = sites
    .flatMap((said) => stagesPassed(text, said, held, term.use.entry))
    .flatMap((said) => readingsOf(said, term.use.entry));
  return readings.map((reading) => ({
    ...shared,
    ...followed({ place, term, said: reading, held, range, status: asserted.status, split: reading !== names }),
  }));
}

interface SortedModifiers {
  readonly held: readonly FoundModifier[];
  readonly refused: readonly FoundModifier[];
}

/** Parts the modifiers that hold from those that the note takes back or leaves in doubt. */
function sortModifiers(
  place: Place,
  term: TermMatch,
  attached: readonly ModifierMatch[],
  status: AssertedStatus['status'],
): SortedModifiers {
  const held: FoundModifier[] = [];
  const refused: FoundModifier[] = [];
  for (const match of attached) {
    const modifier = { name: match.use.name, axis: match.use.axis, range: charactersOf(place.words, match) };
    const certain = overlaps(match, term) || status !== 'present' || holds(place, modifier.range);
    (certain ? held : refused).push(modifier);
  }
  return { held, refused };
}

function namesOf({ use }: TermMatch, held: readonly FoundModifier[], status: AssertedStatus['status']): Set<string> {
  const names = new Set([...use.implied, ...held.map(({ name }) => name)]);
  if (status === 'historical' && use.entry.uses.has('history')) names.add('history');
  if (status === 'family' && use.entry.uses.has('family history')) names.add('family history');
  return names;
}

export type Surroundings = Omit<Unnumbered, 'misspelt' | 'entry' | 'refused' | 'names' | 'modifiers' | 'target' | 'code' | 'path'>;

/** How a stretch of a sentence is asserted, and what it stands in. */
export function surroundings(
  { source, sentence }: Pick<Place, 'source' | 'sentence'>,
  range: Range,
  { status, cue, rule }: AssertedStatus,
): Surroundings {
  const { text } = source.document;
  return {
    source,
    sentence,
    range,
    status,
    cue,
    assertionRule: rule,
    weight: mentionWeight(text, sentence, range),
    talk: talkOnce(text, sentence, range),
    instructionLike: source.instructions.some((passage) => meet(passage, range)),
    writtenBy: source.others.find((part) => meet(part, range))?.by,
    quoted: source.quoted.some((passage) => meet(passage, range)),
    copiedFrom: source.copied.find((passage) => meet(passage, range))?.from,
  };
}

interface Followed {
  readonly place: Place;
  readonly term: TermMatch;
  readonly said: ReadonlySet<string>;
  readonly held: readonly FoundModifier[];
  readonly range: Range;
  readonly status: AssertedStatus['status'];
  /** True where the words were parted into several readings. */
  readonly split: boolean;
}

/** Where the index leads from a term by what is said of it. */
function followed({
  place: { edition, phase },
  term: { use },
  said,
  held,
  range,
  status,
  split,
}: Followed): Pick<Unnumbered, 'names' | 'modifiers' | 'target' | 'code' | 'path'> {
  const { target, names, path } = chooseTarget(use.entry, said, (name) => distance(held, name, range));
  const direct = target === undefined ? undefined : edition.resolve(target, episodeOf(said, phase));
  const instead = direct === undefined ? undefined : statusCode(direct, status, edition);
  const way = publicationPath(use.entry) ?? path;
  const parted = (axis: string): boolean => split && (axis === 'laterality' || axis === 'acuity');
  return {
    names: said,
    modifiers: held.filter(({ name, axis }) => names.includes(name) || axis === 'episode' || parted(axis)),
    target,
    code: instead ?? direct,
    path: instead === undefined ? way : `${way} > ${status === 'family' ? 'family history' : 'history'}`,
  };
}

/** What a condition that is over, or that a relative has, is reported as instead. */
function statusCode(code: Icd10Cm, status: AssertedStatus['status'], edition: CompiledEdition): Icd10Cm | undefined {
  if (status === 'historical') return historyCode(code, edition);
  return status === 'family' ? familyCode(code, edition) : undefined;
}

function distance(held: readonly FoundModifier[], name: string, range: Range): number {
  const modifier = held.find((candidate) => candidate.name === name);
  if (modifier === undefined) return 0;
  return Math.min(Math.abs(modifier.range.start - range.end), Math.abs(range.start - modifier.range.end));
}

/** A cue inside the term's own words names the condition ("history of falling") and does not assert it. */
function assertTerm({ source, sentence }: Place, range: Range): AssertedStatus {
  const asserted = assertedOnce(source.reading, sentence, range);
  if (asserted.cue === undefined || !meet(asserted.cue, range)) return asserted;
  return { status: 'present', rule: 'assert.present.named' };
}

/** A word of doubt that the index itself asks for states the condition: `suspected` of suspected child abuse (I.C.19.f). */
function namedByModifier(asserted: AssertedStatus, names: readonly string[], held: readonly FoundModifier[]): AssertedStatus {
  const { cue } = asserted;
  if (cue === undefined) return asserted;
  const own = held.some(({ name, range }) => names.includes(name) && meet(range, cue));
  return own ? { status: 'present', rule: 'assert.present.named' } : asserted;
}

function holds({ source, sentence }: Place, range: Range): boolean {
  const { status, cue } = assertedOnce(source.reading, sentence, range);
  if (cue !== undefined && meet(cue, range)) return true;
  return status !== 'negated' && status !== 'possible' && status !== 'hypothetical';
}

function meet(a: Range, b: Range): boolean {
  return a.start < b.end && b.start < a.end;
}
