import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readAdjustmentWords } from '#connectors/reference-data/read-adjustment-words.ts';
import type { Claim } from '../billing/claim.ts';
import type { Adjustment, RemittedLine } from '../remittance/remittance.ts';
import { aBilledClaim, aRemitted } from '#tests/support/billing.ts';
import { LocalDate } from '../codes.ts';
import type { PayersWord } from '../billing/payers-word.ts';
import { denialOf } from './denial.ts';
import { outcomeOf, withLetters } from './outcome.ts';

const words = readAdjustmentWords(join(import.meta.dirname, '..', '..', 'starter', 'adjustment-codes'));

const line = (changes: Partial<RemittedLine>): RemittedLine => ({
  ...{ qualifier: 'HC', code: '99223', modifiers: [], billedCents: 20_000, paidCents: 20_000, adjustments: [], remarks: [] },
  ...{ balanced: true, segment: 20 },
  ...changes,
});
const twoLines = (): Claim =>
  aBilledClaim('C-88', {
    lines: [
      { number: 1, code: '99223', modifiers: [], units: 1, chargeCents: 20_000, date: '2026-03-09', diagnoses: [1] },
      { number: 2, code: '93010', modifiers: [], units: 1, chargeCents: 5_000, date: '2026-03-09', diagnoses: [1] },
    ],
    totalCents: 25_000,
  });

describe('what a payer did not pay', () => {
  test.each([
    [
      'a contract price and the patient’s share are no refusal',
      [
        ['CO', '45', 5_000],
        ['PR', '2', 1_000],
      ],
      [],
      0,
    ],
    ['a bundled line is refused', [['CO', '97', 20_000]], ['bundling'], 20_000],
    [
      'a refusal and a contract price are told apart',
      [
        ['CO', '45', 5_000],
        ['CO', '197', 15_000],
      ],
      ['authorisation'],
      15_000,
    ],
    [
      'two refusals are two families',
      [
        ['CO', '50', 12_000],
        ['CO', '119', 8_000],
      ],
      ['medical-necessity', 'maximum'],
      20_000,
    ],
  ])('%s', (_name, adjustments, families, refused) => {
    const given = adjustments.map(([group, reason, amountCents]) => ({
      group: String(group),
      reason: String(reason),
      amountCents: Number(amountCents),
    }));

    const denial = denialOf(aBilledClaim('C-1'), aRemitted('C-1', { lines: [line({ adjustments: given })] }), words);

    expect(denial.families).toEqual(families);
    expect(denial.refusedCents).toBe(refused);
  });

  test('a code that is not held is no discount on a claim that the payer calls denied, and no refusal on one that it paid', () => {
    const adjustments = [{ group: 'CO', reason: '9999', amountCents: 20_000 }];

    const denied = denialOf(aBilledClaim('C-1'), aRemitted('C-1', { status: '4', adjustments }), words);
    const paid = denialOf(aBilledClaim('C-1'), aRemitted('C-1', { status: '1', adjustments }), words);

    expect(denied).toMatchObject({ families: ['other'], refusedCents: 20_000 });
    expect(paid).toMatchObject({ families: [], refusedCents: 0 });
    expect(paid.reasons[0]).toMatchObject({ reason: '9999', refused: undefined });
  });

  test('money by group code adds up claim and lines', () => {
    const remitted = aRemitted('C-88', {
      adjustments: [{ group: 'OA', reason: '23', amountCents: 700 }],
      lines: [
        line({ adjustments: [{ group: 'CO', reason: '45', amountCents: 300 }] }),
        line({ adjustments: [{ group: 'CO', reason: '97', amountCents: 5_000 }] }),
      ],
    });

    expect([...denialOf(twoLines(), remitted, words).byGroup]).toEqual([
      ['OA', 700],
      ['CO', 5_300],
    ]);
  });

  test.each([
    ['by its own number', { control: '2', code: '99999' }, 2],
    ['by code and charge', { code: '93010', billedCents: 5_000 }, 2],
    ['by the code that was billed, where another was paid', { code: '93000', submittedCode: '93010', billedCents: 5_000 }, 2],
    ['not at all where no line has its code', { code: '70450' }, undefined],
  ])('a refused line is found on the claim %s', (_name, changes, number) => {
    const remitted = aRemitted('C-88', { lines: [line({ ...changes, adjustments: [{ group: 'CO', reason: '97', amountCents: 5_000 }] })] });

    expect(denialOf(twoLines(), remitted, words).refusals[0]?.line?.number).toBe(number);
  });
});

