import type { CompiledEdition, CompiledEntry } from '../../terminology/compiled-edition.ts';
import { titleKey } from '../../terminology/exact-titles.ts';
import { inAnyPattern } from '../../terminology/code-pattern.ts';
import { GENERAL_WORDS } from '../../terminology/general-words.ts';
import { atWord, byWord, type ByWord } from './by-word.ts';
import { chooseStatements, findStatements, type StatementMatch } from './find-statements.ts';
import { isCompound, type TermMatch } from './find-terms.ts';
import type { StatementWords } from './scan-statement-words.ts';
import type { WordRange, Words } from './scan-words.ts';
import { secondarySites } from './secondary-sites.ts';
import { meaningOf } from './short-forms.ts';

/** A term of the official publications, with the places of its words. */
export interface OfficialTerm extends TermMatch {
  readonly at: readonly number[];
  /** True where the words are a title to the letter, and all that the line says. */
  readonly whole: boolean;
}

/** Circumstances and services: named by the way in many notes, and stated only by more than one word. */
const CIRCUMSTANCES = ['V00-Y99', 'Z00-Z13', 'Z30-Z39', 'Z69-Z71', 'Z76', 'U50-U99'];
const LONGEST_TITLE = 60;
/** How far from a statement a word may stand that makes it more specific. */
const NEAR = 6;

export interface Statements {
  readonly words: Words;
  readonly forms: StatementWords;
  readonly sentence: WordRange;
  readonly edition: CompiledEdition;
  /** Terms that the phrases written here have found in the sentence. */
  readonly terms: readonly TermMatch[];
}

/** What the official index, tables, inclusion terms and titles find in a sentence. */
export function officialTerms(place: Statements): OfficialTerm[] {
  const { words, forms, sentence, edition, terms } = place;
  const title = wholeTitle(words, sentence, edition);
  if (title !== undefined) return [title];
  const found = findStatements(forms, sentence, edition.statements);
  const spread = secondarySites(words, forms, sentence, edition);
  if (found.length === 0 && spread.length === 0) return [];
  const loud = countLoud(forms, sentence);
  const ofSpread = new Set(spread.flatMap(({ at }) => at));
  const matches = found.filter(
    (match) =>
      isTelling(match, forms, loud, edition) &&
      !isCompound(words, match, sentence) &&
      isMeant(match, words, sentence) &&
      !isPrimary(match, words, forms, edition) &&
      !match.at.some((place) => ofSpread.has(place)),
  );
  const chosen = [...chooseStatements(matches), ...spread];
  if (chosen.length === 0) return [];
  const held = byWord(terms);
  const owner = new Map(chosen.flatMap((match) => match.at.map((at) => [at, match] as const)));
  return chosen.flatMap((match) => termOf(match, place, (at) => isOfAnother(at, match, owner, held)) ?? []);
}

/** True for a word of the statements and terms beside a statement: it makes those more specific and not this one. */
function isOfAnother(at: number, match: StatementMatch, owner: ReadonlyMap<number, StatementMatch>, terms: ByWord<TermMatch>): boolean {
  const other = owner.get(at);
  if (other !== undefined && other !== match) return true;
  return atWord(terms, at).some((term) => term.last < match.first || term.first > match.last);
}

function countLoud({ silent }: StatementWords, { first, last }: WordRange): number {
  let loud = 0;
  for (let at = first; at <= last; at += 1) if (silent[at] === 0) loud += 1;
  return loud;
}

/** How far behind `metastatic` its noun may stand. */
const NOUN_WITHIN = 5;

/** "Metastatic pancreatic cancer" is a cancer of the pancreas; one "metastatic to" it is the secondary one of the table. */
function isPrimary(
  { statement, at }: StatementMatch,
  { tokens }: Words,
  { forms, stretch }: StatementWords,
  { statements }: CompiledEdition,
): boolean {
  const { label } = statements.at(statement);
  if (!label.endsWith('> metastasis') && !label.endsWith('> metastatic cancer')) return false;
  const adjective = at.find((place) => tokens[place]?.norm === 'metastatic');
  if (adjective === undefined) return false;
  const behind = Array.from({ length: NOUN_WITHIN }, (_, away) => adjective + 1 + away).filter(
    (place) => stretch[place] === stretch[adjective],
  );
  const noun = behind.find((place) => forms[place] === 'cancer');
  if (noun === undefined) return false;
  return at.some((place) => place > adjective && place < noun) || !behind.some((place) => tokens[place]?.norm === 'to');
}

/** No word of the statement is a short form of something else where it stands. */
function isMeant({ at }: StatementMatch, words: Words, sentence: WordRange): boolean {
  return at.every((place) => meaningOf(words, { first: place, last: place }, sentence) === 'this');
}

