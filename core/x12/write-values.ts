import type { Days } from './read-day.ts';
import { writtenDay } from './read-day.ts';

/** Cents as a decimal without zeros at its end: `100`, `12.5`, `-1.27`. */
export function amountText(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  const [whole, decimals] = [digits.slice(0, -2), digits.slice(-2).replace(/0+$/, '')];
  return `${cents < 0 ? '-' : ''}${whole}${decimals === '' ? '' : `.${decimals}`}`;
}

export function quantityText(quantity: number | undefined): string {
  if (quantity === undefined) return '';
  return String(Number(quantity.toFixed(6)));
}

/** `D8` and its day, or `RD8` and both. */
export function daysText({ from, to }: Days): readonly [string, string] {
  return from === to ? ['D8', writtenDay(from)] : ['RD8', `${writtenDay(from)}-${writtenDay(to)}`];
}
