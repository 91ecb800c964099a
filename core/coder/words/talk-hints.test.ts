import { assert, property, stringMatching, type Arbitrary } from 'fast-check';
import { expect, test } from 'vitest';
import type { Sentence } from '../../text/reading.ts';
import { hintsOf } from './talk-hints.ts';
import * as patterns from './talk-patterns.ts';

/** Texts made by a pattern, what it asks of the text around apart. */
function madeBy({ source }: RegExp): Arbitrary<string> {
  const plain = source
    .replaceAll(/\(\?<?[!=](?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)/gu, '')
    .replaceAll(/\\b|\$\//gu, '')
    .replaceAll('(?:^|', '(?:')
    .replaceAll(String.raw`\p{L}`, 'a-z')
    .replaceAll(/\$$/gu, '');
  return stringMatching(new RegExp(plain), { size: '-1' });
}

function sentenceOf(text: string): Sentence {
  return { start: 0, end: text.length, item: false, section: { kind: 'other', heading: '', body: 0, start: 0, end: text.length } };
}

const { LOOKED_FOR, READ_ABOUT, IN_GENERAL, TAUGHT, RISKS_TOLD, PAYMENT, NOT_FILLED_IN, VACCINES_LISTED } = patterns;

test.each([
  ['LOOKED_FOR', LOOKED_FOR, 'talk'],
  ['READ_ABOUT', READ_ABOUT, 'talk'],
  ['IN_GENERAL', IN_GENERAL, 'talk'],
  ['TAUGHT', TAUGHT, 'talk'],
  ['RISKS_TOLD', RISKS_TOLD, 'talk'],
  ['PAYMENT', PAYMENT, 'paid'],
  ['NOT_FILLED_IN', NOT_FILLED_IN, 'form'],
  ['VACCINES_LISTED', VACCINES_LISTED, 'paragraph'],
] as const)('a sentence that %s matches has its hint', (_name, pattern, hint) => {
  let matched = 0;
  assert(
    property(madeBy(pattern), (made) => {
      for (const text of [made, made.toUpperCase(), `Today ${made}`]) {
        if (!pattern.test(text)) continue;
        matched += 1;
        const found = hintsOf(text, sentenceOf(text))[hint];
        expect(typeof found === 'number' ? found < text.length : found).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
  expect(matched).toBeGreaterThan(100);
});
