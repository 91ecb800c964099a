import { expect, test } from 'vitest';
import { shippedWords } from '#tests/support/words.ts';
import { aBilledClaim, aRemitted } from '#tests/support/billing.ts';
import { deniedAmounts } from './denied-amounts.ts';
import { groundOfDenial } from './ground-of-denial.ts';

const LINE = { number: 1, modifiers: [], units: 1, chargeCents: 20_000, date: '2026-03-09', diagnoses: [1] };
const BED = { ...LINE, revenue: '0120' };
const VISIT = { ...LINE, code: '99223' };
const TEST = { ...LINE, code: '70450' };

/** What comes of `CO-150 M25` on one line. */
function said(told: string, line: typeof BED | typeof VISIT = VISIT): string {
  const [reason = '', ...remarks] = told.split(' ');
  const [group = '', code = ''] = reason.split('-');
  const claim = aBilledClaim('C-1', { lines: [line] });
  const remitted = aRemitted('C-1', {
    lines: [
      {
        ...{ qualifier: 'HC', code: 'code' in line ? line.code : line.revenue, modifiers: [], billedCents: 20_000, paidCents: 0 },
        ...{ balanced: true, segment: 20, control: '1', from: LINE.date, remarks },
        adjustments: [{ group, reason: code, amountCents: 20_000 }],
      },
    ],
  });
  const [denial] = deniedAmounts(remitted, claim, shippedWords());
  const [amount] = denial?.amounts ?? [];
  if (denial === undefined || amount === undefined) return 'no denial';
  const contested = groundOfDenial(denial.family, amount);
  return 'ground' in contested ? contested.ground : contested.refused;
}

test.each([
  ['CO-150', BED, 'level-of-care'],
  ['CO-152', BED, 'level-of-care'],
  ['CO-186', BED, 'level-of-care'],
  ['CO-58', BED, 'level-of-care'],
  ['CO-150', VISIT, 'is about the level of a visit. No letter is drafted for that: have a coder audit the visit'],
  ['CO-150', TEST, 'no letter of this program answers'],
  ['CO-216 N163', VISIT, 'clinical-validation'],
  ['CO-216 M25', BED, 'level-of-care'],
  ['CO-216', VISIT, 'contests a clinical judgement, and not which'],
  ['CO-151', TEST, 'contests a clinical judgement, and not which'],
  ['CO-112', TEST, 'contests a clinical judgement, and not which'],
  ['CO-50', TEST, 'medical-necessity'],
  ['CO-40', VISIT, 'no letter of this program answers'],
  ['CO-11', TEST, 'coding'],
  ['CO-146', TEST, 'send a corrected claim'],
  ['CO-6', TEST, 'send a corrected claim'],
  ['CO-97', TEST, 'bundling'],
  ['CO-234', TEST, 'no letter of this program answers'],
  ['CO-29', TEST, 'timely-filing'],
  ['CO-286', TEST, 'no letter of this program answers'],
  ['CO-B20', TEST, 'no letter of this program answers'],
  ['CO-252', TEST, 'missing-information'],
  ['CO-119', TEST, 'Ask it for the count'],
])('%s on a line: %o is %s', (told, line, says) => {
  expect(said(told, line)).toContain(says);
});
