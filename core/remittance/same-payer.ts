import type { RemittanceHead } from './remittance.ts';

/**
 * Whether two name the same payer: by id, in whatever form it is written, or by name. A payer has other ids in other files, and a file may
 * give none.
 */
export function isSamePayer(one: RemittanceHead['payer'], other: RemittanceHead['payer']): boolean {
  return agree(one.id, other.id) || agree(one.name, other.name);
}

/** Without blanks, marks, case and leading zeros. */
export function plainNumber(text: string): string {
  return text
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/^0+/, '');
}

function agree(one = '', other = ''): boolean {
  return plainNumber(one) !== '' && plainNumber(one) === plainNumber(other);
}
