import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Failure } from '../errors.ts';
import { anInterchange, REMITTANCE_HEAD } from '#tests/support/x12-file.ts';
import { compositeOf, elementOf, elementsOf, type Segment } from './segment.ts';
import { segmentSplitter } from './split-segments.ts';

function split(text: string, size = text.length || 1): { segments: Segment[]; ended: string | undefined } {
  const segments: Segment[] = [];
  const splitter = segmentSplitter((segment) => void segments.push(segment));
  for (let at = 0; at < text.length; at += size) splitter.push(text.slice(at, at + size));
  return { ended: splitter.end(), segments };
}

const plain = (text: string, size?: number) => split(text, size).segments.map((one) => [one.number, one.name, ...elementsOf(one)]);
const FILE = anInterchange([...REMITTANCE_HEAD, 'CLP*C-1*1*100*80**12*P-1', 'NM1*QC*1*NÚÑEZ*😀']);

test('gives the same segments whatever the size of the pieces', () => {
  const whole = plain(FILE);

  expect(whole[0]?.slice(0, 2)).toEqual([1, 'ISA']);
  expect(whole.at(-1)).toEqual([15, 'IEA', '1', '000000001']);
  for (const size of [1, 2, 3, 7, 50, 105, 106, 107]) expect(plain(FILE, size)).toEqual(whole);
});

test.each([
  ['another element mark', FILE.replaceAll('*', '|')],
  ['a control character as the end', FILE.replaceAll('~', '\u001C')],
  ['a line end as the end', FILE.replaceAll('~', '\n')],
  ['CR and LF as the end', FILE.replaceAll('~', '\r\n')],
  ['line ends after the end', FILE.replaceAll('~', '~\r\n')],
  ['a blank before each segment', FILE.replaceAll('~', '~\n ')],
  ['a mark of byte order and blank lines before', `\uFEFF\r\n\r\n${FILE}`],
  ['the mark of a file end after', `${FILE}\r\n\u001A`],
])('reads %s', (_name, text) => {
  expect(plain(text, 11)).toEqual(plain(FILE));
});

test('reads the delimiters of each interchange', () => {
  const other = FILE.replaceAll('*', '|').replaceAll(':', '>').replaceAll('~', '!');
  const { segments } = split(`${FILE}\n${other}`, 13);

  expect(segments).toHaveLength(30);
  expect(segments.map(({ delimiters }) => delimiters.element)).toEqual([...Array<string>(15).fill('*'), ...Array<string>(15).fill('|')]);
  expect(segments[15]?.number).toBe(16);
});

test('knows no repetition separator in version 4010', () => {
  expect(split(anInterchange(REMITTANCE_HEAD, { version: '004010X091A1' })).segments[0]?.delimiters).not.toHaveProperty('repetition');
  expect(split(FILE).segments[0]?.delimiters.repetition).toBe('^');
});

test('takes the spaces off the end of an element and gives nothing for one that is not there', () => {
  const segment = split(anInterchange(['REF*6R*A B  *'])).segments[3];

  expect(segment && [1, 2, 3, 4, 99].map((at) => elementOf(segment, at))).toEqual(['6R', 'A B', '', '', '']);
});

test('reads a composite that uses another separator by what it plainly is', () => {
  const parts = (text: string) => {
    const segment = split(anInterchange([`SVC*${text}*1`])).segments[3];
    return segment && compositeOf(segment, 1);
  };

  expect(parts('HC>99213>25')).toEqual({ parts: ['HC', '99213', '25'], foreign: '>' });
  expect(parts('HC:99213')).toEqual({ parts: ['HC', '99213'] });
  expect(parts('99213')).toEqual({ parts: ['99213'] });
});

test('takes a BIN by the length that it names, whatever stands in it', () => {
  const file = anInterchange(['BIN*9*A~B*C\n~~D', 'REF*6R*1']);

  for (const size of [1, 5, file.length])
    expect(plain(file, size).slice(3, 5)).toEqual([
      [4, 'BIN', '9', 'A~B*C\n~~D'],
      [5, 'REF', '6R', '1'],
    ]);
});

