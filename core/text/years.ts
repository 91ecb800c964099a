import type { Clause } from './clause.ts';
import type { Range } from './reading.ts';

const YEAR = /^[^.;:]{0,60}?(\b(?:in|circa|around|back in)\s+(?:\p{L}{3,9}\s+)?(?:of\s+)?(?:19|20)\d{2}\b|\((?:19|20)\d{2}\))/iu;
const DIGITS = /(?:19|20)\d\d/;
/** Something that began then may be there still. */
const BEGAN =
  /\b(?:since|diagnosed|diagnosis|began|started|onset|noted|known|found|first|discovered|dx|but|and|is|has|now|scheduled|presents?|admitted|with)\b/iu;

/** `appendectomy in 2009`, `CVA (2015)`: a year after the condition, unless that is when it began. */
export function yearAfter(clause: Clause): Range | undefined {
  const behind = clause.text.slice(clause.target.end, Math.min(clause.target.end + 90, clause.words.at(-1)?.end ?? 0) + 1);
  const match = DIGITS.test(behind) ? YEAR.exec(behind) : null;
  if (match === null) return undefined;
  const lead = behind.slice(0, match[0].length - (match[1]?.length ?? 0));
  const ahead = clause.text.slice(Math.max(clause.words[0]?.start ?? 0, clause.target.start - 40), clause.target.start);
  if (BEGAN.test(lead) || /\b(?:since|diagnosed|dx|developed|began)\b/iu.test(ahead)) return undefined;
  if (/[,]/u.test(lead) || lead.split(/\s+/u).length > 7) return undefined;
  const start = clause.target.end + match[0].length - (match[1]?.length ?? 0);
  return { start, end: clause.target.end + match[0].length };
}
