import { expect, test } from 'vitest';
import { aBilledClaim, aRemitted } from '#tests/support/billing.ts';
import { LocalDate } from '../codes.ts';
import type { PayersWord } from './payers-word.ts';
import { refusedParts } from './refused-parts.ts';

const REFUSING = {
  isDenial: ({ reason }: { readonly reason: string }) => reason === '197' || reason === '18',
  isRepeat: ({ reason }: { readonly reason: string }) => reason === '18',
};
const FIRST = { id: '60001', name: 'Blue Fern Health' };
const OTHER = { id: '60002', name: 'Second Payer' };
const line = (number: number, chargeCents: number) => ({
  ...{ number, code: `9922${number}`, modifiers: [], units: 1, chargeCents, date: '2026-03-09', diagnoses: [1] },
});
const CLAIM = aBilledClaim('C-88', { lines: [line(1, 5_000), line(2, 15_000)] });

/** A word of the day, refusing for a reason (`197`) or paying. */
function says(day: number, reason: string, billedCents = 20_000, payer = FIRST): PayersWord {
  const adjustments = reason === '' ? [] : [{ group: 'CO', reason, amountCents: billedCents }];
  return {
    ...{ remittance: `R-${day}`, position: 0, state: 'posted', payer },
    date: LocalDate.parse(`2026-05-0${day}`),
    remitted: aRemitted('C-88', { billedCents, paidCents: reason === '' ? billedCents : 0, adjustments }),
  };
}

test.each([
  ['refused', [says(1, '197')], ['R-1']],
  ['refused and paid later', [says(1, '197'), says(2, '')], []],
  ['refused, and paid first by another payer in its stead', [says(1, '197'), says(2, '', 20_000, OTHER)], []],
  ['paid, and refused again as a duplicate', [says(1, ''), says(2, '18')], []],
  ['refused, and refused again as a duplicate', [says(1, '197'), says(2, '18')], ['R-1']],
  ['refused in one part and paid in the other', [says(1, '197', 5_000), says(2, '', 15_000)], ['R-1']],
  ['refused in both parts', [says(1, '197', 5_000), says(2, '197', 15_000)], ['R-1', 'R-2']],
])('of a claim that is %s', (_name, words, refused) => {
  expect(refusedParts(CLAIM, words, REFUSING, undefined).map(({ remittance }) => remittance.id)).toEqual(refused);
});
