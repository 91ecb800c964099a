import { z } from 'zod';

/** Money is whole cents, everywhere. */
export const Cents = z.int();

/** `$1,250.00`: as letters and bills have it. */
export function writtenDollars(cents: number): string {
  return dollars(cents).replaceAll(/\B(?=(?:\d{3})+\.)/g, ',');
}

/** `$250.00`, `-$0.50` */
export function dollars(cents: number): string {
  return `${cents < 0 ? '-' : ''}$${(Math.abs(cents) / 100).toFixed(2)}`;
}
