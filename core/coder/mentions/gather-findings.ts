import type { CompiledEdition } from '../../terminology/compiled-edition.ts';
import type { AssertedStatus } from '../../text/assertion.ts';
import type { Range, Sentence } from '../../text/reading.ts';
import { documentWords } from '../words/document-words.ts';
import { chooseStatements, findStatements, type StatementMatch } from '../words/find-statements.ts';
import { termOf, type Statements } from '../words/official-terms.ts';
import { isPublicationPath, publicationPath } from '../words/publication-path.ts';
import type { ReadDocument } from '../documents/read-documents.ts';
import { assertedOnce, talkOnce } from '../words/read-once.ts';
import type { StatementWords } from '../words/scan-statement-words.ts';
import { charactersOf, sentenceRanges, type WordRange, type Words } from '../words/scan-words.ts';
import type { Mention } from '../trace.ts';
import type { Finding } from './finding.ts';
import { LONGEST_LEARNED, type MentionModel } from './mention-model.ts';
import type { Episode } from '../../terminology/seventh-character.ts';

type Known = Pick<MentionModel, 'learned' | 'reviewed' | 'opens'>;

/** Everything in a document that speaks for a code, longer statements and those inside them alike. */
export function gatherFindings(source: ReadDocument, mentions: readonly Mention[], edition: CompiledEdition, model: Known): Finding[] {
  return findingsIn(source, mentions, edition, model).filter(({ range }) => !isSetAside(source, range));
}

/** What stands in text that addresses software, in somebody else's message, or in talk of a condition in general, states nothing. */
function isSetAside({ document, reading, instructions, quoted }: ReadDocument, range: Range): boolean {
  const meets = (passage: Range): boolean => passage.start < range.end && range.start < passage.end;
  if (instructions.some(meets) || quoted.some(meets)) return true;
  const sentence = sentenceAt(reading.sentences, range.start);
  return sentence !== undefined && talkOnce(document.text, sentence, range) !== undefined;
}

function sentenceAt(sentences: readonly Sentence[], place: number): Sentence | undefined {
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sentences[middle]?.end ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  const found = sentences[low];
  return found !== undefined && found.start <= place ? found : undefined;
}

function findingsIn(source: ReadDocument, mentions: readonly Mention[], edition: CompiledEdition, model: Known): Finding[] {
  const { words, forms } = documentWords(source, edition);
  const found: Finding[] = mentions
    .filter(({ span }) => span.document === source.document.id)
    .flatMap((mention) => fromMention(mention, edition));
  for (const { sentence, range } of sentenceRanges(words, source.reading.sentences)) {
    const place = { source, sentence, words, forms, range, edition };
    found.push(...statementFindings(place), ...learnedFindings(place, model));
  }
  return found;
}

interface Place {
  readonly source: ReadDocument;
  readonly sentence: Sentence;
  readonly words: Words;
  readonly forms: StatementWords;
  readonly range: WordRange;
  readonly edition: CompiledEdition;
}

/** A mention of the trace that rests on a phrase written here, or on a title to the letter. */
function fromMention({ code, path, span: term, sentence, modifiers, assertion }: Mention, edition: CompiledEdition): Finding[] {
  if (code === undefined) return [];
  const title = edition.code(code)?.title ?? '';
  const all = [term, ...modifiers.map((modifier) => modifier.span)];
  const span = { start: Math.min(...all.map(({ start }) => start)), end: Math.max(...all.map(({ end }) => end)) };
  const whole = span.start === sentence.start && span.end >= sentence.end - 1;
  const official = isPublicationPath(path);
  // What the publications state is gathered with all that lies inside it; of the trace only a title to the letter is taken.
  if (official && !(whole && path.endsWith(` > ${title}`))) return [];
  const shared = { code, path, range: span, section: term.section, status: assertion.status, rule: assertion.rule };
  return [{ ...shared, source: 'phrase', key: path, words: term.text.split(/\s+/).length, ...PLAIN, whole, letter: official }];
}

const PLAIN = { extra: 0, chosen: true, nested: false, table: false, letter: false } as const;
const TABLES = new Set(['drug', 'external-cause']);
const EPISODE: Episode = { phase: 'initial', open: false, healing: 'routine' };

