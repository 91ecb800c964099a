import { expect, test } from 'vitest';
import { inAnyPattern } from '../code-pattern.ts';
import { noteCodes } from './note-codes.ts';

test.each([
  ['acute condition (I50.-)', ['I50']],
  ['one of a section (J00-J22)', ['J00-J22']],
  ['two ranges (K70.0-K70.9, B15-B19)', ['K70.0-K70.9', 'B15-B19']],
  ['a range of subcategories (I70.2--I70.7-)', ['I70.2-I70.7']],
  ['a range with spaces (S00 - S09)', ['S00-S09']],
  ['a range in a word (M05.00 to M05.8A)', ['M05.00-M05.8A']],
  ['two that only look like a range (I69.01- I69.11-)', ['I69.01', 'I69.11']],
  ['diabetes of each kind (E08-E10 with .22)', ['E08.22', 'E09.22', 'E10.22']],
  ['two endings (F10, F13 with .26, .96)', ['F10.26', 'F10.96', 'F13.26', 'F13.96']],
  ['adverse effect (T36-T50 with fifth or sixth character 5)', ['T36-T50:intent=5']],
  ['poisoning (T36-T65 with fifth or sixth character 1-4 or 6)', ['T36-T65:intent=12346']],
  ['underdosing (T36-T50) with fifth or sixth character 6', ['T36-T50:intent=6']],
  ['open fracture (S42.- with 7th character B or C)', ['S42:7=BC']],
  ['several brackets (A00.0) and (A01.1-)', ['A00.0', 'A01.1']],
  ['the bracket counts alone: any type in A15 (J65)', ['J65']],
  ['conditions classifiable to P76.-', ['P76']],
  ['code from category T31 or T32', ['T31', 'T32']],
])('"%s" names %j', (note, patterns) => {
  expect(noteCodes(note)).toEqual({ patterns });
});

test.each([
  ['underlying disease, such as:', 'names no code'],
  ['anaemia for want of vitamin B12', 'names no code'],
  ['acidosis - see categories E08-E10 with ketoacidosis', 'condition in words'],
  ['code, if applicable, for codes G31.0-G31.9, to identify:', 'names its own codes'],
])('"%s" binds no code: %s', (note, why) => {
  expect(noteCodes(note)).toEqual({ why });
});

test('a sequela by its final characters is that of every cause', () => {
  const { patterns = [] } = noteCodes('speech after a stroke (I69. with final characters -20)');

  expect(['I69.020', 'I69.320', 'I69.920'].every((code) => inAnyPattern(patterns, code))).toBe(true);
  expect(inAnyPattern(patterns, 'I69.321')).toBe(false);
});
