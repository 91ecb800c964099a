/** The languages that patients are written to in. */
export type Language = 'en' | 'es';

/** Sentences of a text, each as its words. What is masked is one short word, `MASK`. */
export type Counted = readonly (readonly string[])[];

/** What stands for a name, an amount, a date, a phone number or an id: it is counted as a word of one syllable. */
export const MASK = 'it';

const MONTHS =
  'January|February|March|April|May|June|July|August|September|October|November|December|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre';

/** In this order: a date holds numbers, and an id holds a dash. */
const MASKED: readonly RegExp[] = [
  new RegExp(`\\b(?:${MONTHS}) \\d{1,2}, \\d{4}`, 'g'),
  new RegExp(`\\b\\d{1,2} de (?:${MONTHS}) de \\d{4}`, 'g'),
  /-?\$\d[\d,]*(?:\.\d\d)?/g,
  /(?<![\p{L}\d._-])(?:\+?\d[\d().-]*[ ]?){2,}\d/gu,
  /[\p{L}\d._-]*\d[\p{L}\d._-]*(?<![._-])/gu,
];

/**
 * Takes a text apart for counting. A sentence ends at `.`, `?`, `!` and at the end of a line: a heading is one. `names` are masked
 * wherever they stand; amounts, dates, phone numbers and whatever else holds a figure are masked by their form.
 */
export function countText(text: string, names: readonly string[] = []): Counted {
  const longestFirst = names.filter((name) => name !== '').toSorted((a, b) => b.length - a.length);
  const withoutNames = longestFirst.reduce((left, name) => left.replaceAll(name, MASK), text);
  const masked = MASKED.reduce((left, form) => left.replaceAll(form, MASK), withoutNames);
  return masked
    .split(/[.?!¿¡]+(?=\s|$|["')\]])|\n/)
    .map((sentence) => sentence.match(/\p{L}[\p{L}'’]*(?:-\p{L}+)*/gu) ?? [])
    .filter((words) => words.length > 0);
}
