import { lineStart } from '../text/line-start.ts';
import type { Sentence } from '../text/reading.ts';

/** How far before a condition, in characters, words may speak of it: the length of a sentence does not decide. */
export const LOOK_BACK = 600;
/** How far behind it, and before its sentence on the same line. */
export const LOOK_AHEAD = 120;

/** A word of each match of `LOOKED_FOR`, `READ_ABOUT`, `IN_GENERAL`, `TAUGHT` and `RISKS_TOLD`. */
const TALK =
  /\b(?:test|screen|check|vaccin|immuni|titer|determine|see|find|know|handout|pamphlet|brochure|leaflet|booklet|poster|article|literature|read|educational|information|website|googl|looked|heard|research|internet|web|searched|ask|inquir|curious|per the|side|adverse|risk|sign|complication|can|may|could|might|common|due|prevent|precaution|explain|discuss|advis|counsel|educat|inform|warn|caution)/i;
/** The same of `VACCINES_LISTED` and `OTHER_PATIENT`. */
const PARAGRAPH = /(?<![a-z])(?:vaccin|immuni|wrong|belong|another|different|else)/i;
/** The same of `PAYMENT`. */
const PAID =
  /\b(?:(?:MS-?)?DRG|HCC|RAF|(?:CO|OA|PI|PR)-\d|core measure|paid|reimburs|remit|(?:CAD|USD|EUR)\s*[$€\d]|denied|payer|insurer|health plan|auditor)/i;
/** The same of `NOT_FILLED_IN`. */
const FORM = /\b(?:(?:select|choose|circle|tick|pick|mark|check)\s|delete|option|example|sample|template)/i;

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

const HINTS = new WeakMap<Sentence, Hints>();

/** Looks over a sentence once for all the conditions in it; nearly all sentences have nothing that a pattern needs. */
export function hintsOf(text: string, sentence: Sentence): Hints {
  const known = HINTS.get(sentence);
  if (known !== undefined) return known;
  const own = text.slice(sentence.start, sentence.end);
  const talk = own.search(TALK);
  const made = {
    line: lineStart(text, sentence.start),
    talk: talk === -1 ? Infinity : sentence.start + talk,
    paragraph: PARAGRAPH.test(text.slice(Math.max(0, sentence.start - LOOK_BACK), sentence.end)),
    paid: PAID.test(own),
    form: FORM.test(text.slice(Math.max(0, sentence.start - LOOK_AHEAD), sentence.end)),
  };
  HINTS.set(sentence, made);
  return made;
}
