import { assert, property, string } from 'fast-check';
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
