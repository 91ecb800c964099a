import { describe, expect, test } from 'vitest';
import { officialSampleSource } from '#tests/support/official-sample.ts';
import { codeTable } from './code-table.ts';
import { codeRefiner } from './refine-code.ts';

const { refine } = codeRefiner(codeTable(officialSampleSource().codes));
const refined = (target: string, ...said: string[]): string | undefined => refine(target, new Set(said))?.code;

describe('beneath a header, the words choose', () => {
  test.each([
    ['the side that is said', 'M25.56', ['right'], 'M25.561'],
    ['the code for no side where none is said', 'M25.56', [], 'M25.569'],
    ['the form that is said', 'I50.2', ['acute'], 'I50.21'],
    ['the unspecified form where none is said', 'I50.2', [], 'I50.20'],
    ['a code as it is', 'I50.9', ['acute'], 'I50.9'],
    ['a displaced fracture where nothing else is said (I.C.19.c)', 'S72.14', ['right'], 'S72.141'],
    ['a nondisplaced one where the note says so', 'S72.14', ['right', 'nondisplaced'], 'S72.144'],
    ['the stage of a glaucoma by its words', 'H40.111', ['mild', 'stage'], 'H40.1111'],
    ['no stage where none is said', 'H40.111', [], 'H40.1110'],
    ['a moderate dementia without disturbance where none is said', 'F03.B', [], 'F03.B0'],
    ['agitation where it is said', 'F03.B1', ['agitation'], 'F03.B11'],
  ])('%s', (_name, target, said, code) => {
    expect(refined(target, ...said)).toBe(code);
  });
});

test('goes to the sibling that says a side where the title leaves it open', () => {
  expect(refined('S72.90', 'right')).toBe('S72.91X');
});

test('does not take the only code beneath a header that says more than the words do', () => {
  expect(refined('C78.8', 'pancreas')).toBeUndefined();
});

test('leaves the seventh character to the episode', () => {
  expect(refined('S72.141')).toBe('S72.141');
});

test('gives nothing beneath a code that the list does not hold', () => {
  expect(refined('S99.9')).toBeUndefined();
});

test('names the words that chose', () => {
  expect(refine('M25.56', new Set(['right', 'knee', 'swelling']))?.used).toEqual(['right']);
});
