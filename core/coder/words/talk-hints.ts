import { lineStart } from '../../text/line-start.ts';
import type { Section, Sentence } from '../../text/reading.ts';
import { keptWith } from '../../text/kept-with.ts';

/** How far before a condition, in characters, words may speak of it: the length of a sentence does not decide. */
export const LOOK_BACK = 600;
/** How far behind it, and before its sentence on the same line. */
export const LOOK_AHEAD = 120;

/** A word of each match of `LOOKED_FOR`, `READ_ABOUT`, `IN_GENERAL`, `TAUGHT` and `RISKS_TOLD`. */
const TALK =
  /\b(?:test|screen|check|vaccin|immuni|titer|determine|see|find|know|handout|pamphlet|brochure|leaflet|booklet|poster|article|literature|read|educational|information|website|googl|looked|heard|research|internet|web|searched|ask|inquir|curious|per the|side|adverse|risk|sign|complication|can|may|could|might|common|due|prevent|precaution|explain|discuss|advis|counsel|educat|inform|warn|caution)/i;
/** The same of `VACCINES_LISTED` and `OTHER_PATIENT`. */
const PARAGRAPH = /(?<![a-z])(?:vaccin|immuni|wrong|belong|another|different|else)/gi;
/** The same of `PAYMENT`. */
const PAID =
  /\b(?:(?:MS-?)?DRG|HCC|RAF|(?:CO|OA|PI|PR)-\d|core measure|paid|reimburs|remit|(?:CAD|USD|EUR)\s*[$€\d]|denied|payer|insurer|health plan|auditor)/i;
/** The same of `NOT_FILLED_IN`. */
const FORM = /\b(?:(?:select|choose|circle|tick|pick|mark|check)\s|delete|option|example|sample|template)/gi;

/** What a sentence has that the patterns of talk could match, each a little more than they do. */
interface Hints {
  /** Where its line begins. */
  readonly line: number;
  /** Where the first word of general talk begins. */
  readonly talk: number;
  readonly paragraph: boolean;
  readonly paid: boolean;
  readonly form: boolean;
}

const HINTS = keptWith<Sentence, Hints>();

/** Looks over a sentence once for all the conditions in it; nearly all sentences have nothing that a pattern needs. */
export function hintsOf(text: string, sentence: Sentence): Hints {
  const known = HINTS.get(sentence);
  if (known !== undefined) return known;
  const own = text.slice(sentence.start, sentence.end);
  const talk = own.search(TALK);
  const { paragraph, form } = placesIn(text, sentence.section);
  const made = {
    line: lineStart(text, sentence.start),
    talk: talk === -1 ? Infinity : sentence.start + talk,
    paragraph: stands(paragraph, sentence.start - LOOK_BACK, sentence.end),
    paid: PAID.test(own),
    form: stands(form, sentence.start - LOOK_AHEAD, sentence.end),
  };
  HINTS.set(sentence, made);
  return made;
}

interface Places {
  readonly paragraph: readonly number[];
  readonly form: readonly number[];
}

const PLACES = keptWith<Section, Places>();

/** Where words of a paragraph and of a form stand in a section and before it. Each sentence looks far back: a section is read once for all. */
function placesIn(text: string, section: Section): Places {
  const known = PLACES.get(section);
  if (known !== undefined) return known;
  const from = Math.max(0, section.start - LOOK_BACK);
  const around = text.slice(from, section.end);
  const places = (pattern: RegExp): number[] => Array.from(around.matchAll(pattern), ({ index }) => from + index);
  const made = { paragraph: places(PARAGRAPH), form: places(FORM) };
  PLACES.set(section, made);
  return made;
}

/** True where one of the places, which are in order, lies in a stretch. */
function stands(places: readonly number[], from: number, to: number): boolean {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return (places[low] ?? Infinity) < to;
}
