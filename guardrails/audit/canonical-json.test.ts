import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, digest, jsonOf, type JsonValue } from './canonical-json.ts';

test.each([
  ['sorts keys', { b: 1, a: 2 }, '{"a":2,"b":1}'],
  [
    'sorts keys by UTF-16 unit, as RFC 8785 section 3.2.3 does',
    { '\u20ac': 1, '\r': 2, '1': 3, '\ud83d\ude00': 4, '\ufb33': 5 },
    '{"\\r":2,"1":3,"\u20ac":1,"\ud83d\ude00":4,"\ufb33":5}',
  ],
  ['prints numbers as ECMAScript does', [333333333.33333329, 1e30, 4.5, 2e-3, 1e-27, -0], '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]'],
  ['escapes only what JSON must', '\u20ac$\u000f\nA\'B"\\"/', '"\u20ac$\\u000f\\nA\'B\\"\\\\\\"/"'],
  ['leaves out what is undefined', { a: undefined, b: null }, '{"b":null}'],
  ['keeps the order of lists', [3, 1, 2], '[3,1,2]'],
  ['nests', { z: [{ y: 1, x: true }] }, '{"z":[{"x":true,"y":1}]}'],
] as const)('%s', (_name, value, text) => {
  expect(canonicalJson(value)).toBe(text);
});

test.each([
  ['NaN', Number.NaN],
  ['an infinity', Number.POSITIVE_INFINITY],
  ['a lone surrogate', '\ud800'],
  ['a date', new Date(0)],
  ['a map', new Map()],
  ['a function', () => 1],
])('refuses %s, which JSON cannot hold', (_name, value) => {
  expect(() => canonicalJson(value as unknown as JsonValue)).toThrow(TypeError);
});

test('the digest does not depend on the order of keys, for any JSON', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).toReversed());

      expect(digest(jsonOf(turned))).toBe(digest(jsonOf(value)));
    }),
  );
});

test('the digest changes with white space inside a text and with the form of a number', () => {
  expect(digest({ a: 'x y' })).not.toBe(digest({ a: 'x  y' }));
  expect(digest({ a: 1 })).not.toBe(digest({ a: '1' }));
});

test('parses back to the same value, for any JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const json = jsonOf(value);

      expect(JSON.parse(canonicalJson(json))).toEqual(JSON.parse(JSON.stringify(json)));
    }),
  );
});
