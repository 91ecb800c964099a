import { expect, test } from 'vitest';
import { compileEdition } from '#core/terminology/compile-edition.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';
import { EditionSource } from '#core/terminology/edition-source.ts';
import { aChart } from '#tests/support/a-chart.ts';
import { starterEdition } from '#tests/support/starter.ts';
import { codeChart } from '../code-chart.ts';

const CODES = {
  E11: ['Type 2 diabetes mellitus', false],
  'E11.36': ['Type 2 diabetes mellitus with diabetic cataract', true],
  'E11.9': ['Type 2 diabetes mellitus without complications', true],
  G03: ['Meningitis due to other and unspecified causes', false],
  'G03.9': ['Meningitis, unspecified', true],
  A69: ['Other spirochetal infections', false],
  'A69.20': ['Lyme disease, unspecified', true],
  'A69.21': ['Meningitis due to Lyme disease', true],
  H26: ['Other cataract', false],
  'H26.9': ['Unspecified cataract', true],
  K40: ['Inguinal hernia', false],
  'K40.40': ['Unilateral inguinal hernia, with gangrene', true],
  'K40.90': ['Unilateral inguinal hernia, without gangrene', true],
  I96: ['Gangrene, not elsewhere classified', true],
} as const;

/** A few lines of an index in the official form, over phrases that lead to each condition by itself. */
function edition(): CompiledEdition {
  const index = (path: string[], code: string, nonessential?: string[]) => ({
    table: 'index',
    path,
    code,
    ...(nonessential && { nonessential }),
  });
  return compileEdition(
    EditionSource.parse({
      head: { id: 'links', system: 'icd10cm', name: 'Links', from: '2025-10-01', to: '2026-09-30', starter: true, source: 'tests' },
      codes: Object.entries(CODES).map(([code, [title, billable]]) => ({ code, title, billable })),
      index: [
        { main: 'Diabetes, type 2', say: ['type 2 diabetes'], code: 'E11.9' },
        { main: 'Meningitis', say: ['meningitis'], code: 'G03.9' },
        { main: 'Disease, Lyme', say: ['lyme disease'], code: 'A69.20' },
        { main: 'Cataract', say: ['cataract'], code: 'H26.9' },
        { main: 'Hernia, inguinal', say: ['inguinal hernia'], code: 'K40.90' },
        { main: 'Gangrene', say: ['gangrene'], code: 'I96' },
      ],
      modifiers: {},
      notes: [],
      combinations: [],
      official: {
        tabular: [],
        index: [
          index(['Diabetes', 'type 2'], 'E11.9', ['mellitus']),
          index(['Diabetes', 'type 2', 'with', 'cataract'], 'E11.36', ['mellitus']),
          index(['Cataract'], 'H26.9'),
          index(['Meningitis'], 'G03.9'),
          index(['Meningitis', 'in', 'Lyme disease'], 'A69.21'),
          index(['Disease', 'Lyme'], 'A69.20'),
          index(['Hernia', 'inguinal'], 'K40.90', ['unilateral']),
          index(['Hernia', 'inguinal', 'with', 'gangrene'], 'K40.40', ['unilateral']),
          index(['Gangrene'], 'I96'),
        ],
      },
    }),
    '0'.repeat(64),
  );
}

const coded = (...problems: string[]): string[] =>
  codeChart(aChart('outpatient', [`ASSESSMENT:\n${problems.map((one, at) => `${at + 1}. ${one}`).join('\n')}`]), edition()).suggestions.map(
    ({ code }) => code,
  );

test('presumes the link that the index makes under "with" and "in" (I.A.15)', () => {
  expect(coded('Type 2 diabetes', 'Cataract')).toEqual(['E11.36']);
  expect(coded('Lyme disease', 'Meningitis')).toEqual(['A69.21']);
});

test('does not presume it where the note says that the two are unrelated', () => {
  expect(coded('Type 2 diabetes', 'Cataract, not related to type 2 diabetes').toSorted()).toEqual(['E11.9', 'H26.9']);
});

test('does not presume it of a condition without a place, which may be anywhere', () => {
  expect(coded('Inguinal hernia', 'Gangrene of the toe')).toEqual(['K40.90', 'I96']);
  expect(coded('Inguinal hernia with gangrene')).toEqual(['K40.40']);
});

test('does not presume it where the note gives the condition another cause', () => {
  const note = 'ASSESSMENT:\n1. Type 2 diabetes\n2. Polyneuropathy due to vitamin B12 deficiency';
  const codes = codeChart(aChart('outpatient', [note]), starterEdition()).suggestions.map(({ code }) => code);

  expect(codes).not.toContain('E11.42');
});
