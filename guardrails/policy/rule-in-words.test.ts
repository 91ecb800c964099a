import { expect, test } from 'vitest';
import { inHours } from './rule-in-words.ts';

test('one hour is no hours', () => {
  expect([inHours(1), inHours(2)]).toEqual(['1 hour', '2 hours']);
});
