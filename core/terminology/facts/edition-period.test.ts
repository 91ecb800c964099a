import { expect, test } from 'vitest';
import { fiscalYear, grouperVersion, paymentYear } from './edition-period.ts';

test.each([
  ['fiscal year 2026', fiscalYear('2026'), '2025-10-01', '2026-09-30'],
  ['payment year 2026', paymentYear('2026'), '2025-01-01', '2025-12-31'],
  ['v41', grouperVersion('mce_v41_code_edits.csv'), '2023-10-01', '2024-03-31'],
  ['v41.1', grouperVersion('mce_v41.1_code_edits.csv'), '2024-04-01', '2024-09-30'],
  ['the version of an archive', grouperVersion('appendix_C.txt', 'MSDRGv43ICD10_R0.zip'), '2025-10-01', '2026-03-31'],
])('%s has its days', (_says, { from, to }, first, last) => {
  expect([from, to]).toEqual([first, last]);
});

test('refuses a version that was never issued, and a name without one', () => {
  expect(() => grouperVersion('mce_v41.3.csv')).toThrow(/not one that CMS has issued/);
  expect(() => grouperVersion('edits.csv', 'downloads')).toThrow(/does not say the version/);
});
