import { expect, test } from 'vitest';
import { smallEditionSource } from '#tests/support/small-edition.ts';
import { chartSaying, codesOf } from '#tests/support/chart-saying.ts';
import { compileEdition } from '#core/terminology/compile-edition.ts';
import { EditionSource } from '#core/terminology/edition-source.ts';

const source = smallEditionSource();
const EDITION = compileEdition(
  EditionSource.parse({
    ...source,
    codes: [
      ...source.codes,
      { code: 'P07.10', billable: true, title: 'Other low birth weight newborn, unspecified weight' },
      { code: 'P07.17', billable: true, title: 'Other low birth weight newborn, 1750-1999 grams' },
      { code: 'P07.18', billable: true, title: 'Other low birth weight newborn, 2000-2499 grams' },
    ],
    index: [
      ...source.index,
      {
        main: 'Low birth weight',
        say: ['low birth weight'],
        code: 'P07.10',
        sub: { 'weight 1750-1999 grams': 'P07.17', 'weight 2000-2499 grams': 'P07.18' },
      },
    ],
  }),
  '0'.repeat(64),
);

test.each([
  ['a weight within a span', 'Low birth weight, 1800 grams.', 'P07.17'],
  ['a weight with a comma in it', 'Low birth weight, 1,800 grams.', 'P07.17'],
  ['the last of a span', 'Low birth weight, 1999 g.', 'P07.17'],
  ['the first of the next', 'Low birth weight, 2000 g.', 'P07.18'],
  ['a weight that no span has', 'Low birth weight, 2600 g.', 'P07.10'],
  ['a number without a unit', 'Low birth weight, 1800.', 'P07.10'],
  ['no number', 'Low birth weight.', 'P07.10'],
])('%s', (_name, note, code) => {
  expect(codesOf(chartSaying(`Assessment: ${note}`), EDITION)).toEqual([code]);
});
