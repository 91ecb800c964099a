import { describe, expect, test } from 'vitest';
import { Failure } from '../errors.ts';
import { readOrderFile } from './read-order-file.ts';

const line = (order: number, code: string, flag: string, title: string): string =>
  `${String(order).padStart(5, '0')} ${code.padEnd(7)} ${flag} ${title.slice(0, 60).padEnd(60)} ${title}`;

const GOOD = [
  line(1, 'A00', '0', 'Cholera'),
  line(2, 'A000', '1', 'Cholera due to Vibrio cholerae 01, biovar cholerae'),
  line(3, 'A009', '1', 'Cholera, unspecified'),
];

test('reads codes, flags and long titles', () => {
  expect(readOrderFile(`${GOOD.join('\r\n')}\r\n`).codes).toEqual([
    { code: 'A00', billable: false, title: 'Cholera' },
    { code: 'A00.0', billable: true, title: 'Cholera due to Vibrio cholerae 01, biovar cholerae' },
    { code: 'A00.9', billable: true, title: 'Cholera, unspecified' },
  ]);
});

describe('refuses, with line and reason,', () => {
  const long = GOOD[1] ?? '';
  test.each([
    ['an empty file', [], /empty/],
    ['a line that is cut', [GOOD[0], long.slice(0, 40)], /line 2: it has 40 columns/],
    ['a file that ends at a header', GOOD.slice(0, 1), /line 1: the file ends at the header A00/],
    ['a gap in the order numbers', [GOOD[0], GOOD[2]], /line 2: its order number is 00003, where 00002/],
    ['a line out of order', [GOOD[0], GOOD[2], GOOD[1]], /line 2/],
    ['a code that stands twice', [GOOD[0], GOOD[1], line(3, 'A000', '1', 'Cholera again')], /line 3: the code A00.0 stands twice/],
    ['an unknown flag', [GOOD[0], line(2, 'A000', '2', 'Cholera')], /line 2: its flag/],
    [
      'a header with nothing beneath it',
      [GOOD[0], GOOD[1], line(3, 'A01', '0', 'Typhoid'), line(4, 'A020', '1', 'Salmonella')],
      /line 3: A01 is a header/,
    ],
    [
      'a header that is marked as a code to report',
      [line(1, 'A00', '1', 'Cholera'), GOOD[1]],
      /A00 is marked as a code to report, and A00.0/,
    ],
    ['a title that no title is as long as', [GOOD[0], line(2, 'A000', '1', 'x'.repeat(900))], /line 2: the long title of A00.0 has 900/],
    ['a control character in a title', [GOOD[0], line(2, 'A000', '1', 'Chol\u001Bera')], /line 2: the long title of A00.0 holds a control/],
    ['a missing title', [GOOD[0], `${line(2, 'A000', '1', '')}     `], /line 2: the long title/],
    ['a file of ICD-10-PCS', [line(1, '001', '0', 'Central Nervous System, Bypass')], /line 1: 001 is not an ICD-10-CM code/],
    ['something else altogether', ['code,title', 'A00,Cholera'], /line 1/],
  ])('%s', (_name, lines, reason) => {
    const read = (): unknown => readOrderFile(lines.join('\n'));

    expect(read).toThrow(Failure);
    expect(read).toThrow(reason);
  });
});
