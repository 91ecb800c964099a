import { inAnyPattern } from '../../terminology/code-pattern.ts';
import type { Unnumbered } from './read-term.ts';

interface Sense {
  readonly codes: readonly string[];
  /** What the term's own words are, where only some of them have two senses. */
  readonly term?: RegExp;
  /** Words of the sentence without which the code is not meant. */
  readonly needs?: RegExp;
  /** Words of the sentence beside which the code is not meant. */
  readonly beside?: RegExp;
}

const INNER_SURFACE =
  /\b(?:antr\w+|gastric|stomach|duoden\w+|esophag\w+|mucosa\w*|colon\w*|rectal|rectum|bladder|bronchial|airway\w*|pharyn\w+|oropharyn\w+|tonsil\w*|laryn\w+|arytenoid\w*|turbinate\w*|nasal|tympanic|TMs?|conjunctiva\w*|endoscop\w+|cystoscop\w+|EGD)\b/i;
const NOT_AS_PRESCRIBED =
  /\b(?:overdos\w*|poison\w*|ingest\w*|intentional\w*|suicid\w*|illicit\w*|recreational\w*|took (?:too|extra)|wrong (?:dose|drug)|underdos\w*|withdrawal|dependen\w+|abuse\w*|use disorder|intoxicat\w*)\b/i;

/** Terms of the index that a note also uses of something that is no disease, and what tells the two apart. */
const SENSES: readonly Sense[] = [
  { codes: ['R40.21-R40.23'], needs: /\b(?:GCS|glasgow|coma\w*|eyes?|motor|verbal)\b/i },
  { codes: ['Q79.8'], term: /accessory/i, needs: /\b(?:congenital|anomal\w+|supernumerary)\b/i },
  { codes: ['L53.9'], term: /erythema/i, beside: INNER_SURFACE },
  { codes: ['L84'], term: /callus/i, beside: /\b(?:fracture\w*|union|healing|bon[ey]\w*|x-?rays?|radiograph\w*)\b/i },
  { codes: ['T36-T50:intent=5'], term: /^(?:due|secondary|caused)\b/i, beside: NOT_AS_PRESCRIBED },
];

/** True where the words of a mention are those of the index and do not mean its condition: `bowel movements normal`. */
export function isInAnotherSense({ code, source, sentence, range }: Unnumbered): boolean {
  if (code === undefined) return false;
  const { text } = source.document;
  const said = text.slice(sentence.start, sentence.end);
  return SENSES.some(({ codes, term, needs, beside }) => {
    if (!inAnyPattern(codes, code)) return false;
    if (term !== undefined && !term.test(text.slice(range.start, range.end))) return false;
    return needs === undefined ? beside?.test(said) === true : !needs.test(said);
  });
}
