import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainWords } from './plain-words.ts';

test.each([
  ['<@U0BOT> why?', 'why?'],
  ['<@U0BOT|countersign> why?', 'why?'],
  ['ask <@U0BEN>', 'ask @U0BEN'],
  ['ask <@U0BEN|ben>', 'ask @ben'],
  ['in <#C0CODING|coding>', 'in #coding'],
  ['<!channel> <!here> <!subteam^S1|@coders>', '@channel @here @coders'],
  ['<!date^1392734382^{date}|18 February 2014>', '18 February 2014'],
  ['<http://I50.23|I50.23>', 'I50.23'],
  ['<https://example.org/>', 'https://example.org/'],
  ['<https://example.org/|the guide>', 'the guide (https://example.org/)'],
  ['<mailto:ana@example.org|ana@example.org>', 'ana@example.org'],
  ['eGFR &lt; 30 &amp;amp; BP &gt; 140', 'eGFR < 30 &amp; BP > 140'],
  ['&lt;@U0BOT&gt;', '<@U0BOT>'],
])('reads %j as %j', (text, words) => {
  expect(plainWords(text, 'U0BOT')).toBe(words);
});

test('leaves words without markup as they are', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(!/[<>&\0]/.test(text));
      expect(plainWords(text)).toBe(text.trim());
    }),
  );
});

test('gives what a database takes, of whatever came', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.nat(50_000), (text, times) => {
      const words = plainWords(text.repeat(1 + Math.floor(times / (text.length + 1))));
      expect([words.isWellFormed(), words.includes('\0'), words.length <= 40_000]).toEqual([true, false, true]);
    }),
  );
});
