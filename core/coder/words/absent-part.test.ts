import { expect, test } from 'vitest';
import { deniesPart } from './absent-part.ts';

test.each([
  ['absence of kidney', 'injury'],
  ['absence of acute kidney', 'injury'],
  ['absence of bladder', 'recurrence'],
  ['absence of significant kidney', ''],
])('reads a denial of a condition in "%s %s"', (words, next) => {
  expect(deniesPart(words.split(' '), next)).toBe(true);
});

test.each([
  ['absence of kidney', ''],
  ['absence of left kidney', 'status'],
  ['acquired absence of leg', 'below'],
  ['absence of uterus', 'and'],
  ['epilepsy with absence seizures', 'treated'],
])('reads a missing part, or no absence of anything, in "%s %s"', (words, next) => {
  expect(deniesPart(words.split(' '), next)).toBe(false);
});
