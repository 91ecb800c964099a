import { expect, test } from 'vitest';
import { reasonOf } from './appeal-letters/reasons.ts';
import { measureNeeds } from './appeal-letters/measure-needs.ts';
import { measureLetters } from './appeal-letters/measure.ts';

test('bar H2b: of every denied claim of the demo hospital there is a letter whose every citation resolves, or a reason that is known', async () => {
  const asked = await measureLetters();
  const letters = asked.flatMap(({ letter }) => letter ?? []);

  expect(asked.filter(({ outcome }) => outcome.startsWith('unknown'))).toEqual([]);
  expect(letters.flatMap(({ unresolved }) => unresolved)).toEqual([]);
  expect(letters.every(({ citations }) => citations > 10)).toBe(true);
  expect(Object.fromEntries(asked.map(({ claim, outcome }) => [claim, outcome]))).toMatchObject({
    'C-88': 'letter',
    'C-2009': 'letter',
    'C-1043': 'the record does not show it',
    'C-2007': 'a corrected claim',
  });
});

test('a service is argued by its own reason where the chart bears it, and refused where the chart denies it, or has it late, past or of somebody else', async () => {
  const needs = await measureNeeds();

  expect(needs.map(({ name, outcome, wrong }) => ({ name, outcome, wrong }))).toEqual(
    needs.map(({ name, wanted }) => ({ name, outcome: wanted, wrong: [] })),
  );
  expect(new Set(needs.map(({ outcome }) => outcome)).size).toBeGreaterThan(3);
});

test('a reason that nobody wrote down is found', () => {
  expect(reasonOf('The tool would rather not.')).toBeUndefined();
});
