import { expect, test } from 'vitest';
import { shippedWords } from '#tests/support/words.ts';
import { LocalDate } from '../../codes.ts';
import { ADJUSTMENT_LIST_HEADING, readAdjustmentList } from '../../terminology/facts/read-adjustment-list.ts';
import { assembleFacts } from '../../terminology/facts/assemble-facts.ts';
import { AdjustmentListSource } from '../../terminology/facts/fact-source.ts';
import { recogniseOfficial } from '../../terminology/official/recognise-official.ts';
import { licensedTexts, sayCode } from './licensed-texts.ts';

const NAME = 'our_codes_2024-06.csv';
const day = (text: string) => LocalDate.parse(text);
const aList = (...rows: readonly string[]): string => `${[ADJUSTMENT_LIST_HEADING, ...rows].join('\r\n')}\r\n`;
const LIST = aList(
  'CO,Group,Made-up contract text,,,,,',
  '97,CARC,"Made-up text, with a comma",how to use it,,1995-01-01,2017-07-01,',
  '15,CARC,An ended made-up text,,,1995-01-01,,2018-05-01',
  'MA04,RARC,A made-up remark,,,1997-01-01,,',
);

function sourceOf(text: string, name = NAME): AdjustmentListSource {
  const found = recogniseOfficial(text);
  if (found === undefined) throw new Error('not recognised');
  return AdjustmentListSource.parse(assembleFacts('adjustment-codes', [{ ...found, name, text, year: '2024' }]));
}

const licensed = licensedTexts(sourceOf(LIST), 'adjustment-codes-2024-06@abc');
const words = shippedWords();

test('makes an edition of the list, in force from the month in its name', () => {
  const { head, texts } = sourceOf(LIST);

  expect(head).toMatchObject({ id: 'adjustment-codes-2024-06', from: '2024-06-01', to: '9999-12-31', starter: false });
  expect(texts[1]).toEqual({ kind: 'carc', code: '97', says: 'Made-up text, with a comma', from: '1995-01-01', changed: '2017-07-01' });
});

test('shows the text to the letter beside our words, with its edition', () => {
  const said = sayCode('carc', ' 097', { words, licensed, day: day('2024-07-01') });

  expect(said).toMatchObject({ code: '97', held: true, says: words.inWords('carc', '97') });
  expect(said.licensed).toEqual({ text: 'Made-up text, with a comma', inForce: true, edition: 'adjustment-codes-2024-06@abc' });
});

test('says that a code had ended by the day of the remittance, and shows it', () => {
  expect(licensed.text('carc', '15', day('2018-05-01'))?.inForce).toBe(true);
  expect(licensed.text('carc', '15', day('2024-07-01'))).toMatchObject({ inForce: false, text: 'An ended made-up text' });
});

test('shows our words alone without a list, and a code of neither as it came', () => {
  expect(sayCode('rarc', 'ma4', { words, licensed: undefined, day: day('2024-07-01') }).licensed).toBeUndefined();
  expect(sayCode('carc', '999', { words, licensed, day: day('2024-07-01') })).toEqual({
    code: '999',
    says: 'code 999, no description held',
    held: false,
    licensed: undefined,
  });
});

test('takes the text of the span that a code was used again in', () => {
  const twice = licensedTexts(sourceOf(aList('9,CARC,First,,,1995-01-01,,2003-01-01', '9,CARC,Second,,,2010-01-01,,')), 'x');

  expect([twice.text('carc', '9', day('2002-01-01')), twice.text('carc', '9', day('2012-01-01'))].map((one) => one?.text)).toEqual([
    'First',
    'Second',
  ]);
});

test.each<[string, string, RegExp]>([
  ['a row of another kind', aList('1,NCPDP,x,,,,,'), /line 2: "NCPDP" is not Group, CARC or RARC/],
  ['a code without a text', aList('1,CARC,,,,,,'), /line 2: 1 is no CARC code, or has no text/],
  ['a code that is none', aList('CO-45,CARC,x,,,,,'), /line 2: CO-45 is no CARC code/],
  ['a code that stands twice', aList('1,CARC,x,,,,,', '01,CARC,y,,,,,'), /line 3: CARC 1 stands twice/],
  ['a date of another form', aList('1,CARC,x,,,6/1/2024,,'), /line 2: a date is not written as 2024-06-30/],
  ['a row that was cut', aList('1,CARC,x'), /line 2: it has 3 fields where 8 are needed/],
])('refuses a list with %s, and says where', (_name, text, why) => {
  expect(() => readAdjustmentList(text, NAME)).toThrow(why);
});

test('refuses a list whose name does not say its month', () => {
  expect(() => sourceOf(LIST, 'codes_2024.csv')).toThrow(/its name does not say the month/);
});
