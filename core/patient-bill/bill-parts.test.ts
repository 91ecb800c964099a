import fc from 'fast-check';
import { expect, test } from 'vitest';
import { billCase, SITUATIONS } from '../../evals/patient-bills/situations.ts';
import { billParts } from './bill-parts.ts';

const NAMES = Object.keys(SITUATIONS);
const amountsOf = (name: string, at = 0) => {
  const { account, denied } = billCase(name, at, (from) => from);
  return Object.fromEntries(Object.entries(billParts(account, denied)).map(([part, figure]) => [part, figure.amountCents]));
};

test('the patient share is parted by the reason that moved it, and adds up with what was paid of it', () => {
  expect(amountsOf('deductible, coinsurance and copay, partly paid')).toEqual({
    charged: 302,
    planPaid: 1,
    discount: 1,
    deductible: 100,
    coinsurance: 100,
    copay: 100,
    yourPart: 300,
    youPaid: 1,
    owed: 299,
  });
});

test('a refused amount stays with the plan and is not the patient’s', () => {
  expect(amountsOf('refused whole')).toEqual({ charged: 5_000, denied: 5_000 });
  expect(amountsOf('refused in part, the rest not answered')).toEqual({ charged: 1_500, denied: 1_000, waiting: 500 });
});

test('what was refused and then written off is not refused any more', () => {
  expect(amountsOf('refused and written off')).toEqual({ charged: 1_000, weTookOffPlan: 1_000 });
});

test('a payment that was taken back and made again counts once, under the reason that stands', () => {
  expect(amountsOf('taken back and paid again')).toEqual({ charged: 1_500, planPaid: 1_000, deductible: 500, yourPart: 500, owed: 500 });
});

test('more paid than owed is a credit, and what was paid back takes from it', () => {
  expect(amountsOf('paid too much')).toMatchObject({ yourPart: 500, youPaid: 501, credit: 1 });
  expect(amountsOf('paid too much and paid back')).toMatchObject({ yourPart: 500, youPaid: 501, paidBack: 1 });
});

test('an account on which a payer took back more than it paid is for a person', () => {
  const { account, denied } = billCase('paid in full by the plan', 0, (from) => from);
  const [charge, , off] = account.entries;
  const entries = [charge, { ...off, id: 'L-9', kind: 'insurance-payment', amountCents: 500 }].filter((one) => one !== undefined);
  const insuranceOwesCents = entries.reduce((sum, { amountCents }) => sum + amountCents, 0);

  expect(() => billParts({ ...account, entries: entries as typeof account.entries, insuranceOwesCents }, denied)).toThrow(
    'A person has to look at the account',
  );
});

test('an account whose entries are not what it says is owed breaks a promise', () => {
  const { account } = billCase('a deductible', 0, (from) => from);

  expect(() => billParts({ ...account, patientOwesCents: account.patientOwesCents + 1 }, [])).toThrow('do not add up');
});

test('for any amounts, charged less what each did is what is owed, to the cent', () => {
  const draws = fc.array(fc.nat(1_000_000), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(fc.constantFrom(...NAMES), draws, (name, drawn) => {
      let next = 0;
      const { account, denied } = billCase(name, 0, (from, to) => from + ((drawn[next++ % drawn.length] ?? 0) % (to - from + 1)));
      const parts = billParts(account, denied);
      const of = (...names: readonly (keyof typeof parts)[]) => names.reduce((sum, part) => sum + (parts[part]?.amountCents ?? 0), 0);

      expect(
        of('charged', 'paidBack') - of('planPaid', 'discount', 'planTookOff', 'weTookOffPlan', 'denied', 'waiting', 'youPaid', 'weTookOff'),
      ).toBe(account.patientOwesCents);
      for (const { amountCents, from } of Object.values(parts))
        expect(from.reduce((sum, one) => sum + one.amountCents, 0)).toBe(amountCents);
    }),
    { numRuns: 300 },
  );
});