function statementFindings({ source, sentence, words, forms, range, edition }: Place): Finding[] {
  const all = findStatements(forms, range, edition.statements);
  if (all.length === 0) return [];
  const chosen = new Set(chooseStatements(all));
  const place: Statements = { words, forms, sentence: range, edition, terms: [] };
  const longer = longerAt(chosen);
  return all.flatMap((match) => {
    const term = termOf(match, place, () => false);
    const target = term?.use.entry.code;
    const code = target === undefined ? undefined : edition.resolve(target, EPISODE);
    if (term === undefined || code === undefined) return [];
    const at = charactersOf(words, term);
    const { status, rule } = assertedAt(source, sentence, at);
    return {
      code,
      source: 'statement' as const,
      key: keyOf(match, edition),
      path: publicationPath(term.use.entry) ?? '',
      range: at,
      section: sentence.section.kind,
      status,
      rule,
      words: match.at.length,
      extra: match.extra,
      chosen: chosen.has(match),
      nested: !chosen.has(match) && isNested(match, longer),
      whole: chosen.has(match) && isWhole(match, forms, range),
      letter: false,
      table: TABLES.has(edition.statements.at(match.statement).origin),
    };
  });
}

/** A cue among the statement's own words names the condition (`family history of …`) and does not assert it. */
function assertedAt({ reading }: ReadDocument, sentence: Sentence, at: Range): AssertedStatus {
  const said = assertedOnce(reading, sentence, at);
  const own = said.cue !== undefined && said.cue.start < at.end && at.start < said.cue.end;
  return own ? { status: 'present', rule: 'assert.present.named' } : said;
}

function keyOf({ statement }: StatementMatch, { statements }: CompiledEdition): string {
  return [...statements.members(statement)].map((word) => statements.tables.words[word] ?? '').join(' ');
}

/** The chosen statement that has the word at each place. */
function longerAt(chosen: ReadonlySet<StatementMatch>): Map<number, StatementMatch> {
  return new Map([...chosen].flatMap((match) => match.at.map((place) => [place, match] as const)));
}

function isNested({ at }: StatementMatch, longer: ReadonlyMap<number, StatementMatch>): boolean {
  const holder = longer.get(at[0] ?? -1);
  return holder !== undefined && at.every((place) => longer.get(place) === holder);
}

function isWhole({ at }: StatementMatch, { silent }: StatementWords, { first, last }: WordRange): boolean {
  let loud = 0;
  for (let place = first; place <= last; place += 1) if (silent[place] === 0) loud += 1;
  return loud === at.length;
}

/** Words of which coders of the gold set made a code, in rows of one to four. */
function learnedFindings({ source, sentence, words, forms, range, edition }: Place, { learned, reviewed, opens }: Known): Finding[] {
  const found: Finding[] = [];
  for (const { key, first, last, words: count } of rowsOfWords(forms, range, opens)) {
    const [states, stands] = [reviewed(key), learned(key)];
    if (states.length === 0 && stands.length === 0) continue;
    const stated = states.map((code) => ({ code, source: 'phrase' as const, key: `Reviewed phrase > ${key}` }));
    const beside = stands.map(({ code }) => ({ code, source: 'learned' as const, key }));
    const named = [...stated, ...beside].filter(({ code }) => edition.code(code)?.billable === true);
    if (named.length === 0) continue;
    const at = charactersOf(words, { first, last });
    const { status, rule } = assertedOnce(source.reading, sentence, at);
    const said = { range: at, section: sentence.section.kind, status, rule, words: count, ...PLAIN, whole: false };
    for (const one of named) found.push({ ...one, ...said, path: one.source === 'phrase' ? one.key : `Learned words > ${key}` });
  }
  return found;
}

export interface RowOfWords extends WordRange {
  readonly key: string;
  readonly words: number;
}

/** Rows of one to four telling words that follow each other in one stretch, the first of them one that may open a row. */
export function rowsOfWords(
  { forms, silent, stretch }: StatementWords,
  { first, last }: WordRange,
  opens: MentionModel['opens'] = () => true,
): RowOfWords[] {
  const telling: number[] = [];
  for (let at = first; at <= last; at += 1) if (silent[at] === 0) telling.push(at);
  const rows: RowOfWords[] = [];
  telling.forEach((start, at) => {
    if (!opens(forms[start] ?? '')) return;
    let key = '';
    for (let words = 1; words <= LONGEST_LEARNED; words += 1) {
      const end = telling[at + words - 1];
      if (end === undefined || stretch[end] !== stretch[start]) break;
      key = words === 1 ? (forms[end] ?? '') : `${key} ${forms[end] ?? ''}`;
      rows.push({ key, first: start, last: end, words });
    }
  });
  return rows;
}
