import { expect, test } from 'vitest';
import { aBilledClaim, aRemitted } from '#tests/support/billing.ts';
import { shippedWords } from '#tests/support/words.ts';
import { LocalDate } from '../codes.ts';
import { outcomeOf, withLetters } from './outcome.ts';
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

test('what was refused first stays counted once a part is paid, and only money counts as paid after all', () => {
  const payer = { id: '60001', name: 'Blue Fern Health' };
  const says = (remittance: string, refusedCents: number) => ({
    ...{ remittance, position: 0, state: 'posted' as const, payer },
    remitted: aRemitted('C-1', {
      ...{ paidCents: 20_000 - refusedCents, adjustments: [{ group: 'CO', reason: '197', amountCents: refusedCents }] },
    }),
  });
  const counted = (...said: readonly ReturnType<typeof says>[]) => {
    const outcome = outcomeOf(aBilledClaim('C-1'), said, words);
    if (outcome === undefined) throw new Error('no refusal');
    return outcome;
  };
  const won = withLetters(counted(says('R-1', 20_000)), [
    { outcome: 'overturned', level: 'first', noticeDate: LocalDate.parse('2026-05-01') },
  ]);
  const partly = counted(says('R-1', 20_000), says('R-2', 15_000));

  expect(
    trendsBy(
      'payer',
      [won, partly].map((one) => ({ ...one, payer: payer.name, editions: [] })),
    ),
  ).toEqual([{ key: payer.name, claims: 2, refusedCents: 40_000, won: 1, recoveredCents: 5_000 }]);
});
