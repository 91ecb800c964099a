import { afterAll, beforeAll, expect, test } from 'vitest';
import { aBilledClaim, aHead, aRemittance, ofClaim, someTerms } from '../../tests/support/billing.ts';
import { openHospital, resultOf, sentenceOf, type Hospital } from '../../tests/support/hospital.ts';
import { plusDays } from '#core/appeals/calendar/days.ts';
import { LocalDate } from '#core/codes.ts';
import { DenialsListed } from './denials-listed.ts';

let hospital: Hospital;
let today: LocalDate;

/** Refused so many days ago for so much, by a payer who leaves 30 days, or by one whose terms nobody entered. */
const REFUSALS = [
  { claim: 'C-1', days: 5, cents: 10_000, reason: '197', remarks: ['N54'] },
  { claim: 'C-2', days: 20, cents: 90_000, reason: '50', remarks: [] },
  { claim: 'C-3', days: 60, cents: 50_000, reason: '197', remarks: [] },
  { claim: 'C-4', days: 10, cents: 20_000, reason: '97', remarks: [], payer: { id: '60009', name: 'Harbor Plan' } },
] as const;

beforeAll(async () => {
  hospital = await openHospital([]);
  await hospital.store.within(hospital.tenant, async (unit) => {
    const { billing } = unit;
    today = LocalDate.parse((await unit.now()).slice(0, 10));
    await billing.terms.put(someTerms('60001', { levels: ['first'], appeal: { days: 30, countsFrom: 'notice' }, from: '2020-01-01' }));
    for (const [at, { claim, days, cents, reason, remarks, ...other }] of REFUSALS.entries()) {
      const line = { number: 1, code: '99223', modifiers: [], units: 1, chargeCents: cents, date: '2026-03-09', diagnoses: [1] };
      await billing.claims.put(aBilledClaim(claim, { ...other, totalCents: cents, lines: [line] }));
      const adjustments = [{ group: 'CO', reason, amountCents: cents }];
      await aRemittance(billing, [ofClaim(claim, { status: '4', billedCents: cents, paidCents: 0, adjustments, remarks }, cents)], {
        sha256: String(at).repeat(64),
        head: aHead({ trace: `EFT-${at}`, date: plusDays(today, -days) }),
      });
    }
  });
});
afterAll(() => hospital.close());

const ask = (filter: object) => hospital.ask('biller', 'list_denials', filter);
const claims = async (filter: object) => resultOf(await ask(filter), DenialsListed).open.map(({ claim }) => claim);

test.each([
  [{ atLeastCents: 50_000 }, ['C-2', 'C-3']],
  [{ atMostCents: 10_000 }, ['C-1']],
  [{ code: 'CO-197', order: 'amount' }, ['C-3', 'C-1']],
  [{ code: '50' }, ['C-2']],
  [{ code: 'n54' }, ['C-1']],
  [{ code: 'PR-197' }, []],
  [{ due: 'past' }, ['C-3']],
  [{ due: 'unknown' }, ['C-4']],
  [{ due: 'open', order: 'deadline' }, ['C-2', 'C-1']],
  [{ dueInDays: 12 }, ['C-2']],
  [{ refusedWithinDays: 10, order: 'amount' }, ['C-4', 'C-1']],
  [{ refusedIn: 'next-year' }, []],
  [{ order: 'deadline' }, ['C-2', 'C-1', 'C-4', 'C-3']],
  [{ order: 'amount', first: 2 }, ['C-2', 'C-3']],
])('narrowed and ordered by %j', async (filter, wanted) => {
  expect(await claims(filter)).toEqual(wanted);
});

test('says which stand first, and every day that a span stands for', async () => {
  const says = sentenceOf(await ask({ order: 'amount', first: 2, due: 'this-year', atLeastCents: 123_450 }));

  expect(says).toContain(
    `Refused claims, the most money first, $1,234.50 or more, last day from ${today.slice(0, 4)}-01-01 to ${today.slice(0, 4)}-12-31, the first 2`,
  );
  expect(sentenceOf(await ask({ order: 'amount', first: 2 }))).toContain('What is refused most stands first');
});

test('a name that several payers bear is answered with those alone', async () => {
  const says = sentenceOf(await ask({ payer: 'h' }));

  expect(says).toContain('More than one payer is called "h". There are');
  expect(sentenceOf(await ask({ payer: 'harbor', due: 'past' }))).toContain('No such claim is refused now.');
});

test('counts say what was paid after all, of all that was refused', async () => {
  expect(sentenceOf(await ask({ trends: 'payer' }))).toContain(
    '0 of 4 claims ever refused were paid after all: $0.00 of $1700.00 refused, 0 %.',
  );
});

test.each([[{ code: 'late' }], [{ due: 'soon' }], [{ first: 0 }], [{ refusedIn: 'lately' }]])('%j is no filter', async (filter) => {
  expect(await ask(filter)).toMatchObject({ status: 'refused', failure: 'bad-input' });
});
