import { expect, test } from 'vitest';
import { reasonOf } from './appeal-letters/reasons.ts';
import { measureLetters } from './appeal-letters/measure.ts';

test('bar H2b: of every denied claim of the demo hospital there is a letter whose every citation resolves, or a reason that is known', async () => {
  const asked = await measureLetters();
  const letters = asked.flatMap(({ letter }) => letter ?? []);

  expect(asked.filter(({ outcome }) => outcome.startsWith('unknown'))).toEqual([]);
  expect(letters.flatMap(({ unresolved }) => unresolved)).toEqual([]);
  expect(letters.every(({ citations }) => citations > 10)).toBe(true);
  expect(Object.fromEntries(asked.map(({ claim, outcome }) => [claim, outcome]))).toMatchObject({
    'C-88': 'letter',
    'C-2007': 'a corrected claim',
  });
});

test('a reason that nobody wrote down is found', () => {
  expect(reasonOf('The tool would rather not.')).toBeUndefined();
});
