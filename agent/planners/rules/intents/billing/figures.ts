import type { Clause } from '../../clause.ts';
import { countIn } from './number-words.ts';

const WHOLE = /^\$? ?((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,2})?)(?: ?(?:dollars?|usd|bucks))?$/i;
const THOUSANDS = /^\$? ?(\d{1,4})(?:\.(\d{1,5}))?k(?: ?(?:dollars?|usd|bucks))?$/i;
/** Everything that may be meant as one amount, its sign and what is written on to it. */
const MEANT =
  /(?:[-+−] ?)?\$ ?[-+−]?\d[\d.,]*(?: \d{3}\b)?[a-z%]*|(?:[-+−] ?)?\b\d[\d.,]*k\b(?: ?(?:dollars?|usd|bucks)\b)?|(?:[-+−] ?)?\b\d[\d.,]* ?(?:dollars?|usd|bucks)\b/gi;
/** A number that says what it counts is no amount. */
const COUNTS = /^\s*(?:%|percent|lines?|payments?|instal?lments?|months?|visits?|days?|weeks?|years?|units?|claims?|times?)\b|^%/i;
const DATES = /\b\d{4}-\d\d-\d\d\b|\b\d{1,2}\/\d{1,2}(?:\/\d{2,4})?\b/g;

/**
 * The amount that a text names, in cents: `$1,250.50`, `40 dollars`, `1.2k`, `twelve hundred dollars`. `undefined` where it names none, and
 * `unclear` where it names more than one or one that is not read whole, such as `$-5`, `$12.345`, `$1 000`.
 */
export function centsIn(text: string): number | 'unclear' | undefined {
  const [only, other] = amountsIn(text);
  if (only === undefined) return /\$|€|£/.test(text) ? 'unclear' : undefined;
  return other === undefined ? only : 'unclear';
}

/** Every amount that a text names with its mark, in its order; `unclear` for each that is not read whole. */
export function amountsIn(text: string): readonly (number | 'unclear')[] {
  const found = withDigits(text).match(MEANT) ?? [];
  return found.map((one) => centsOf(one.replace(/[.,]+$/, '')) ?? 'unclear');
}

/** As `centsIn`, and where no amount bears its mark, the one number that counts nothing else: "write off 890 of C-2009". */
export function barelyCentsIn(text: string): number | 'unclear' | undefined {
  const marked = centsIn(text);
  if (marked !== undefined)
    return marked === 'unclear' || numbersIn(withDigits(text).replace(MEANT, '#')).length === 0 ? marked : 'unclear';
  const spelt = countIn(text);
  const [only, other] = numbersIn(text);
  if (spelt !== undefined) return only === undefined ? spelt * 100 : 'unclear';
  if (only === undefined) return undefined;
  return other !== undefined || only.counts ? 'unclear' : (centsOf(only.typed) ?? 'unclear');
}

/** Numbers without a mark, and whether the word behind each says what it counts. Days are none. */
function numbersIn(text: string): readonly { readonly typed: string; readonly counts: boolean }[] {
  const plain = text.replaceAll(DATES, (date) => '#'.repeat(date.length)).replaceAll(/€|£/g, '#');
  return [...plain.matchAll(/(?<![\w#.,-])[-+−]?\d[\d.,]*(?!\w)/g)].map(({ 0: typed, index }) => ({
    typed: typed.replace(/[.,]+$/, ''),
    counts: COUNTS.test(plain.slice(index + typed.length)),
  }));
}

/** `1,250.50` and `1.2k` in cents; `undefined` for what is not read whole. */
export function centsOf(typed: string): number | undefined {
  const [, thousands, part = ''] = THOUSANDS.exec(typed) ?? [];
  if (thousands !== undefined) return Number(thousands) * 100_000 + Number(part.padEnd(5, '0'));
  const [, whole] = WHOLE.exec(typed) ?? [];
  if (whole === undefined) return undefined;
  const [dollars = '', cents = ''] = whole.replaceAll(',', '').split('.');
  return Number(dollars) * 100 + Number(cents.padEnd(2, '0'));
}

/** `twelve hundred dollars` as `$1200`. */
function withDigits(text: string): string {
  return text.replaceAll(/((?:[a-z]+[ -]){1,8})(?:dollars?|bucks)\b/gi, (said, words: string) => {
    const count = countIn(words);
    return count === undefined ? said : `$${count}`;
  });
}

/** What was typed of a clause, with every reference in it made unreadable, so that no number of one is taken for an amount. */
export function withoutReferences({ message, words }: Clause): string {
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined) return '';
  let text = message;
  for (const { kind, start, end } of words)
    if (kind !== 'word' && kind !== 'mark') text = `${text.slice(0, start)}${'#'.repeat(end - start)}${text.slice(end)}`;
  return text.slice(first.start, last.end);
}
