import { expect, test } from 'vitest';
import { signBefore, signBehind, signs } from './sign-beside.ts';

const WANTED = signs('?:\t');

test.each([
  ['right behind', '? yes', true],
  ['behind white space', ' \r\n : no', true],
  ['a tab, which parts cells', ' \tNo', true],
  ['beyond ASCII, whatever it is', '\u00a0yes', true],
  ['none where a word follows', ' yes?', false],
  ['none where another sign follows', ', ?', false],
  ['none where nothing follows', '  ', false],
])('a sign behind a place: %s', (_name, text, expected) => {
  expect(signBehind(text, 0, text.length, WANTED)).toBe(expected);
});

test.each([
  ['right before', 'cough ?', true],
  ['before white space', 'label:  ', true],
  ['beyond ASCII', 'cough ☑ ', true],
  ['none behind a word', '? cough ', false],
  ['none where nothing stands', ' ', false],
])('a sign before a place: %s', (_name, text, expected) => {
  expect(signBefore(text, 0, text.length, WANTED)).toBe(expected);
});

test('looks no farther than the stretch', () => {
  expect(signBehind('a  ?', 1, 3, WANTED)).toBe(false);
  expect(signBefore('?  a', 1, 3, WANTED)).toBe(false);
});
