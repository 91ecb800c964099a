import { expect, test } from 'vitest';
import { aChart } from '#tests/support/a-chart.ts';
import { starterEdition } from '#tests/support/starter.ts';
import { codeChart } from '../code-chart.ts';

test('a misspelt diagnosis is coded, its evidence is the words as typed, and the suggestion says how it was read', () => {
  const [suggestion] = codeChart(aChart('outpatient', ['ASSESSMENT:\nPnuemonia\n']), starterEdition()).suggestions;

  expect(suggestion?.code).toBe('J18.9');
  expect(suggestion?.evidence.map(({ text }) => text)).toEqual(['Pnuemonia']);
  expect(suggestion?.checks.some(({ rule, says }) => rule === 'read.misspelt' && says === '"Pnuemonia" was read as "pneumonia".')).toBe(
    true,
  );
});

test('a misspelt diagnosis that is denied is denied', () => {
  expect(codeChart(aChart('outpatient', ['ASSESSMENT:\nNo pnuemonia.\n']), starterEdition()).suggestions).toEqual([]);
});
