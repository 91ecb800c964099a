import { expect, test } from 'vitest';
import { childrenOf, readXml, textAt, textOf } from './xml.ts';

const read = (text: string) => readXml(text, 'a.xml');

test('reads elements, attributes and text in their order', () => {
  const root = read('<?xml version="1.0"?>\n<!-- made here -->\n<a>\n  <b col="2" on=\'x\'>one</b>\n  <b/>\n</a>\n');

  expect(childrenOf(root, 'b').map(({ attributes, content }) => ({ attributes, content }))).toEqual([
    { attributes: { col: '2', on: 'x' }, content: ['one'] },
    { attributes: {}, content: [] },
  ]);
  expect(textAt(root, 'b')).toBe('one');
  expect(textAt(root, 'c')).toBeUndefined();
});

test('keeps what follows an element within a text, and the five entities', () => {
  expect(textOf(read('<t>cartilage <n>(joint)</n> NEC, pH &lt; 7 &amp; &#228;</t>'))).toBe('cartilage (joint) NEC, pH < 7 & ä');
});

test.each([
  ['ends inside an element', '<a>\n<b>one</b>\n', /line 3: the file ends before <\/a>, so it has been cut short/],
  ['ends inside a tag', '<a>\n<b', /line 2: the file ends inside a tag/],
  ['closes another element', '<a><b></a></b>', /<\/a> stands where <\/b> was expected/],
  ['closes what is not open', '<a></a></b>', /<\/b> stands where/],
  ['has two documents', '<a/><b/>', /one whole document/],
  ['is empty', '', /one whole document/],
  ['has text outside', '<a/>more', /outside the document/],
  ['declares a document type', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', /document type/],
  ['has an entity of its own', '<a>&x;</a>', /&x; is not an entity/],
  ['has a broken attribute', '<a b=1/>', /is not markup/],
  ['is nested without end', '<a>'.repeat(100), /deeper than 64/],
])('refuses a file that %s', (_says, text, why) => {
  expect(() => read(text)).toThrow(why);
});