test('takes a BDS by the length that it names, and no other segment that begins with the same letters', () => {
  const file = anInterchange(['BDS*ASC*4*A~*B', 'BINX*9*A', 'BIN', 'REF*6R*1']);

  for (const size of [1, 5, file.length])
    expect(plain(file, size).slice(3, 7)).toEqual([
      [4, 'BDS', 'ASC', '4', 'A~*B'],
      [5, 'BINX', '9', 'A'],
      [6, 'BIN'],
      [7, 'REF', '6R', '1'],
    ]);
});

test('looks a long segment through once, however it is cut', () => {
  const long = '*AB'.repeat(100_000);
  const file = anInterchange([`CLP${long}`, `BIN*${long.length}*${long}`]);

  expect(split(file, 1).segments.slice(3, 5).map(elementsOf)).toEqual([long.slice(1).split('*'), [String(long.length), long]]);
});

test.each(['BINX*', 'BIN', 'BDSA*', 'CLP*'])('reads no more than a segment may be long of one that begins with %s', (begins) => {
  const splitter = segmentSplitter(() => undefined);
  let pushed = 0;
  splitter.push(`${FILE.slice(0, 106)}${begins}`);

  expect(() => {
    for (; pushed < 100; pushed += 1) splitter.push('A'.repeat(65_536));
  }).toThrow('Segment 2 does not end within 1048576 characters');
  expect(pushed).toBeLessThan(17);
});

test.each([
  ['before any header', '', 'no interchange header: the file begins with more than 65536 blanks'],
  ['after a segment', FILE.slice(0, 106), 'After segment 1 stand more than 65536 blanks'],
])('refuses zeros without end %s', (_name, begins, says) => {
  const splitter = segmentSplitter(() => undefined);
  splitter.push(begins);

  expect(() => {
    for (let pushed = 0; pushed < 100; pushed += 1) splitter.push('\0'.repeat(1_024));
  }).toThrow(says);
});

describe('refuses, naming the place,', () => {
  test.each([
    ['a file without a header', FILE.slice(FILE.indexOf('GS*')), 'no interchange header: the file begins with segment GS'],
    ['a text', 'Dear sir or madam', 'no interchange header: the file begins with text that is no X12'],
    ['a header that breaks off', FILE.slice(0, 60), 'The interchange header at segment 1 is not whole'],
    ['a header without an element', FILE.replace('*00501', ''), 'The interchange header at segment 1 is not whole'],
    ['a second header that is broken', `${FILE}ISA*00*`, 'The interchange header at segment 16 is not whole'],
    ['a segment that never ends', `${FILE.slice(0, 106)}${'A'.repeat(2_000_000)}`, 'Segment 2 does not end within 1048576 characters'],
    ['a BIN whose length is wrong', anInterchange(['BIN*3*ABCDEF']), 'Segment 4 (BIN or BDS) does not end where its own length says'],
    ['a BIN longer than any may be', anInterchange(['BIN*67108865*A']), 'is longer than 67108864 characters'],
    ['a BDS without a length', anInterchange(['BDS*ASC*A*A']), 'Segment 4 (BIN or BDS) does not end where its own length says'],
  ])('%s', (_name, text, says) => {
    expect(() => split(text, 65_536)).toThrow(says);
  });
});

test('gives a last segment that has no end, and says so', () => {
  const { segments, ended } = split(FILE.slice(0, -1));

  expect(ended).toBe('unended');
  expect(segments).toHaveLength(15);
});

test('throws nothing but a refusal, whatever the bytes', () => {
  const thrownBy = (text: string, size: number): unknown => {
    try {
      return void split(text, size);
    } catch (thrown) {
      return thrown;
    }
  };
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.integer({ min: 1, max: 50 }), fc.boolean(), (text, size, hasHeader) => {
      const thrown = thrownBy(hasHeader ? FILE.slice(0, 106) + text : text, size);

      expect(thrown === undefined || thrown instanceof Failure).toBe(true);
    }),
    { numRuns: 500 },
  );
});
