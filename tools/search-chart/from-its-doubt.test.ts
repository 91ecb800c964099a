import { expect, test } from 'vitest';
import { fromItsDoubt } from './from-its-doubt.ts';

test.each([
  ['after a comma', 'Dietitian sent, ? malnutrition.', 'malnutrition.', '? malnutrition.'],
  ['with no blank', 'Dietitian sent, ?malnutrition.', 'malnutrition.', '?malnutrition.'],
  ['at the head of a line', 'Seen.\n? malnutrition.', 'malnutrition.', '? malnutrition.'],
  ['more than one', 'Sent, ?? malnutrition.', 'malnutrition.', '?? malnutrition.'],
  ['in brackets', 'Thin (? malnutrition).', 'malnutrition).', '? malnutrition).'],
])('takes in the question mark that makes a doubt of a finding: %s', (_where, text, found, quoted) => {
  const start = text.indexOf(found);

  expect(text.slice(fromItsDoubt(text, start))).toBe(quoted);
});

test.each([
  ['ends the question before it', 'Was she weighed? Malnutrition is severe.'],
  ['ends a quoted question', 'She asked "why me?" Malnutrition is severe.'],
  ['stands on the line before', 'Intake ?\nMalnutrition is severe.'],
  ['is not there', 'Thin. Malnutrition is severe.'],
])('leaves a passage as it is where the question mark %s', (_why, text) => {
  const start = text.indexOf('Malnutrition');

  expect(fromItsDoubt(text, start)).toBe(start);
});

test('leaves a passage at the very start of a document as it is', () => {
  expect(fromItsDoubt('Malnutrition.', 0)).toBe(0);
});
