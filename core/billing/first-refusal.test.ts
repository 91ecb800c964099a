import { expect, test } from 'vitest';
import { aBilledClaim, aRemitted } from '#tests/support/billing.ts';
import { LocalDate } from '../codes.ts';
import { firstRefusal } from './first-refusal.ts';
import type { PayersWord } from './payers-word.ts';

const REFUSING = { isDenial: ({ reason }: { readonly reason: string }) => reason !== '45', isRepeat: () => false };
const OTHER = { id: '60002', name: 'Second Payer' };

/** A word of the day that refuses so much of $200.00 and pays the rest. */
function says(
  day: number,
  refusedCents: number,
  changes: Parameters<typeof aRemitted>[1] = {},
  payer: PayersWord['payer'] = { id: '60001' },
): PayersWord {
  const adjustments = [{ group: 'CO', reason: '22', amountCents: refusedCents }];
  return {
    ...{ remittance: `R-${day}`, position: 0, state: 'posted', payer },
    date: LocalDate.parse(`2026-05-0${day}`),
    remitted: aRemitted('C-88', { paidCents: 20_000 - refusedCents, adjustments, ...changes }),
  };
}
const back = (day: number) => says(day, -20_000, { status: '22', billedCents: -20_000, paidCents: 0 });

test.each([
  ['once', [says(3, 20_000)], 'R-3'],
  ['twice alike', [says(1, 20_000), says(3, 20_000)], 'R-1'],
  ['three times alike', [says(1, 20_000), says(2, 20_000), says(3, 20_000)], 'R-1'],
  ['anew after it was taken back', [says(1, 20_000), back(2), says(3, 20_000)], 'R-3'],
  ['anew after some was paid', [says(1, 20_000), says(3, 5_000)], 'R-3'],
  ['for a corrected claim', [says(1, 20_000), says(3, 20_000, { frequency: '7' })], 'R-3'],
  ['again, of a corrected claim', [says(1, 20_000), says(2, 20_000, { frequency: '7' }), says(3, 20_000)], 'R-2'],
  ['by two payers', [says(1, 20_000, {}, OTHER), says(3, 20_000)], 'R-3'],
])('the days of an appeal of what was refused %s', (_name, words, first) => {
  const word = words.find(({ remittance }) => remittance === 'R-3') as PayersWord;

  expect(firstRefusal(aBilledClaim('C-88'), word, words, REFUSING).remittance).toBe(first);
});
