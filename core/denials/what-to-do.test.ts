import { expect, test } from 'vitest';
import { aBilledClaim, aRemitted } from '#tests/support/billing.ts';
import { shippedWords } from '#tests/support/words.ts';
import { groundOfDenial } from '../appeals/ground-of-denial.ts';
import { deniedAmounts } from '../appeals/denied-amounts.ts';
import type { AppealWindow } from '../appeals/calendar/appeal-window.ts';
import { LocalDate } from '../codes.ts';
import { denialOf } from './denial.ts';
import { whatToDo } from './what-to-do.ts';

const words = shippedWords();
const BED = { number: 1, revenue: '0120', modifiers: [], units: 1, chargeCents: 20_000, date: '2026-03-09', diagnoses: [1] };
const claim = aBilledClaim('C-1', { lines: [BED] });

/** What is advised of a reason on a bed, and what a draft of its appeal says where there is none. */
function told(reason: string, today: string) {
  const [group = '', code = ''] = reason.split('-');
  const line = {
    qualifier: 'NU',
    code: '0120',
    modifiers: [],
    billedCents: 20_000,
    paidCents: 0,
    balanced: true,
    segment: 20,
    control: '1',
  };
  const adjustments = [{ group, reason: code, amountCents: 20_000 }];
  const remitted = aRemitted('C-1', { paidCents: 0, lines: [{ ...line, from: BED.date, remarks: [], adjustments }] });
  const [refusal] = denialOf(claim, remitted, words).refusals;
  const [denial] = deniedAmounts(remitted, claim, words);
  const [amount] = denial?.amounts ?? [];
  if (refusal === undefined || denial === undefined || amount === undefined) throw new Error('no refusal');
  const window = { deadline: LocalDate.parse('2026-06-01'), steps: [] } as unknown as AppealWindow;
  const contested = groundOfDenial(denial.family, amount);
  return {
    advice: whatToDo(refusal, { causes: [], window, today: LocalDate.parse(today) }, words),
    draft: 'refused' in contested ? contested.refused : contested.ground,
  };
}

test('a level of care is appealed with the records where they bear it, and not by records alone', () => {
  const { advice, draft } = told('CO-150', '2026-05-01');

  expect(draft).toBe('level-of-care');
  expect(advice).toMatchObject({
    step: 'appeal',
    says: expect.stringContaining('where they do not, do not appeal, and ask the admitting'),
  });
});

test('what is not covered is told as a draft tells it, and that its last day is over', () => {
  const { advice, draft } = told('CO-96', '2026-07-01');

  expect(advice.says).toBe(`${draft} The last day to appeal was 2026-06-01.`);
  expect(draft).toContain('the patient is not billed, for the payer puts it on CO');
  expect(told('PR-96', '2026-05-01').draft).toContain('bill the patient only where the notice');
});
