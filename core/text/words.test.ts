import { assert, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { words } from './words.ts';

test.each([
  ['joins "non" and its word at a hyphen', 'Non-healing ulcer', ['nonhealing', 'ulcer']],
  ['joins "non" and its word at a space', 'non healing ulcer', ['nonhealing', 'ulcer']],
  ['leaves a word that has its prefix', 'nonhealing ulcer', ['nonhealing', 'ulcer']],
  ['joins an abbreviation', 'non-ST elevation', ['nonst', 'elevation']],
  ['keeps "non" before a stop', 'non. Healing', ['non', 'healing']],
  ['keeps "non" before a number', 'non 3', ['non', '3']],
  ['leaves other prefixes to their own word', 'post-operative', ['post', 'operative']],
])('%s', (_name, text, expected) => {
  expect(words(text).map(({ norm }) => norm)).toEqual(expected);
});

test('every word is the text at its offsets, in order', () => {
  assert(
    property(string({ unit: 'binary' }), (text) => {
      let end = 0;
      for (const word of words(`${text} non-${text}`)) {
        expect(`${text} non-${text}`.slice(word.start, word.end)).toBe(word.raw);
        expect(word.start).toBeGreaterThanOrEqual(end);
        ({ end } = word);
      }
    }),
  );
});
