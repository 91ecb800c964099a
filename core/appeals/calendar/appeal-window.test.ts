import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shippedCalendar } from '#evals/appeal-windows/judge-case.ts';
import { LocalDate } from '../../codes.ts';
import type { AppealPath } from './appeal-calendar.ts';
import type { AppealQuestion } from './appeal-question.ts';
import { appealWindow } from './appeal-window.ts';
import { dayIn, daysBetween, plusDays, weekdayOf } from './days.ts';
import { dayOff } from './federal-holidays.ts';

const calendar = shippedCalendar();
const day = (text: string): LocalDate => LocalDate.parse(text);
const ask = (question: AppealQuestion) => appealWindow(question, calendar);

const MEDICARE: readonly AppealPath[] = [
  'medicare_ffs_1',
  'medicare_ffs_2',
  'medicare_ffs_3',
  'medicare_ffs_4',
  'medicare_ffs_5',
  'ma_noncontract',
];
const anyPath = fc.constantFrom(...MEDICARE);
const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => plusDays(dayIn(2006, 1, 1), days));

describe('the window of any Medicare appeal', () => {
  test('ends on a working day, and a later notice never ends earlier under the same rule', () => {
    fc.assert(
      fc.property(anyPath, anyDay, (path, noticeDate) => {
        const { deadline } = ask({ path, noticeDate });
        const next = ask({ path, noticeDate: plusDays(noticeDate, 1) }).deadline;

        expect(['Saturday', 'Sunday']).not.toContain(weekdayOf(deadline!));
        expect(dayOff(deadline!)).toBeUndefined();
        expect(daysBetween(deadline!, next!)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('holds what is filed on the last day for timely, and what is filed a day after for late', () => {
    fc.assert(
      fc.property(anyPath, anyDay, fc.integer({ min: 0, max: 40 }), (path, noticeDate, after) => {
        const question = { path, noticeDate, receiptDate: plusDays(noticeDate, after) };
        const deadline = ask(question).deadline!;

        expect(ask({ ...question, filedOn: deadline }).reasons).toEqual(['in_time']);
        expect(ask({ ...question, filedOn: plusDays(deadline, 1) })).toMatchObject({ allowed: false, reasons: ['too_late'] });
      }),
    );
  });

  test('says each step with where it is written', () => {
    const { steps } = ask({ path: 'medicare_ffs_1', noticeDate: day('2026-01-18'), filedOn: day('2026-05-26') });

    expect(steps).toEqual([
      'The notice is dated 2026-01-18. Nothing proves its receipt, so it is presumed 5 calendar days later, on 2026-01-23 (42 CFR 405.942(a)(1)).',
      '120 calendar days after 2026-01-23 end on 2026-05-23, a Saturday (42 CFR 405.942(a)).',
      '2026-05-23 is a Saturday, 2026-05-24 is a Sunday, 2026-05-25 is the federal holiday Memorial Day, so the last day moves to 2026-05-26, a Tuesday (CMS Pub. 100-04, chapter 29, time limits for filing appeals).',
      'A request is filed when the Medicare administrative contractor receives it (42 CFR 405.942(a)(2)).',
      'It was filed on 2026-05-26, on the last day.',
    ]);
  });
});

describe('what is not known', () => {
  test.each(['commercial_unknown', 'contract'] as const)(
    'of a payer on the path %s nothing is assumed, whatever dates there are',
    (path) => {
      fc.assert(
        fc.property(anyDay, (noticeDate) => {
          const said = ask({ path, noticeDate, filedOn: noticeDate, amountCents: 1, year: 2026 });

          expect(said).toMatchObject({ deadline: undefined, allowed: undefined, reasons: ['deadline_unknown'] });
          expect(said.steps[0]).toContain('Deadline unknown - enter it from the contract');
        }),
      );
    },
  );

  test('a year without a least amount leaves open whether the appeal is allowed', () => {
    const question: AppealQuestion = {
      path: 'medicare_ffs_3',
      noticeDate: day('2026-03-02'),
      filedOn: day('2026-03-09'),
      amountCents: 10_000_000,
    };

    expect(ask({ ...question, year: 2026 }).allowed).toBe(true);
    expect(ask({ ...question, year: 2060 })).toMatchObject({ allowed: undefined, reasons: ['in_time'] });
  });

  test('what was not given is named, and the answer does not cover it', () => {
    const noticeDate = day('2026-03-02');

    expect(ask({ path: 'medicare_ffs_3', noticeDate }).notTested).toEqual(['filing', 'amount']);
    expect(ask({ path: 'medicare_ffs_1', noticeDate }).notTested).toEqual(['filing']);
    expect(ask({ path: 'medicare_ffs_1', noticeDate, filedOn: noticeDate }).notTested).toEqual([]);
  });
});

test.each([
  ['receipt', { receiptDate: day('2026-03-01') }],
  ['filing', { filedOn: day('2026-03-01') }],
  ['mailing', { mailedOn: day('2026-03-01') }],
])('a %s before the notice is refused', (name, early) => {
  expect(() => ask({ path: 'medicare_ffs_1', noticeDate: day('2026-03-02'), ...early })).toThrow(
    `The day of ${name} is before the date of the notice`,
  );
});
