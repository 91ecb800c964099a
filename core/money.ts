import { z } from 'zod';

/** Money is whole cents, everywhere. */
export const Cents = z.int();

/** `$250.00`, `-$0.50` */
export function dollars(cents: number): string {
  return `${cents < 0 ? '-' : ''}$${(Math.abs(cents) / 100).toFixed(2)}`;
}