describe('how it went on', () => {
  const refused = aRemitted('C-1', { status: '4', paidCents: 0, adjustments: [{ group: 'CO', reason: '197', amountCents: 20_000 }] });
  const payer = { id: '60001', name: 'Blue Fern Health' };
  const OTHER = { id: '60002', name: 'Second Payer' };
  const word = (remittance: string, remitted: typeof refused, from: PayersWord['payer'] = payer): PayersWord => ({
    ...{ remittance, remitted, payer: from, position: 0, state: 'posted' },
    date: LocalDate.parse(`2026-05-${remittance.slice(2).padStart(2, '0')}`),
  });

  test('a claim that was never refused has no outcome', () => {
    expect(outcomeOf(aBilledClaim('C-1'), [word('R-1', aRemitted('C-1'))], words)).toBeUndefined();
  });

  test('a refusal that nobody answered is open', () => {
    expect(outcomeOf(aBilledClaim('C-1'), [word('R-1', refused)], words)).toMatchObject({
      ...{ open: true, went: 'unanswered', answered: false, recoveredCents: 0 },
    });
  });

  test('one that was paid later is closed, with what was recovered', () => {
    const paid = aRemitted('C-1', { paidCents: 15_000, adjustments: [{ group: 'CO', reason: '45', amountCents: 5_000 }] });

    const outcome = outcomeOf(aBilledClaim('C-1'), [word('R-1', refused), word('R-2', paid)], words);

    expect(outcome).toMatchObject({ open: false, answered: true, recoveredCents: 15_000 });
    expect(outcome?.word.remittance).toBe('R-1');
  });

  test('one that was refused again is open, and answered', () => {
    const outcome = outcomeOf(aBilledClaim('C-1'), [word('R-1', refused), word('R-2', refused)], words);

    expect(outcome).toMatchObject({ open: true, answered: true, recoveredCents: 0 });
    expect(outcome?.word.remittance).toBe('R-2');
  });

  test.each([
    ['paid', [word('R-2', aRemitted('C-1', { paidCents: 15_000 }))], 'paid', false, 15_000, 'R-2'],
    [
      'paid in part, with the rest refused',
      [word('R-2', aRemitted('C-1', { paidCents: 5_000, adjustments: [{ group: 'CO', reason: '50', amountCents: 15_000 }] }))],
      ...(['partly-paid', true, 5_000, 'R-2'] as const),
    ],
    ['refused again', [word('R-2', refused)], 'upheld', true, 0, 'R-2'],
    [
      'settled without money',
      [word('R-2', aRemitted('C-1', { paidCents: 0, adjustments: [{ group: 'PR', reason: '1', amountCents: 20_000 }] }))],
      ...(['not-refused', false, 0, 'R-2'] as const),
    ],
    [
      'taken back, with nothing in its place',
      [word('R-2', aRemitted('C-1', { status: '22', billedCents: -20_000, paidCents: 0 }))],
      ...(['taken-back', false, 0, 'R-2'] as const),
    ],
    ['paid by another payer in its stead', [word('R-2', aRemitted('C-1', { paidCents: 9_000 }), OTHER)], 'paid', false, 9_000, 'R-2'],
    [
      'refused still where a second payer adds its part',
      [word('R-2', aRemitted('C-1', { status: '2', paidCents: 1_000 }), OTHER)],
      ...(['unanswered', true, 0, undefined] as const),
    ],
    [
      'refused still where the payment was taken back',
      [
        word('R-2', aRemitted('C-1', { paidCents: 9_000 })),
        word('R-3', aRemitted('C-1', { status: '22', billedCents: -20_000, paidCents: -9_000 })),
      ],
      ...(['unanswered', true, 0, undefined] as const),
    ],
    [
      'refused still where it is refused again as a duplicate',
      [word('R-2', aRemitted('C-1', { status: '4', paidCents: 0, adjustments: [{ group: 'OA', reason: '18', amountCents: 20_000 }] }))],
      ...(['unanswered', true, 0, undefined] as const),
    ],
  ] as const)('it is %s', (_name, later, went, open, recoveredCents, by) => {
    const outcome = outcomeOf(aBilledClaim('C-1'), [word('R-1', refused), ...later], words);

    expect(outcome).toMatchObject({ went, open, recoveredCents });
    expect(outcome?.by?.remittance).toBe(by);
  });

  test('a claim that is answered in two parts keeps the refusal of one where the other is paid', () => {
    const line = (cents: number, paidCents: number, adjustments: readonly unknown[]) =>
      aRemitted('C-88', { billedCents: cents, paidCents, adjustments });
    const outcome = outcomeOf(
      twoLines(),
      [word('R-1', line(5_000, 0, [{ group: 'CO', reason: '197', amountCents: 5_000 }])), word('R-2', line(20_000, 20_000, []))],
      words,
    );

    expect(outcome).toMatchObject({ open: true, went: 'unanswered' });
  });

  test('a line that was refused by itself and paid by itself later is paid, though the claim has more', () => {
    const lineTwo = (paidCents: number, adjustments: readonly Adjustment[]) =>
      aRemitted('C-88', {
        billedCents: 5_000,
        paidCents,
        lines: [line({ code: '93010', control: '2', billedCents: 5_000, paidCents, adjustments: [...adjustments] })],
      });
    const outcome = outcomeOf(
      twoLines(),
      [word('R-1', lineTwo(0, [{ group: 'CO', reason: '197', amountCents: 5_000 }])), word('R-2', lineTwo(5_000, []))],
      words,
    );

    expect(outcome).toMatchObject({ open: false, went: 'paid', recoveredCents: 5_000 });
  });

  test('a duplicate of what was paid is no refusal, and one of what was taken back is', () => {
    const paid = word('R-1', aRemitted('C-1', { paidCents: 9_000 }));
    const again = word(
      'R-2',
      aRemitted('C-1', { status: '4', paidCents: 0, adjustments: [{ group: 'OA', reason: '18', amountCents: 20_000 }] }),
    );
    const back = word('R-3', aRemitted('C-1', { status: '22', billedCents: -20_000, paidCents: -9_000 }));

    expect(outcomeOf(aBilledClaim('C-1'), [paid, again], words)).toBeUndefined();
    expect(outcomeOf(aBilledClaim('C-1'), [paid, again, back], words)).toMatchObject({ open: true, went: 'unanswered' });
  });

  test('a letter that gives way counts as won before any money comes, and one that upholds as answered', () => {
    const outcome = outcomeOf(aBilledClaim('C-1'), [word('R-1', refused)], words);
    if (outcome === undefined) throw new Error('no refusal');

    expect(withLetters(outcome, [{ outcome: 'partly', level: 'first', noticeDate: LocalDate.parse('2026-05-01') }])).toMatchObject({
      answered: true,
      won: true,
      open: true,
      recoveredCents: 0,
    });
    expect(withLetters(outcome, [{ outcome: 'upheld', level: 'first', noticeDate: LocalDate.parse('2026-05-01') }])).toMatchObject({
      answered: true,
      won: false,
    });
  });

  test('a reversal says nothing by itself', () => {
    const reversal = aRemitted('C-1', { status: '22', billedCents: -20_000, paidCents: -20_000 });

    expect(outcomeOf(aBilledClaim('C-1'), [word('R-1', refused), word('R-2', reversal)], words)).toMatchObject({ answered: false });
  });
});