/** A single general word tells nothing among others; a circumstance is not told by one word. */
function isTelling({ statement, at }: StatementMatch, { forms }: StatementWords, loud: number, { statements }: CompiledEdition): boolean {
  if (at.length > 2 && at.length !== loud) return true;
  const [only = 0] = at;
  const isWhole = at.length === loud;
  if (!isWhole && at.length === 1 && (GENERAL_WORDS.has(forms[only] ?? '') || (forms[only] ?? '').length <= 3)) return false;
  const { origin, target } = statements.at(statement);
  return (isWhole && origin !== 'see') || !inAnyPattern(CIRCUMSTANCES, target);
}

/** How many words may stand before the colon of a label. */
const LONGEST_LABEL = 4;

/** The sentence, or what follows its label, as an official title to the letter. */
function wholeTitle(words: Words, { first, last }: WordRange, edition: CompiledEdition): OfficialTerm | undefined {
  if (last - first > LONGEST_TITLE) return undefined;
  const whole = titleFrom(first, last, words, edition);
  if (whole !== undefined) return whole;
  for (let start = first + 1; start <= Math.min(last, first + LONGEST_LABEL); start += 1) {
    if (words.afterColon[start] === true) return titleFrom(start, last, words, edition);
  }
  return undefined;
}

function titleFrom(first: number, last: number, { tokens }: Words, edition: CompiledEdition): OfficialTerm | undefined {
  let key = tokens[first]?.norm ?? '';
  if (!edition.opensTitle(key)) return undefined;
  for (let place = first + 1; place <= last; place += 1) key += ` ${tokens[place]?.norm ?? ''}`;
  const code = edition.exactTitle(key);
  if (code === undefined) return undefined;
  const at = Array.from({ length: last - first + 1 }, (_, place) => first + place);
  const title = edition.code(code)?.title ?? titleKey(key);
  const entry = entryOf(title, code, 'title');
  return { first, last, at, whole: true, use: { entry, capitals: false, spelling: '', implied: [], words: at.length + 1 } };
}

/**
 * The code that a statement leads to, made specific by the words beside it that are not another's; `undefined` where they do not
 * decide. Many codes leave nothing to ask, so those words are read when they are asked for.
 */
export function termOf(
  match: StatementMatch,
  { forms, sentence, edition }: Statements,
  isOther: (place: number) => boolean,
): OfficialTerm | undefined {
  const { target, origin, label, manifestation } = edition.statements.at(match.statement);
  let near: Map<string, number> | undefined;
  const placeOf = (word: string): number | undefined => (near ??= nearby(match, forms, sentence, isOther)).get(word);
  const said = { has: (word: string) => placeOf(word) !== undefined };
  const refined = edition.refine(target, said);
  if (refined === undefined) return undefined;
  const at = refined.used.length === 0 ? match.at : withPlaces(match.at, refined.used, placeOf);
  const second = manifestation === undefined ? undefined : edition.refine(manifestation.replace(/[-.\s]+$/, ''), said);
  const also = second === undefined ? [] : [entryOf(label, targetOf(second.code, edition), origin)];
  const use = {
    entry: { ...entryOf(label, targetOf(refined.code, edition), origin, edition.episodes), also },
    capitals: false,
    spelling: '',
    implied: [...refined.used],
    words: at.length,
  };
  const first = at[0] ?? match.first;
  // "type" alone tells nothing; the evidence of "type 2 diabetes" begins with it.
  const from = first > sentence.first && forms.forms[first - 1] === 'type' ? first - 1 : first;
  return { first: from, last: at.at(-1) ?? match.last, at, whole: false, use };
}

function withPlaces(at: readonly number[], words: readonly string[], placeOf: (word: string) => number | undefined): number[] {
  return [...new Set([...at, ...words.flatMap((word) => placeOf(word) ?? [])])].toSorted((a, b) => a - b);
}

/** Words of the same stretch around a statement, each with its nearest place. What is denied behind it is not said. */
function nearby(
  { first, last, at }: StatementMatch,
  { forms, stretch, joins, denials }: StatementWords,
  sentence: WordRange,
  isOther: (place: number) => boolean,
): Map<string, number> {
  const found = new Map<string, number>();
  for (const place of at) found.set(forms[place] ?? '', place);
  const add = (place: number): void => {
    if (stretch[place] !== stretch[first] || joins[place] !== joins[place < first ? first : last]) return;
    if ((place > last && denials[place] !== denials[last]) || isOther(place)) return;
    const form = forms[place] ?? '';
    if (!found.has(form)) found.set(form, place);
  };
  const farthest = Math.min(sentence.last, last + NEAR);
  for (let away = 0; away <= NEAR + last - first; away += 1) {
    if (first - away >= sentence.first) add(first - away);
    if (first + away <= farthest) add(first + away);
  }
  return found;
}

/** A stem without its seventh character asks for one. */
function targetOf(code: string, edition: CompiledEdition): string {
  return edition.code(code)?.billable === true ? code : `${code}?`;
}

function entryOf(main: string, code: string, origin: CompiledEntry['origin'], episodes = NO_NAMES): CompiledEntry {
  const uses = code.endsWith('?') ? episodes : NO_NAMES;
  return { id: -1, main, origin, code, subterms: [], also: [], notIn: [], onlyIn: [], uses };
}

const NO_NAMES: ReadonlySet<string> = new Set();
