import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Adjustment, RemittedClaim } from '../remittance/remittance.ts';
import { aBilledClaim, anAccount, aRemitted } from '#tests/support/billing.ts';
import type { Claim } from './claim.ts';
import type { PayersWord } from './payers-word.ts';
import { accountOf, type ApprovedAdjustment } from './work-out-account.ts';

const DENIALS = new Set(['197', '97', '50', '204', '18']);
const KNOWN = new Set(['45', '253', '1', '2', '3', '94']);
const isDenial = ({ reason }: { readonly reason: string }) => (DENIALS.has(reason) ? true : KNOWN.has(reason) ? false : undefined);

const isRepeat = ({ reason }: { readonly reason: string }) => reason === '18';

const FIRST = { id: '60001', name: 'Blue Fern Health' };
const SECOND = { id: '60002', name: 'Second Payer' };

/** `adjusted('CO-45 5000', 'PR-1 1000')` */
function adjusted(...texts: readonly string[]): Adjustment[] {
  return texts.map((text) => {
    const [, group = '', reason = '', cents = ''] = /^(\w+)-(\w+) (-?\d+)$/.exec(text) ?? [];
    return { group, reason, amountCents: Number(cents) };
  });
}

let number = 0;
/** A word on C-88, billed $200.00; each a remittance of its own, a day after the one before. */
function says(
  paidCents: number,
  adjustments: readonly string[],
  changes: Partial<Record<keyof RemittedClaim, unknown>> = {},
  payer = FIRST,
): PayersWord {
  number += 1;
  return {
    remittance: `R-${number}`,
    position: 0,
    state: 'posted',
    payer,
    date: `2026-04-${String((number % 28) + 1).padStart(2, '0')}` as never,
    remitted: aRemitted('C-88', { paidCents, adjustments: adjusted(...adjustments), ...changes }),
    matched: { claim: 'C-88' },
  };
}

/** Words in the order in which they are given, by their days. */
function inOrder(...words: readonly PayersWord[]): readonly PayersWord[] {
  return words.map((word, at) => ({ ...word, date: `2026-05-${String(at + 1).padStart(2, '0')}` as never }));
}

function owed(
  remitted: readonly PayersWord[],
  claims: readonly Claim[] = [aBilledClaim('C-88')],
  approved: readonly ApprovedAdjustment[] = [],
) {
  const { chargesCents, insuranceOwesCents, patientOwesCents, entries } = accountOf(anAccount('A-88'), {
    claims,
    remitted,
    approved,
    isDenial,
    isRepeat,
  });
  expect(entries.reduce((sum, { amountCents }) => sum + amountCents, 0)).toBe(insuranceOwesCents + patientOwesCents);
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  return { charges: chargesCents, insurance: insuranceOwesCents, patient: patientOwesCents };
}

const reversed = (word: PayersWord): PayersWord => ({
  ...says(0, []),
  payer: word.payer,
  remitted: {
    ...word.remitted,
    status: '22',
    billedCents: -word.remitted.billedCents,
    paidCents: -word.remitted.paidCents,
    adjustments: word.remitted.adjustments.map((one) => ({ ...one, amountCents: -one.amountCents })),
  },
});

