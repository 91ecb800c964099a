import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { read } from '#tests/support/read-835.ts';
import { amountText } from '../x12/write-values.ts';

describe('what does not balance is said with its sums:', () => {
  test.each([
    [
      'a claim',
      ['CLP*C-1*1*100*80*0*12', 'CAS*CO*45*15'],
      '835.claim.balance',
      11,
      'Billed $100.00 less adjustments $15.00 is $85.00, and CLP04 says $80.00: $5.00 apart.',
    ],
    [
      'a claim without a CAS',
      ['CLP*C-1*1*100*80*0*12'],
      '835.claim.balance',
      11,
      'Billed $100.00 less adjustments $0.00 is $100.00, and CLP04 says $80.00: $20.00 apart.',
    ],
    [
      'a line',
      ['CLP*C-1*1*100*80*0*12', 'CAS*CO*45*10', 'SVC*HC:1*100*80', 'CAS*CO*45*10'],
      '835.line.balance',
      13,
      'Billed $100.00 less adjustments $10.00 is $90.00, and SVC03 says $80.00: $10.00 apart.',
    ],
    [
      'lines that are not the claim',
      ['CLP*C-1*1*100*80*0*12', 'SVC*HC:1*90*70', 'CAS*CO*45*20'],
      '835.claim.lines',
      11,
      'The lines are billed $90.00 together, and CLP03 says $100.00: $10.00 apart.',
    ],
  ])('%s', async (_name, segments, rule, segment, says) => {
    const { claims, tail } = await read(segments);

    expect(tail.findings.find((finding) => finding.rule === rule)).toMatchObject({ severity: 'error', segment, says });
    expect([claims[0]?.balanced, tail.balanced]).toEqual([false, false]);
  });

  test('the payment', async () => {
    const { claims, tail } = await read(['CLP*C-1*1*100*80*0*12', 'CAS*CO*45*20', 'PLB*1*20261231*WO:1*5']);

    expect([claims[0]?.balanced, tail.balanced, tail.differenceCents]).toEqual([true, false, -500]);
    expect(tail.findings).toMatchObject([
      {
        rule: '835.payment.balance',
        segment: 3 + 1,
        element: 'BPR02',
        says: 'Claims paid $80.00 less adjustments $5.00 is $75.00, and BPR02 says $80.00: $5.00 apart.',
      },
    ]);
  });

  test('an amount that is none, at its place, and the claim counts as out of balance', async () => {
    const { claims, tail, rules } = await read(['CLP*C-1*1*100*80*0*12', 'CAS*CO*45*20*1*97*ABC']);

    expect(rules).toEqual([['x12.amount', 12, 'CAS06']]);
    expect([claims[0]?.differenceCents, claims[0]?.balanced, tail.balanced]).toEqual([0, false, false]);
  });

  test('what the patient owes by CLP05 and by group PR, which spoils no balance', async () => {
    const { tail, rules } = await read(['CLP*C-1*1*100*80*15*12', 'CAS*PR*1*20']);

    expect([tail.balanced, rules]).toEqual([true, [['835.claim.patient-share', 11, 'CLP05']]]);
  });
});

const cents = fc.integer({ min: 0, max: 1_000_000 });
const aLine = fc.record({ paid: cents, off: fc.array(cents, { maxLength: 8 }) });

test('whatever adds up balances, and a cent more or less does not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aLine, { minLength: 1, maxLength: 4 }), fc.array(cents, { maxLength: 7 }), async (lines, own) => {
      const all = (amounts: readonly number[]) => amounts.reduce((total, one) => total + one, 0);
      const billed = all(lines.map(({ paid, off }) => paid + all(off)));
      const paid = all(lines.map((line) => line.paid)) - all(own);
      const cas = (amounts: readonly number[]) => amounts.map((one) => `CAS*CO*45*${amountText(one)}`);
      const segments = (shift: number) => [
        `CLP*C*1*${amountText(billed)}*${amountText(paid + shift)}*0*12`,
        ...cas(own),
        ...lines.flatMap((line) => [`SVC*HC:1*${amountText(line.paid + all(line.off))}*${amountText(line.paid)}`, ...cas(line.off)]),
      ];

      expect((await read(segments(0), { paid: amountText(paid) })).tail).toMatchObject({ balanced: true, findings: [] });
      expect((await read(segments(1), { paid: amountText(paid + 1) })).tail.balanced).toBe(false);
    }),
    { numRuns: 60 },
  );
});
