import type { CompiledEdition, CompiledEntry } from '../../terminology/compiled-edition.ts';
import type { Episode } from '../../terminology/seventh-character.ts';
import { assertionOf } from '../../text/assertion.ts';
import type { Sentence } from '../../text/reading.ts';
import { episodeOf } from './episode-of-care.ts';
import type { ReadDocument } from '../documents/read-documents.ts';
import { surroundings, type Unnumbered } from '../words/read-term.ts';

const ORDINAL = String.raw`(?:#?\d{1,2}(?:st|nd|rd|th)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)`;
const JOINED = String.raw`(?:\s*(?:,\s*and|,|and|&|-|–|to|through|thru)\s*)`;
const LIST = String.raw`\b${ORDINAL}(?:${JOINED}${ORDINAL})*`;
const SAID_OF = String.raw`(?:(?:left|right|posterior|anterior|lateral|sided)[\s-]+)*`;
const FRACTURED = String.raw`(?:fractures?|fxs?|fractured|broken)`;
/** Ribs by their numbers, or more than one of them, beside the word for a break. */
const NUMBERED = new RegExp(String.raw`(?:(?<before>${LIST})\s+${SAID_OF}ribs?\b|\bribs?\s+(?<behind>${LIST}))`, 'giu');
const BROKEN = new RegExp(String.raw`\b${FRACTURED}\b`, 'iu');
const BEHIND = new RegExp(
  String.raw`^[\s,(]*(?:of |involving |the )*(?<list>${LIST})(?!\s*(?:mm|cm|days?|weeks?|years?|months?|\/))`,
  'iu',
);
const PLURAL = /\b(?:ribs\b|rib (?:fractures|fxs)\b)/iu;
const SEVERAL = new RegExp(JOINED, 'iu');
const ONE_RIB = /^S22\.3[129]X/;
const NEAR = 60;
const NO_NAMES: ReadonlySet<string> = new Set();

/** A break of several ribs is a code of its own, and their numbers tell that there are several (tabular list, S22.3 and S22.4). */
export function readRibs(
  read: readonly ReadDocument[],
  found: readonly Unnumbered[],
  edition: CompiledEdition,
  phase: Episode['phase'],
): readonly Unnumbered[] {
  const sources = read.filter(({ document }) => /\bribs?\b/i.test(document.text) && BROKEN.test(document.text));
  if (sources.length === 0) return found;
  const counted = found.map((mention) =>
    ONE_RIB.test(mention.code ?? '') && tellsSeveral(mention) ? ofSeveral(mention, edition) : mention,
  );
  const known = new Set(counted.filter(({ code }) => code?.startsWith('S22.') === true).map(({ sentence }) => sentence));
  return [
    ...counted,
    ...sources.flatMap((source) =>
      source.reading.sentences.flatMap((sentence) => (known.has(sentence) ? [] : unfound(source, sentence, edition, phase))),
    ),
  ];
}

function tellsSeveral({ source, sentence, range }: Unnumbered): boolean {
  const { text } = source.document;
  if (PLURAL.test(text.slice(range.start, range.end))) return true;
  const behind = BEHIND.exec(text.slice(range.end, Math.min(sentence.end, range.end + NEAR)))?.groups?.['list'];
  const ahead = new RegExp(String.raw`(?<list>${LIST})\s+${SAID_OF}$`, 'iu').exec(
    text.slice(Math.max(sentence.start, range.start - NEAR), range.start),
  );
  return [behind, ahead?.groups?.['list']].some((list) => list !== undefined && SEVERAL.test(list));
}

/** `S22.32XA` of one rib is `S22.42XA` of several on that side. */
function ofSeveral(mention: Unnumbered, edition: CompiledEdition): Unnumbered {
  const several = edition.code(`S22.4${(mention.code ?? '').slice(5)}`);
  return several?.billable === true ? { ...mention, code: several.code, path: `${mention.path} > multiple` } : mention;
}

/** Numbered ribs that are said to be broken and that no phrase names: `left ribs 5-7 fractures`. */
function unfound(source: ReadDocument, sentence: Sentence, edition: CompiledEdition, phase: Episode['phase']): Unnumbered[] {
  const said = source.document.text.slice(sentence.start, sentence.end);
  if (!BROKEN.test(said)) return [];
  const match = [...said.matchAll(NUMBERED)].find(({ index, 0: all }) =>
    BROKEN.test(said.slice(Math.max(0, index - NEAR), index + all.length + NEAR)),
  );
  if (match === undefined) return [];
  const list = match.groups?.['before'] ?? match.groups?.['behind'] ?? '';
  const several = SEVERAL.test(list) || /\bribs\b/i.test(match[0]);
  const side = sideOf(said.slice(Math.max(0, match.index - NEAR), match.index + match[0].length + NEAR), several);
  const stem = `S22.${several ? '4' : '3'}${side}?`;
  const code = edition.resolve(stem, { ...episodeOf(NO_NAMES, phase), open: /\bopen\b/i.test(said) });
  if (code === undefined) return [];
  const range = { start: sentence.start + match.index, end: sentence.start + match.index + match[0].length };
  const path = several ? 'Fracture, traumatic, rib > multiple' : 'Fracture, traumatic, rib';
  const entry: CompiledEntry = { ...BARE, code: stem };
  return [
    {
      ...surroundings({ source, sentence }, range, assertionOf(source.reading, sentence, range)),
      ...{ entry, names: NO_NAMES, modifiers: [], refused: [], target: stem, code, path },
    },
  ];
}

function sideOf(said: string, several: boolean): string {
  const left = /\bleft\b/i.test(said);
  const right = /\bright\b/i.test(said);
  if (several && ((left && right) || /\bbilateral\b/i.test(said))) return '3';
  return left === right ? '9' : left ? '2' : '1';
}

const BARE: CompiledEntry = {
  id: -1,
  main: 'Fracture, traumatic, rib',
  origin: 'phrase',
  code: undefined,
  subterms: [],
  also: [],
  notIn: [],
  onlyIn: [],
  uses: NO_NAMES,
};
