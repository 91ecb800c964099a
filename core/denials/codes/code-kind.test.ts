import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CODE_KINDS, readCode, type CodeKind } from './code-kind.ts';

test.each<[CodeKind, string, string | undefined]>([
  ['carc', ' 97 ', '97'],
  ['carc', '045', '45'],
  ['carc', 'b7', 'B7'],
  ['carc', 'B07', 'B7'],
  ['carc', 'A0', 'A0'],
  ['carc', 'CO-45', undefined],
  ['carc', '', undefined],
  ['rarc', 'ma4', 'MA04'],
  ['rarc', 'MA004', 'MA04'],
  ['rarc', 'MA130', 'MA130'],
  ['rarc', 'm01', 'M1'],
  ['rarc', ' n704', 'N704'],
  ['rarc', 'N1000', 'N1000'],
  ['rarc', '\u{41c}15', undefined],
  ['group', 'co', 'CO'],
  ['claim-status', '04', '4'],
  ['plb', 'wo', 'WO'],
  ['plb', '72', '72'],
  ['status-category', 'f3n', 'F3N'],
  ['status-category', 'rq', 'RQ'],
  ['status-code', '0021', '21'],
  ['status-code', '0', '0'],
])('reads %s %j as %j', (kind, typed, code) => {
  expect(readCode(kind, typed)).toBe(code);
});

test('a code that was read reads as itself, however it is padded and cased', () => {
  const typed = fc.stringMatching(/^[A-Za-z]{0,2}\d{0,4}[A-Za-z]?$/);
  fc.assert(
    fc.property(fc.constantFrom(...CODE_KINDS), typed, (kind, text) => {
      const code = readCode(kind, text);
      if (code === undefined) return;
      for (const again of [code, ` ${code.toLowerCase()}\t`, text.toUpperCase()]) expect(readCode(kind, again)).toBe(code);
    }),
  );
});

test('any other text is no code, and is not taken for one', () => {
  fc.assert(
    fc.property(fc.constantFrom(...CODE_KINDS), fc.string({ unit: 'binary' }), (kind, text) => {
      expect(readCode(kind, `${text}\u{e9}`)).toBeUndefined();
    }),
  );
});
