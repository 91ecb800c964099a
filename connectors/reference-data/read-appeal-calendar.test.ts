import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readAppealCalendar } from './read-appeal-calendar.ts';

const SHIPPED = join(import.meta.dirname, '..', '..', 'starter', 'appeals', 'calendar.yaml');
const folder = mkdtempSync(join(tmpdir(), 'countersign-calendar-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function readWith(from: string, to: string): () => unknown {
  const text = readFileSync(SHIPPED, 'utf8');
  expect(text).toContain(from);
  const file = join(folder, 'calendar.yaml');
  return () => {
    writeFileSync(file, text.replace(from, to));
    return readAppealCalendar(file);
  };
}

test('the calendar that ships has a window for every level', () => {
  const { levels, windows } = readAppealCalendar(SHIPPED);

  expect(levels.map(({ path }) => path).filter((path) => !windows.some((window) => window.path === path))).toEqual([]);
});

test.each([
  ['two windows at once', "until: '2024-12-31'", "until: '2025-01-31'", 'windows.6: another window of ma_noncontract is in force'],
  ['a window that ends before it begins', "until: '2024-12-31'", "until: '2004-12-31'", 'windows.5: it ends before it begins'],
  [
    'a rule without where it is written',
    'days: { number: 120, cites: 42 CFR 405.942(a) }',
    'days: { number: 120 }',
    'windows.0.days.cites',
  ],
  ['no days', 'number: 120', 'number: 0', 'windows.0.days.number'],
  ['a key that is not known', 'decides: the plan\n', 'decides: the plan\n    hurry: true\n', 'levels.5'],
  [
    'two amounts for a year',
    'year: 2017, cents: 16000',
    'year: 2016, cents: 16000',
    'leastAmounts.2: medicare_ffs_3 has two amounts for 2016',
  ],
  [
    'an amount of a level that has none',
    'path: medicare_ffs_3, year: 2026',
    'path: medicare_ffs_4, year: 2026',
    'leastAmounts.20: medicare_ffs_4 is no level',
  ],
  [
    'an outcome that nothing follows',
    "      favorable: { file: nothing, says: 'It was granted in full.', cites: 42 CFR 405.954 }\n",
    '',
    'levels.0.after.favorable',
  ],
  ['no YAML', 'edition: appeals-2026-11', 'edition: [', 'is no YAML'],
])('%s is refused with its place', (_name, from, to, says) => {
  expect(readWith(from, to)).toThrow(says);
});
