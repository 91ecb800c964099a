import { expect, test } from 'vitest';
import { checkOrderAddenda, readOrderAddenda } from './order-addenda.ts';

const line = (what: string, code: string, flag: string, title: string): string =>
  `${`${what}:`.padEnd(13)}${flag} ${code.padEnd(7)} ${title.padEnd(60)} ${title}\r\n`;
const COUNTS =
  '\r\nCodes\r\n      2 additions\r\n      1 deletions\r\n      1 revisions\r\nof which\r\n      1 revisions to long title only\r\n';
const TEXT = [
  line('Delete', 'B880', '1', 'Other acariasis'),
  line('Add', 'B880', '0', 'Other acariasis'),
  line('Add', 'B8809', '1', 'Other acariasis, other'),
  line('Revise from', 'L02212', '1', 'Abscess of back'),
  line('Revise to', 'L02212', '1', 'Abscess of back, except flank'),
].join('');

const row = (code: string, title: string, billable = true) => ({ code, title, billable });
const BEFORE = [row('B88.0', 'Other acariasis'), row('L02.212', 'Abscess of back')];
const NOW = [
  row('B88.0', 'Other acariasis', false),
  row('B88.09', 'Other acariasis, other'),
  row('L02.212', 'Abscess of back, except flank'),
];

test('reads additions, deletions and revisions', () => {
  expect(readOrderAddenda(TEXT + COUNTS, 'addenda.txt')).toEqual({
    added: [row('B88.0', 'Other acariasis', false), row('B88.09', 'Other acariasis, other')],
    deleted: [row('B88.0', 'Other acariasis')],
    revised: [{ from: row('L02.212', 'Abscess of back'), to: row('L02.212', 'Abscess of back, except flank') }],
  });
});

test('reads lines of ICD-10-PCS, which have no flag', () => {
  const title = 'Insertion of Infusion Device into Brain';

  expect(readOrderAddenda(`Add:         00H033J ${title.padEnd(60)} ${title}\n`, 'addenda.txt').added).toEqual([row('00H033J', title)]);
});

test('agrees with two editions that differ as it says', () => {
  expect(checkOrderAddenda(readOrderAddenda(TEXT, 'a'), BEFORE, NOW)).toEqual({ agree: 4, wrong: [], unnamed: [] });
});

test('says what does not hold, and which differences it does not name', () => {
  const check = checkOrderAddenda(readOrderAddenda(TEXT, 'a'), [...BEFORE, row('A00.0', 'Cholera')], BEFORE);

  expect(check).toEqual({
    agree: 0,
    wrong: ['B88.0 is added', 'B88.09 is added', 'B88.0 is deleted', 'L02.212 is revised'],
    unnamed: ['A00.0'],
  });
});

test.each([
  ['counts more than it lists', TEXT.replace(line('Add', 'B8809', '1', 'Other acariasis, other'), '') + COUNTS, /it counts/],
  ['is cut inside a revision', line('Revise from', 'L02212', '1', 'Abscess'), /ends inside a revision/],
  ['has half a revision', line('Revise to', 'L02212', '1', 'Abscess'), /not both its lines/],
  ['has a line that is cut', 'Add:         1 B880', /line 1/],
])('refuses an addendum that %s', (_says, text, why) => {
  expect(() => readOrderAddenda(text, 'addenda.txt')).toThrow(why);
});
