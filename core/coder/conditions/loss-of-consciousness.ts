import type { CompiledEdition } from '../../terminology/compiled-edition.ts';
import type { Range } from '../../text/reading.ts';
import type { FoundModifier } from '../words/found-mention.ts';
import type { ReadDocument } from '../documents/read-documents.ts';
import type { Unnumbered } from '../words/read-term.ts';

/** A brain injury whose sixth character says a loss of consciousness of unspecified duration. */
const UNTIMED = /^S06\..[\dX]9[ADS]$/;
const LOST = String.raw`(?:loss of consciousness|LOC|lost consciousness|lost his consciousness|lost her consciousness|unconscious(?:ness)?|knocked out|passed out)`;
const NUMBER = String.raw`(?:\d{1,3}(?:\.\d)?|a few|few|several|a couple(?: of)?|half an?|an?|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|forty|forty[- ]five|fifty)`;
const UNIT = String.raw`(?:seconds?|secs?|minutes?|mins?|hours?|hrs?)`;
const SPOKEN = String.raw`(?<below>(?:less than|under|<|up to)\s*)?(?:(?:about|approximately|approx\.?|around|roughly|an estimated|~)\s*)?(?<number>${NUMBER})(?:\s*(?:-|–|to|or)\s*(?<upper>${NUMBER}))?[- ]*(?<unit>${UNIT})\b`;
const LASTING = String.raw`[\s,(]*(?:(?:for|of|lasting|lasted|x|was|duration|estimated at|estimated|that|time|about)[\s:]*){0,3}`;
const TIMED_BEHIND = new RegExp(String.raw`\b${LOST}\b${LASTING}${SPOKEN}`, 'giu');
const TIMED_BEFORE = new RegExp(String.raw`\b${SPOKEN}(?:\s*(?:of|period of|episode of))?\s*${LOST}\b`, 'giu');
const OPEN_END = /(?:more than|over|at least|greater than|longer than|>|≥)\s*$/iu;
const NONE_LOST =
  /\b(?:no|denie[sd](?: any)?|without(?: any)?|negative for|did not have(?: any)?|there was no)\s+(?:head injury or |amnesia or |reported |witnessed )?(?:loss of consciousness|LOC)\b|\b(?:did not|didn't|never) (?:lose consciousness|pass out)\b|\b(?:LOC|loss of consciousness)(?::| -| was)? (?:negative|denied|none|no)\b/giu;
const ANY_LOST = new RegExp(String.raw`\b${LOST}\b`, 'giu');

const SPELT: Readonly<Record<string, number>> = {
  'a few': 3,
  few: 3,
  several: 5,
  'a couple': 2,
  'a couple of': 2,
  'half a': 0.5,
  'half an': 0.5,
  ...{ a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10 },
  ...{ fifteen: 15, twenty: 20, thirty: 30, forty: 40, 'forty five': 45, fifty: 50 },
};
/** The longest duration, in minutes, that a sixth character says. */
const CHARACTERS: readonly (readonly [most: number, character: string])[] = [
  [30, '1'],
  [59.99, '2'],
  [359.99, '3'],
  [1440, '4'],
];

/**
 * Gives a brain injury the duration for which its chart says that consciousness was lost, in figures or words, or that it was not lost
 * at all (tabular list, S06). A document's one duration holds for its injuries; of two that differ none does.
 */
export function readConsciousness(found: readonly Unnumbered[], edition: CompiledEdition): readonly Unnumbered[] {
  if (!found.some(({ code }) => code !== undefined && UNTIMED.test(code))) return found;
  const told = new Map<ReadDocument, Told | undefined>();
  return found.map((mention) => {
    const { code, source, sentence } = mention;
    if (code === undefined || !UNTIMED.test(code)) return mention;
    if (!told.has(source)) told.set(source, toldIn(source.document.text, 0));
    const own = toldIn(source.document.text.slice(sentence.start, sentence.end), sentence.start);
    const said = own ?? told.get(source);
    if (said === undefined || (said.character === '0' && mention.names.has('loss of consciousness'))) return mention;
    const timed = edition.code(`${code.slice(0, 6)}${said.character}${code.slice(7)}`);
    if (timed?.billable !== true) return mention;
    const modifier: FoundModifier = { name: said.name, axis: 'loss of consciousness', range: said.range };
    const near = own === undefined ? [] : [modifier];
    return { ...mention, code: timed.code, modifiers: [...mention.modifiers, ...near], path: `${mention.path} > ${said.name}` };
  });
}

interface Told {
  readonly character: string;
  readonly name: string;
  readonly range: Range;
}

function toldIn(text: string, start: number): Told | undefined {
  const timed = [...text.matchAll(TIMED_BEHIND), ...text.matchAll(TIMED_BEFORE)].flatMap((match) => {
    const character = OPEN_END.test(text.slice(0, match.index)) ? undefined : characterOf(match.groups ?? {});
    const range = { start: start + match.index, end: start + match.index + match[0].length };
    return character === undefined ? [] : [{ character, name: 'loss of consciousness, of the duration told', range }];
  });
  const [first] = timed;
  if (first !== undefined) return timed.every(({ character }) => character === first.character) ? first : undefined;
  const denied = [...text.matchAll(NONE_LOST)];
  const [none] = denied;
  if (none === undefined || denied.length < [...text.matchAll(ANY_LOST)].length) return undefined;
  const range = { start: start + none.index, end: start + none.index + none[0].length };
  return { character: '0', name: 'without loss of consciousness', range };
}

function characterOf({ number = '', upper, unit = '', below }: Partial<Record<string, string>>): string | undefined {
  const lowest = classOf(valueOf(number), unit);
  const highest = upper === undefined ? lowest : classOf(valueOf(upper), unit);
  if (lowest !== highest) return undefined;
  return below !== undefined && lowest !== '1' ? undefined : lowest;
}

function valueOf(said: string): number {
  return SPELT[said.toLowerCase().replace('-', ' ')] ?? Number(said);
}

function classOf(value: number, unit: string): string | undefined {
  const minutes = unit.toLowerCase().startsWith('s') ? value / 60 : unit.toLowerCase().startsWith('h') ? value * 60 : value;
  return CHARACTERS.find(([most]) => minutes <= most)?.[1];
}
