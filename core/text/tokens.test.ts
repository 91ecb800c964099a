import { array, assert, constantFrom, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { tokens } from './tokens.ts';

const norms = (text: string): string[] => tokens(text).map(({ norm }) => norm);

test.each([
  ['splits at a hyphen', 'follow-up', ['follow', 'up']],
  ['splits at a slash', 'nausea/vomiting', ['nausea', 'vomiting']],
  ['drops a possessive', "Crohn's and Parkinson’s", ['crohn', 'and', 'parkinson']],
  ['keeps a contraction whole', "doesn’t can't", ["doesn't", "can't"]],
  ['folds accents and case', 'MÉNIÈRE Sjögren', ['meniere', 'sjogren']],
  ['folds a decomposed accent', 'Me\u0301nie\u0300re', ['meniere']],
  ['keeps a decimal whole', 'A1c 9.2%, 5.Then', ['a1c', '9.2', '5', 'then']],
  ['keeps a code in its parts', 'I50.23', ['i50.23']],
  ['finds nothing in signs', '--- ?! 🙂', []],
])('%s', (_name, text, words) => {
  expect(norms(text)).toEqual(words);
});

test('a stretch of a text gives offsets into the whole', () => {
  const text = 'No acute kidney injury today.';
  expect(tokens(text, { start: 9, end: 22 }).map(({ start, end }) => text.slice(start, end))).toEqual(['kidney', 'injury']);
});

test('every token is the text at its offsets, in order', () => {
  assert(
    property(string({ unit: 'binary' }), (text) => {
      let last = 0;
      for (const { start, end, raw } of tokens(text)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(text.slice(start, end)).toBe(raw);
        last = end;
      }
    }),
  );
});

test('words are those of one pattern over the whole text', () => {
  const WORD = /[\p{L}\p{N}\p{M}]+(?:(?<=\p{N})\.\p{N}+)*(?:['’][\p{L}\p{M}]+)*/gu;
  const pieces = constantFrom(
    'a',
    'Bc',
    '1',
    '23',
    '.',
    "'",
    '’',
    ' ',
    '-',
    'é',
    '\u0301',
    '٣',
    '½',
    '\u{1D4D0}',
    '\uD800',
    '🙂',
    '\n',
    "'s",
  );
  assert(
    property(array(pieces, { maxLength: 30 }), string({ unit: 'binary' }), (parts, noise) => {
      const text = `${parts.join('')}${noise}${parts.join('')}`;
      expect(tokens(text).map(({ start, raw }) => [start, raw])).toEqual([...text.matchAll(WORD)].map(({ index, 0: raw }) => [index, raw]));
    }),
    { numRuns: 2000 },
  );
});