describe('an account', () => {
  test.each([
    ['of which nobody spoke yet is owed by the insurance', [], 20_000, 0],
    ['paid with a discount and a share moves the share to the patient', [says(12_000, ['CO-45 5000', 'PR-1 3000'])], 0, 3_000],
    ['of a denied claim is owed by the insurance: a denial is no write-off', [says(0, ['CO-197 20000'], { status: '4' })], 20_000, 0],
    ['keeps what was denied of a paid claim with the insurance', [says(10_000, ['CO-45 4000', 'CO-97 6000'])], 6_000, 0],
    ['bills the patient for no refusal, whatever its group', [says(10_000, ['PR-204 10000'])], 10_000, 0],
    ['takes nothing off for a reason that nobody knows', [says(10_000, ['CO-9999 10000'])], 10_000, 0],
    ['counts no quarantined word', [{ ...says(20_000, []), state: 'quarantined' as const }], 20_000, 0],
    ['counts no predetermination', [says(15_000, ['PR-1 5000'], { status: '25' })], 20_000, 0],
    ['does not take back a payment that is not here', [reversed(says(12_000, ['CO-45 8000']))], 20_000, 0],
    ['shows an overpayment', [says(20_000, []), says(5_000, [], { billedCents: 5_000 })], -5_000, 0],
  ])('%s', (_name, words, insurance, patient) => {
    expect(owed(words)).toEqual({ charges: 20_000, insurance, patient });
  });

  test('once the appeal is won, counts the payment and one discount', () => {
    const won = inOrder(says(0, ['CO-45 5000', 'CO-197 15000'], { status: '4' }), says(12_000, ['CO-45 5000', 'PR-2 3000']));

    expect(owed(won)).toEqual({ charges: 20_000, insurance: 0, patient: 3_000 });
  });

  test('lets no reversal take back what the payer said only later', () => {
    const later = says(12_000, ['CO-45 5000', 'PR-1 3000']);
    const [before, paid] = inOrder(reversed(later), later) as [PayersWord, PayersWord];

    expect(owed([before, paid])).toMatchObject({ insurance: 0, patient: 3_000 });
    expect(
      owed([
        { ...before, remittance: 'R-X', date: paid.date },
        { ...paid, remittance: 'R-X', position: 1 },
      ] as PayersWord[]),
    ).toMatchObject({
      insurance: 0,
      patient: 3_000,
    });
  });

  test('keeps its discount when the claim is sent again and denied as a whole', () => {
    expect(owed(inOrder(says(15_000, ['CO-45 5000']), says(0, ['CO-97 20000'], { status: '4' })))).toMatchObject({
      insurance: 0,
      patient: 0,
    });
  });

  test('does not count twice what the first payer paid and took off, and has the last payer say what the patient owes', () => {
    const first = says(12_000, ['CO-45 5000', 'PR-1 3000']);
    const second = (cents: number, adjustments: readonly string[]) => says(cents, adjustments, { status: '2' }, SECOND);

    expect(owed(inOrder(first, second(2_000, ['OA-23 17000', 'PR-3 1000'])))).toMatchObject({ insurance: 0, patient: 1_000 });
    expect(owed(inOrder(first, second(2_000, ['OA-23 12000', 'CO-45 5000', 'PR-3 1000'])))).toMatchObject({ insurance: 0, patient: 1_000 });
    expect(owed(inOrder(first, second(1_000, ['OA-23 17000', 'CO-45 2000'])))).toMatchObject({ insurance: 0, patient: 0 });
    expect(owed(inOrder(first, second(0, ['OA-23 17000', 'CO-50 3000'])))).toMatchObject({ insurance: 3_000, patient: 0 });
    expect(owed(inOrder(first, second(0, ['CO-50 20000'])))).toMatchObject({ insurance: 0, patient: 3_000 });
  });

  test('keeps with the insurance what the first payer took back and refused after the second had spoken', () => {
    const first = says(12_000, ['CO-45 5000', 'PR-1 3000']);
    const second = says(2_000, ['OA-23 17000', 'PR-3 1000'], { status: '2' }, SECOND);
    const corrected = says(9_000, ['CO-45 3500', 'PR-1 2500', 'CO-50 5000']);
    const [before, later, back, anew] = inOrder(first, second, reversed(first), corrected) as [
      PayersWord,
      PayersWord,
      PayersWord,
      PayersWord,
    ];

    // 200.00 less 90.00 and 35.00 of the first, less 20.00 and the patient's 10.00 of the second.
    expect(owed([before, later, back, anew])).toMatchObject({ insurance: 4_500, patient: 1_000 });
    expect(owed([anew, before, back, later])).toMatchObject({ insurance: 4_500, patient: 1_000 });
    // A second payer that spoke after the first had taken it back counts only what the first paid then.
    expect(owed([before, back, anew, { ...later, date: '2026-06-01' as never }])).toMatchObject({ patient: 1_000 });
  });

  test('charges a claim to a later payer, or one that was corrected, once', () => {
    const secondary = aBilledClaim('C-89', { account: 'A-88', order: 'secondary', payer: SECOND });
    const corrected = aBilledClaim('C-90', {
      account: 'A-88',
      corrects: 'C-88',
      totalCents: 15_000,
      lines: [{ ...aBilledClaim('C-88').lines[0], chargeCents: 15_000 }],
    });
    const about = (claim: string, word: PayersWord) => ({ ...word, matched: { claim } });
    const first = says(12_000, ['CO-45 5000', 'PR-1 3000']);

    expect(owed([first, about('C-89', says(3_000, ['OA-23 17000'], { status: '2' }, SECOND))], [aBilledClaim('C-88'), secondary])).toEqual({
      charges: 20_000,
      insurance: 0,
      patient: 0,
    });
    expect(
      owed(
        [says(1_000, ['CO-45 5000', 'CO-197 14000']), about('C-90', says(9_000, ['CO-45 5000'], { billedCents: 15_000 }))],
        [aBilledClaim('C-88'), corrected],
      ),
    ).toEqual({ charges: 15_000, insurance: 0, patient: 0 });
  });

  test('takes posted entries and approved adjustments as they are, with their source', () => {
    const record = anAccount('A-88', {
      posted: [{ id: '1', date: '2026-06-01', kind: 'patient-payment', amountCents: -1_000, owedBy: 'patient', says: 'Paid by card' }],
    });
    const approved = [
      { proposal: 'P-7', date: '2026-06-02' as never, kind: 'write-off', amountCents: -2_000, owedBy: 'patient', says: 'Small balance' },
    ] as const;
    const { patientOwesCents, entries } = accountOf(record, {
      claims: [aBilledClaim('C-88')],
      remitted: [says(12_000, ['CO-45 5000', 'PR-1 3000'])],
      approved,
      isDenial,
      isRepeat,
    });

    expect(patientOwesCents).toBe(0);
    expect(entries.at(-1)).toMatchObject({ id: 'approved.P-7', proposal: 'P-7', kind: 'write-off' });
    expect(entries.find(({ group }) => group === 'PR')).toMatchObject({
      reason: '1',
      claim: 'C-88',
      remittance: { segment: 12 },
      amountCents: -3_000,
    });
  });

  test('charges care once that was sent twice under two numbers, and keeps both where neither was answered', () => {
    const claims = [aBilledClaim('C-88'), aBilledClaim('C-89', { account: 'A-88' })];
    const paid = says(12_000, ['CO-45 8000']);
    const duplicate = { ...says(0, ['OA-18 20000'], { status: '4' }), matched: { claim: 'C-89' } };

    expect(owed(inOrder(paid, duplicate), claims)).toEqual({ charges: 20_000, insurance: 0, patient: 0 });
    expect(owed([duplicate], claims)).toEqual({ charges: 40_000, insurance: 40_000, patient: 0 });
  });

  test('of a patient without insurance is the patient’s', () => {
    const { patientOwesCents } = accountOf(anAccount('A-88', { selfPay: true }), {
      claims: [aBilledClaim('C-88')],
      remitted: [],
      approved: [],
      isDenial,
      isRepeat,
    });

    expect(patientOwesCents).toBe(20_000);
  });
});

