import { expect, test } from 'vitest';
import { chartSaying, codesOf } from '#tests/support/chart-saying.ts';
import { starterEdition } from '#tests/support/starter.ts';

const codes = (text: string): string[] => codesOf(chartSaying(text), starterEdition());

test('an item of a list that runs on in one line is as much a statement as one on a line of its own', () => {
  const long = 'Acute bronchitis with cough for a week, fever, chills and fatigue, here with her son';
  const items = ['Essential hypertension, well controlled on lisinopril at the present dose', long, 'Hypothyroidism'];
  const ran = codes(`Assessment: ${items.map((item, at) => `${at + 1}. ${item}`).join(' ')}`);

  expect(ran).toContain('J20.9');
  expect(ran.toSorted()).toEqual(codes(`Assessment:\n${items.map((item, at) => `${at + 1}. ${item}`).join('\n')}`).toSorted());
});

test.each(['Well child visit.', 'Here for well child check.', 'Routine well-child exam'])(
  '"%s" before any heading is the reason for the visit',
  (words) => {
    expect(codes(`${words}\n\nGrowing well.`)).toEqual(['Z00.129']);
  },
);

test('a visit that is only spoken of is none', () => {
  expect(codes('Seen last month for a well child visit, and was fine.')).toEqual([]);
});

test('a family history stated as the indication is one', () => {
  expect(codes('INDICATION: mother with breast cancer\nASSESSMENT: Screening mammogram.')).toEqual(['Z12.31', 'Z80.3']);
});
