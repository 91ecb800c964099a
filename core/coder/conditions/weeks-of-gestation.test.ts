import { describe, expect, test } from 'vitest';
import { chartSaying, codesOf } from '#tests/support/chart-saying.ts';
import { starterEdition } from '#tests/support/starter.ts';

const codes = (note: string): string[] => codesOf(chartSaying(note), starterEdition());

describe('the weeks of a pregnancy are a code, and tell the trimester', () => {
  test.each([
    ['weeks in the statement', 'Assessment: Gestational hypertension at 30 weeks.', ['O13.3', 'Z3A.30']],
    ['weeks that stand alone', 'OB visit, 30 weeks.\nAssessment: Gestational hypertension.', ['O13.3', 'Z3A.30']],
    ['completed weeks only', 'Assessment: Gestational hypertension, 27 weeks 6 days.', ['O13.2', 'Z3A.27']],
    ['weeks and days in letters', 'Assessment: Gestational hypertension, 32w4d.', ['O13.3', 'Z3A.32']],
    ['weeks before the 14th', 'Assessment: Gestational hypertension at 13 weeks.', ['O13.1', 'Z3A.13']],
    ['a trimester that is said elsewhere', 'HPI: third trimester.\nAssessment: Gestational hypertension.', ['O13.3']],
  ])('%s', (_name, note, expected) => {
    expect(codes(note)).toEqual(expected);
  });
});

describe('a number of weeks that is no age of the pregnancy tells nothing', () => {
  test.each([
    ['a time to come back', 'Assessment: Gestational hypertension. Follow up in 4 weeks.'],
    ['a time since', 'Assessment: Gestational hypertension. Bed rest for 6 weeks.'],
    ['a date in the past', 'Assessment: Gestational hypertension. Seen 12 weeks ago.'],
    ['two ages in one note', 'Assessment: Gestational hypertension at 30 weeks. Ultrasound: GA 26 weeks.'],
  ])('%s', (_name, note) => {
    expect(codes(note)).toEqual(['O13.9']);
  });

  test('nor do weeks where no pregnancy is stated', () => {
    expect(codes('Assessment: Cough, now 6 weeks.')).toEqual(['R05.9']);
  });
});
