import { expect, test } from 'vitest';
import { inPattern } from './code-pattern.ts';
import { foldWord } from './fold-word.ts';

test.each([
  ['I50', 'I50.23', true],
  ['I50.2', 'I50.23', true],
  ['I50.3', 'I50.23', false],
  ['I10-I16', 'I13.0', true],
  ['I10-I16', 'I16.9', true],
  ['I10-I16', 'I17', false],
  ['J44.0-J44.1', 'J44.1', true],
  ['O00-O9A', 'O26.85', true],
  ['S00-T88', 'T50.901A', true],
  ['S02:7=B', 'S02.0XXB', true],
  ['S02:7=B', 'S02.0XXA', false],
  ['T36-T50:intent=5', 'T38.0X5A', true],
  ['T36-T50:intent=5', 'T36.95XA', true],
  ['T36-T50:intent=1234', 'T40.425A', false],
])('the pattern %s holds %s: %s', (pattern, code, expected) => {
  expect(inPattern(pattern, code)).toBe(expected);
});

test.each([
  ['fractures', 'fracture'],
  ['injuries', 'injury'],
  ['abscesses', 'abscess'],
  ['diabetes', 'diabetes'],
  ['sepsis', 'sepsis'],
  ['mellitus', 'mellitus'],
  ['fall', 'fall'],
])('%s and %s are one word', (word, expected) => {
  expect(foldWord(word)).toBe(expected);
  expect(foldWord(expected)).toBe(expected);
});
