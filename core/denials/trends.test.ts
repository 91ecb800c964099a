import { expect, test } from 'vitest';
import { aBilledClaim, aRemitted } from '#tests/support/billing.ts';
import { shippedWords } from '#tests/support/words.ts';
import { LocalDate } from '../codes.ts';
import { outcomeOf } from './outcome.ts';
import { trendsBy } from './trends.ts';

const words = shippedWords();

function refused(cents: number, on: string | undefined, editions: readonly string[] = []) {
  const remitted = aRemitted('C-1', { status: '4', paidCents: 0, adjustments: [{ group: 'CO', reason: '197', amountCents: cents }] });
  const payer = { id: '60001', name: 'Blue Fern Health' };
  const outcome = outcomeOf(aBilledClaim('C-1'), [{ remittance: 'R-1', position: 0, state: 'posted', payer, remitted }], words);
  if (outcome === undefined) throw new Error('no refusal');
  return { ...outcome, payer: payer.name, editions, ...(on !== undefined && { on: LocalDate.parse(on) }) };
}

test('months stand in their order, and what has no date last', () => {
  const trends = trendsBy('month', [
    refused(100, '2026-03-01'),
    refused(900, undefined),
    refused(500, '2025-12-31'),
    refused(50, '2026-03-09'),
  ]);

  expect(trends.map(({ key, refusedCents }) => [key, refusedCents])).toEqual([
    ['2025-12', 500],
    ['2026-03', 150],
    ['no date', 900],
  ]);
});

test('by edition a claim stands under those that its codes were accepted with, and says so where none is known', () => {
  const trends = trendsBy('edition', [refused(100, undefined, ['icd10cm-2026']), refused(900, undefined)]);

  expect(trends.map(({ key, claims }) => [key, claims])).toEqual([
    ['not known: no code of the claim was accepted here', 1],
    ['icd10cm-2026', 1],
  ]);
});
