import { expect, test } from 'vitest';
import { LocalDate } from '#core/codes.ts';
import { Failure } from '#core/errors.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';
import type { EditionHead } from '#core/terminology/edition-source.ts';
import type { EditionBytes } from './edition-bytes.ts';
import { editionShelf } from './edition-shelf.ts';

const day = (text: string): LocalDate => LocalDate.parse(text);

function ofYear(id: string, from: string, to: string): EditionBytes {
  const head: EditionHead = { id, system: 'icd10cm', name: id, from: day(from), to: day(to), starter: false, source: 'made up' };
  return { head, sha256: id, bytes: new SharedArrayBuffer(0) };
}

const EDITIONS = [
  ofYear('icd10cm-2025', '2024-10-01', '2025-09-30'),
  ofYear('icd10cm-2026', '2025-10-01', '2026-09-30'),
  ofYear('icd10cm-2026-starter', '2025-10-01', '2026-09-30'),
];
const shelf = editionShelf(EDITIONS, ({ head }) => ({ head }) as CompiledEdition);

test.each([
  ['2025-09-30', 'icd10cm-2025'],
  ['2025-10-01', 'icd10cm-2026'],
  ['2026-09-30', 'icd10cm-2026'],
])('a note of %s is coded by %s, which stands before the others of that day', (date, id) => {
  expect(shelf.choose(day(date))).toEqual({ edition: { head: expect.objectContaining({ id }) as unknown }, day: date });
});

test('a note without a day is coded by the newest edition, on its last day', () => {
  expect(shelf.choose(undefined)).toMatchObject({ edition: { head: { id: 'icd10cm-2026' } }, day: '2026-09-30' });
});

test('a day outside every edition is refused with the day and the editions there are', () => {
  expect(() => shelf.choose(day('2026-10-01'))).toThrow(Failure);
  expect(() => shelf.choose(day('2026-10-01'))).toThrow('on 2026-10-01. Here: icd10cm-2025 (2024-10-01 to 2025-09-30), icd10cm-2026 ');
});

test('opens an edition once, and none that no note asks for', () => {
  const opens: string[] = [];
  const counting = editionShelf(EDITIONS, ({ head }) => {
    opens.push(head.id);
    return { head } as CompiledEdition;
  });
  for (const date of ['2026-01-01', '2026-01-02', '2026-01-03']) counting.choose(day(date));

  expect(opens).toEqual(['icd10cm-2026']);
});