/** Words on a claim of $200.00 that balance: what is not taken off is paid. */
const aWord = fc
  .record({
    off: fc.array(fc.tuple(fc.constantFrom('CO-45', 'PR-1', 'PR-3', 'CO-197', 'OA-94', 'CO-9999'), fc.integer({ min: 0, max: 5_000 })), {
      maxLength: 4,
    }),
    second: fc.boolean(),
  })
  .map(({ off, second }) => {
    const left = 20_000 - off.reduce((sum, [, cents]) => sum + cents, 0);
    return says(left, off.map(([code, cents]) => `${code} ${cents}`), { status: second ? '2' : '1' }, second ? SECOND : FIRST); // prettier-ignore
  });

describe('any account', () => {
  test('comes to the same whatever order its remittances were brought in, and however often', () => {
    fc.assert(
      fc.property(fc.array(aWord, { maxLength: 5 }), fc.infiniteStream(fc.nat()), (words, dice) => {
        const all = words.flatMap((word, at) => (at % 2 === 0 ? [word] : [word, reversed(word)]));
        const shuffled = [...all, ...all].map((word) => ({ word, at: dice.next().value })).toSorted((a, b) => a.at - b.at);

        expect(owed(shuffled.map(({ word }) => word))).toEqual(owed(all));
      }),
    );
  });

  test('after a reversal and its correction is what it would be by the correction alone', () => {
    fc.assert(
      fc.property(aWord, aWord, (word, correction) => {
        const sameDay = [reversed(word), correction].map((one) => ({ ...one, date: '2026-06-01' as never }));

        expect(owed([...inOrder(word), ...sameDay])).toEqual(owed([correction]));
      }),
    );
  });

  test('after a reversal alone is what it was before anybody spoke', () => {
    fc.assert(
      fc.property(aWord, (word) => {
        expect(owed(inOrder(word, reversed(word)))).toEqual({ charges: 20_000, insurance: 20_000, patient: 0 });
      }),
    );
  });
});
