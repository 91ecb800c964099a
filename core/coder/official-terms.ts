import type { CompiledEdition, CompiledEntry } from '../terminology/compiled-edition.ts';
import { titleKey } from '../terminology/exact-titles.ts';
import { inAnyPattern } from '../terminology/code-pattern.ts';
import { GENERAL_WORDS } from '../terminology/general-words.ts';
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
  const loud = countLoud(forms, sentence);
  const matches = findStatements(forms, sentence, edition.statements).filter(
    (match) =>
      isTelling(match, forms, loud, edition) &&
      !isCompound(words, match, sentence) &&
      isMeant(match, words, sentence) &&
      !isPrimary(match, words, forms, edition),
  );
  const spread = secondarySites(words, forms, sentence, edition);
  const ofSpread = new Set(spread.flatMap(({ at }) => at));
  const chosen = [...chooseStatements(matches.filter(({ at }) => !at.some((place) => ofSpread.has(place)))), ...spread];
  const held = byWord(terms);
  const owner = new Map(chosen.flatMap((match) => match.at.map((at) => [at, match] as const)));
  return chosen.flatMap((match) => termOf(match, place, othersNear(match, owner, held)) ?? []);
}

/** Words of the statements and terms beside a statement: they make those more specific and not this one. */
function othersNear(match: StatementMatch, owner: ReadonlyMap<number, StatementMatch>, terms: ByWord<TermMatch>): Set<number> {
  const found = new Set<number>();
  const { first, last } = match;
  for (let at = first - (NEAR + last - first); at <= last + NEAR; at += 1) {
    const other = owner.get(at);
    const isTerms = atWord(terms, at).some((term) => term.last < first || term.first > last);
    if ((other !== undefined && other !== match) || isTerms) found.add(at);
  }
  return found;
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
  if (!/> metasta(?:sis|tic cancer)$/.test(statements.at(statement).label)) return false;
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
  const { origin, target } = statements.at(statement);
  const byTheWay = inAnyPattern(CIRCUMSTANCES, target);
  if (at.length === loud) return !(byTheWay && origin === 'see');
  const [only = 0] = at;
  if (at.length === 1 && (GENERAL_WORDS.has(forms[only] ?? '') || (forms[only] ?? '').length <= 3)) return false;
  return at.length > 2 || !byTheWay;
}

/** The sentence, or what follows its label, as an official title to the letter. */
function wholeTitle(words: Words, { first, last }: WordRange, edition: CompiledEdition): OfficialTerm | undefined {
  if (last - first > LONGEST_TITLE) return undefined;
  const behind = words.afterColon.slice(first + 1, Math.min(last, first + 4) + 1).indexOf(true);
  const starts = behind === -1 ? [first] : [first, first + 1 + behind];
  for (const start of starts) {
    const key = words.tokens
      .slice(start, last + 1)
      .map(({ norm }) => norm)
      .join(' ');
    const code = edition.exactTitle(key);
    if (code === undefined) continue;
    const at = Array.from({ length: last - start + 1 }, (_, place) => start + place);
    const title = edition.code(code)?.title ?? titleKey(key);
    const entry = entryOf(title, code, 'title');
    return { first: start, last, at, whole: true, use: { entry, capitals: false, spelling: '', implied: [], words: at.length + 1 } };
  }
  return undefined;
}

/** The code that a statement leads to, made specific by the words beside it; `undefined` where they do not decide. */
export function termOf(
  match: StatementMatch,
  { forms, sentence, edition }: Statements,
  others: ReadonlySet<number>,
): OfficialTerm | undefined {
  const { target, origin, label, manifestation } = edition.statements.at(match.statement);
  const near = nearby(match, forms, sentence, others);
  const refined = edition.refine(target, new Set(near.keys()));
  if (refined === undefined) return undefined;
  const at = [...new Set([...match.at, ...refined.used.flatMap((word) => near.get(word) ?? [])])].toSorted((a, b) => a - b);
  const second = manifestation === undefined ? undefined : edition.refine(manifestation.replace(/[-.\s]+$/, ''), new Set(near.keys()));
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

/** Words of the same stretch around a statement, each with its nearest place. What is denied behind it is not said. */
function nearby(
  { first, last, at }: StatementMatch,
  { forms, stretch, joins, denials }: StatementWords,
  sentence: WordRange,
  others: ReadonlySet<number>,
): Map<string, number> {
  const found = new Map<string, number>();
  for (const place of at) found.set(forms[place] ?? '', place);
  for (let away = 0; away <= NEAR + last - first; away += 1) {
    for (const place of [first - away, first + away]) {
      if (place < sentence.first || place > sentence.last || place > last + NEAR || stretch[place] !== stretch[first]) continue;
      if (others.has(place) || joins[place] !== joins[place < first ? first : last]) continue;
      if (place > last && denials[place] !== denials[last]) continue;
      const form = forms[place] ?? '';
      if (!found.has(form)) found.set(form, place);
    }
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
