import { expect, test } from 'vitest';
import { plainText } from '#core/answer/plain-text.ts';
import { LocalDate } from '#core/codes.ts';
import type { EditionRecord } from '#tools/unit.ts';
import { presentEditions } from './present-editions.ts';

type Of = Partial<Pick<EditionRecord, 'state' | 'loadedAt'>> & { readonly from?: string; readonly to?: string; readonly starter?: boolean };

function anEdition(
  id: string,
  { state = 'active', from = '2025-10-01', to = '2026-09-30', starter = false, loadedAt = '2026-01-01' }: Of = {},
) {
  const head = { id, system: 'icd10cm', name: id, from: LocalDate.parse(from), to: LocalDate.parse(to), starter, source: 'tests' } as const;
  return { head, state, codes: 10, billable: 8, sha256: 'a'.repeat(64), loadedAt } satisfies EditionRecord;
}

/** The state that each edition is shown in, and what is said of one in the place of another. */
function shown(...records: readonly EditionRecord[]) {
  const blocks = presentEditions(records);
  const rows = blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []));
  return { states: rows.map(([, state]) => state), says: blocks.flatMap((block) => (block.kind === 'list' ? block.items : [])) };
}

const starter = anEdition('starter', { starter: true, loadedAt: '2026-03-01' });

test('a starter edition alone is in force', () => {
  expect(shown(starter)).toEqual({ states: ['in force'], says: [] });
});

test('an official edition that waits supersedes nothing', () => {
  expect(shown(starter, anEdition('official', { state: 'loaded' })).states).toEqual(['in force', 'waits for approval']);
});

test('an official edition supersedes the starter, and the days are said', () => {
  expect(shown(starter, anEdition('official'))).toEqual({
    states: ['superseded', 'in force'],
    says: ['official is in force in the place of starter for dates of service from 2025-10-01 to 2026-09-30.'],
  });
});

test('of two official editions the one loaded last is in force, on the days that it covers', () => {
  const later = anEdition('later', { from: '2026-04-01', loadedAt: '2026-02-01' });

  expect(shown(anEdition('first'), later)).toEqual({
    states: ['in force in part', 'in force'],
    says: ['later is in force in the place of first for dates of service from 2026-04-01 to 2026-09-30.'],
  });
});

test('an edition of another year stands beside it', () => {
  expect(shown(starter, anEdition('before', { from: '2024-10-01', to: '2025-09-30' })).states).toEqual(['in force', 'in force']);
});

test('the list fits a terminal', () => {
  const text = plainText(presentEditions([anEdition('icd10cm-2026-starter', { starter: true }), anEdition('icd10cm-2026')]));

  expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
});
