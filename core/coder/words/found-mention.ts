import type { Icd10Cm } from '../../codes.ts';
import type { CodeTarget } from '../../terminology/edition-source.ts';
import type { CompiledEntry } from '../../terminology/compiled-edition.ts';
import type { Range, Sentence } from '../../text/reading.ts';
import type { GeneralTalk } from './general-talk.ts';
import type { OtherAuthor } from '../documents/other-authors.ts';
import type { ReadDocument } from '../documents/read-documents.ts';
import type { SectionWeight } from '../documents/section-weight.ts';
import type { AssertionStatus, Mention, Span } from '../trace.ts';

export interface FoundModifier {
  readonly name: string;
  readonly axis: string;
  readonly range: Range;
}

/** A mention with all that the coder needs of it; `Mention` is what the trace keeps. */
export interface FoundMention {
  readonly id: string;
  readonly source: ReadDocument;
  readonly sentence: Sentence;
  readonly range: Range;
  readonly entry: CompiledEntry;
  /** Modifiers that hold, those that the phrase implies included. */
  readonly names: ReadonlySet<string>;
  readonly modifiers: readonly FoundModifier[];
  /** Modifiers that the note takes back ("without exacerbation") or leaves in doubt. */
  readonly refused: readonly FoundModifier[];
  readonly status: AssertionStatus;
  readonly cue: Range | undefined;
  readonly assertionRule: string;
  readonly target: CodeTarget | undefined;
  readonly code: Icd10Cm | undefined;
  readonly path: string;
  readonly weight: SectionWeight;
  /** Set where the words speak of the condition and not of the patient. */
  readonly talk: GeneralTalk | undefined;
  /** True in a paragraph that addresses a software agent. */
  readonly instructionLike: boolean;
  /** True in a pasted message of somebody else. */
  readonly quoted: boolean;
  /** What was misspelt and how it was read; empty where nothing was. */
  readonly misspelt?: readonly { readonly raw: string; readonly norm: string }[];
  /** Who wrote the part that it stands in, where a heading says that it was not the document's author. */
  readonly writtenBy: OtherAuthor['by'] | undefined;
  /** The earlier document that the passage was copied from. */
  readonly copiedFrom: string | undefined;
}

const LONGEST_OF_KIN = 120;

export function spanOf({ document }: ReadDocument, section: string, { start, end }: Range): Span {
  return { document: document.id, section, start, end, text: document.text.slice(start, end) };
}

/** The words that support a code: the term and its modifiers, from the first to the last; of a relative, with who it is. */
export function evidenceOf({ source, sentence, range, modifiers, status }: FoundMention): Span {
  if (status === 'family' && sentence.end - sentence.start <= LONGEST_OF_KIN) return spanOf(source, sentence.section.kind, sentence);
  const start = Math.min(range.start, ...modifiers.map((modifier) => modifier.range.start));
  const end = Math.max(range.end, ...modifiers.map((modifier) => modifier.range.end));
  return spanOf(source, sentence.section.kind, { start, end });
}

/** The words that decide how a condition is asserted, with the condition: "not as a new kidney injury". */
export function assertedWords({ source, sentence, range, cue }: FoundMention): Span {
  const { start, end } = cue ?? range;
  return spanOf(source, sentence.section.kind, { start: Math.min(start, range.start), end: Math.max(end, range.end) });
}

/** The sentence of a mention; of a long one the part that holds the mention, its modifiers and its cue, cut between words. */
function quotedPart({ source, sentence, range, modifiers, cue }: FoundMention): Range {
  if (sentence.end - sentence.start <= LONGEST_SENTENCE) return sentence;
  const { text } = source.document;
  const held = [range, ...modifiers.map((modifier) => modifier.range), ...(cue === undefined ? [] : [cue])];
  const from = Math.max(sentence.start, Math.min(...held.map(({ start }) => start)) - AROUND);
  const to = Math.min(sentence.end, Math.max(...held.map(({ end }) => end)) + AROUND);
  const start = from === sentence.start ? from : from + (/^\S*\s*/u.exec(text.slice(from, range.start))?.[0].length ?? 0);
  const end = to === sentence.end ? to : to - (/\s*\S*$/u.exec(text.slice(range.end, to))?.[0].length ?? 0);
  return { start: Math.min(start, ...held.map((one) => one.start)), end: Math.max(end, ...held.map((one) => one.end)) };
}

/** A sentence longer than this is quoted as the words around the mention, so that a trace grows with the text and no faster. */
const LONGEST_SENTENCE = 600;
const AROUND = 200;

export function toMention(found: FoundMention): Mention {
  const section = found.sentence.section.kind;
  const at = (range: Range): Span => spanOf(found.source, section, range);
  return {
    id: found.id,
    span: at(found.range),
    sentence: at(quotedPart(found)),
    term: found.entry.main,
    modifiers: found.modifiers.map(({ name, range }) => ({ name, span: at(range) })),
    assertion: {
      status: found.status,
      ...(found.cue === undefined ? {} : { cue: at(found.cue) }),
      rule: found.assertionRule,
    },
    ...(found.code === undefined ? {} : { code: found.code }),
    path: found.path,
  };
}
