import { expect, test } from 'vitest';
import { readIcd10Cm } from './codes.ts';

test.each([
  ['I50.23', 'I50.23'],
  ['i5023', 'I50.23'],
  [' I10 ', 'I10'],
  ['s72.001a', 'S72.001A'],
  ['C7A.00', 'C7A.00'],
  ['qa00101', 'QA0.0101'],
])('%j is read as %s', (typed, code) => expect(readIcd10Cm(typed)).toBe(code));

test.each([
  '',
  'I5',
  'E880.9',
  'I.5023',
  'I502.3',
  'I50.',
  'I50..23',
  'I50.23.',
  '\u013150.23',
  '\u017f72.001A',
  'I50.23456',
  '250.00',
  'I50 23',
  'I10\u041e',
])('%j is no code', (typed) => expect(readIcd10Cm(typed)).toBeUndefined());
