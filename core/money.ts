import { z } from 'zod';

/** Money is whole cents, everywhere. */
export const Cents = z.int();

/** `$1,250.00`, `-$0.50`: as people are shown money, everywhere. */
export function dollars(cents: number): string {
  const [whole = '', part = ''] = (Math.abs(cents) / 100).toFixed(2).split('.');
  return `${cents < 0 ? '-' : ''}$${whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',')}.${part}`;
}
