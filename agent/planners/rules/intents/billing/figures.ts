const WHOLE = /^\$ ?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{2})?$|^(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{2})? ?(?:dollars?|usd)$/i;
/** Everything that may be meant as one amount, its sign and what is written on to it. */
const MEANT = /(?:[-+−] ?)?\$ ?[-+−]?\d[\d.,]*(?: \d{3}\b)?[a-z%]*|(?:[-+−] ?)?\b\d[\d.,]* ?(?:dollars?|usd)\b/gi;

/**
 * The amount that a text names, in cents: `$1,250.50`, `40 dollars`. `undefined` where it names none, and `unclear` where it names more than
 * one or one that is not read whole, such as `$-5`, `$12.345`, `$1 000`, `$1.5k`.
 */
export function centsIn(text: string): number | 'unclear' | undefined {
  const found = (text.match(MEANT) ?? []).map((one) => one.replace(/[.,]+$/, ''));
  const [only, other] = found;
  if (only === undefined) return /\$|€|£/.test(text) ? 'unclear' : undefined;
  if (other !== undefined || !WHOLE.test(only)) return 'unclear';
  const [dollars = '', cents = '0'] = only.replaceAll(/[^\d.]/g, '').split('.');
  return Number(dollars) * 100 + Number(cents);
}

/** The first day that a text names as 2026-12-01; `undefined` where it names none. */
export function dayIn(text: string): string | undefined {
  return /\b(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))\b/.exec(text)?.[1];
}
