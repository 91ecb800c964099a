/** Why an amount is not one; `exact` amounts with more decimals than cents are read and noted. */
export type OddAmount = 'not a number' | 'too precise' | 'too large' | 'more decimals';

export interface ReadAmount {
  readonly cents: number;
  readonly odd?: OddAmount;
}

const [ZERO, NINE, DOT, MINUS] = [0x30, 0x39, 0x2e, 0x2d];
const MOST_DIGITS = 13;

/** Cents of a decimal such as `1222.`, `.5` or `-1.27`, by its digits and never by a float; NaN where it is written otherwise. */
export function plainCents(text: string): number {
  const from = text.charCodeAt(0) === MINUS ? 1 : 0;
  if (text.length - from > MOST_DIGITS) return Number.NaN;
  let [cents, digits, decimals] = [0, 0, -1];
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === DOT && decimals === -1) {
      decimals = 0;
      continue;
    }
    if (code < ZERO || code > NINE) return Number.NaN;
    if (decimals !== -1) decimals += 1;
    cents = cents * 10 + (code - ZERO);
    digits += 1;
  }
  if (digits === 0 || decimals > 2) return Number.NaN;
  const scaled = decimals === 2 ? cents : decimals === 1 ? cents * 10 : cents * 100;
  return from === 1 && scaled !== 0 ? -scaled : scaled;
}

/** Cents of a decimal, and what is odd about it. What is no number counts as 0 and is never to be posted. */
export function readAmount(text: string): ReadAmount {
  const plain = plainCents(text);
  if (!Number.isNaN(plain)) return { cents: plain };
  const [, sign = '', whole = '', decimals = ''] = /^(-?)(\d*)(?:\.(\d*))?$/.exec(text) ?? [];
  if (whole === '' && decimals === '') return { cents: 0, odd: 'not a number' };
  const digits = BigInt(`${whole}${decimals.slice(0, 2).padEnd(2, '0')}`);
  if (digits > BigInt(Number.MAX_SAFE_INTEGER) / 1_000n) return { cents: 0, odd: 'too large' };
  const lost = decimals.slice(2);
  const cents = Number(digits) + (lost !== '' && lost >= '5' ? 1 : 0);
  return { cents: sign === '-' && cents !== 0 ? -cents : cents, odd: /^0*$/.test(lost) ? 'more decimals' : 'too precise' };
}

/** A count of units or days: `1`, `56.00`, `.5`. */
export function readQuantity(text: string): number | undefined {
  return /^-?(?:\d{1,12}(?:\.\d{0,6})?|\.\d{1,6})$/.test(text) ? Number(text) + 0 : undefined;
}
