import { expect, test } from 'vitest';
import { copiedForward } from './copied-forward.ts';

const HISTORY =
  'Mr. Doe is a 71-year-old man with chronic systolic heart failure, admitted with three days of worsening dyspnea, orthopnea and weight gain of five kilograms after he ran out of furosemide.';
const day = (id: string, ...paragraphs: string[]): { id: string; text: string } => ({ id, text: paragraphs.join('\n\n') });

test('a paragraph that stands again in a later note is shown where it stands and whence it came', () => {
  const second = day('D2', 'Feels better today.', HISTORY);
  const found = copiedForward([day('D1', HISTORY), second]);

  expect(found).toEqual([{ document: 'D2', from: 'D1', range: { start: 21, end: 21 + HISTORY.length } }]);
  expect(second.text.slice(found[0]?.range.start, found[0]?.range.end)).toBe(HISTORY);
});

test('the same words wrapped differently are the same paragraph', () => {
  const wrapped = HISTORY.replaceAll(', ', ',\n   ');
  expect(copiedForward([day('D1', HISTORY), day('D2', wrapped)])).toHaveLength(1);
});

test('lines with Windows line ends are told apart into the same paragraphs', () => {
  const found = copiedForward([day('D1', HISTORY), { id: 'D2', text: `Seen.\r\n\r\n${HISTORY}\r\n\r\nPlan as before.` }]);
  expect(found.map(({ range }) => range)).toEqual([{ start: 9, end: 9 + HISTORY.length }]);
});

test('one changed letter makes it a new paragraph', () => {
  expect(copiedForward([day('D1', HISTORY), day('D2', HISTORY.replace('three', 'seven'))])).toEqual([]);
});

test('a short paragraph may repeat', () => {
  expect(copiedForward([day('D1', 'Patient seen and examined.'), day('D2', 'Patient seen and examined.')])).toEqual([]);
});

test('a paragraph repeated inside one note is not copied forward', () => {
  expect(copiedForward([day('D1', HISTORY, HISTORY)])).toEqual([]);
});

test('a third note points to the first', () => {
  const found = copiedForward([day('D1', HISTORY), day('D2', HISTORY), day('D3', HISTORY)]);
  expect(found.map(({ document, from }) => [document, from])).toEqual([
    ['D2', 'D1'],
    ['D3', 'D1'],
  ]);
});

const COURSE =
  'He was admitted on 03/10 with pneumonia of the right lower lobe. His temperature was 38.9 and his saturation 88 on room air. He was given ceftriaxone 1 g daily and azithromycin for the usual organisms.';

test('dates and vital signs that were changed in a copy make it none the less a copy', () => {
  const later = COURSE.replace('03/10', '03/11').replace('38.9', '37.2').replace('88', '94');

  expect(copiedForward([day('D1', COURSE), day('D2', later)]).map(({ range }) => range)).toEqual([{ start: 0, end: later.length }]);
});

test('the stage of a disease is what is said, and not a number of the day', () => {
  const told = HISTORY.replace('systolic heart failure', 'kidney disease stage 3');

  expect(copiedForward([day('D1', told), day('D2', told.replace('stage 3', 'stage 4'))])).toEqual([]);
});

test("a sentence with a changed word is its author's own, and those around it are copied", () => {
  const later = COURSE.replace('His temperature was 38.9 and', 'He is comfortable with');
  const found = copiedForward([day('D1', COURSE), day('D2', later)]);

  expect(found.map(({ range }) => later.slice(range.start, range.end))).toEqual([
    'He was admitted on 03/10 with pneumonia of the right lower lobe.',
    'He was given ceftriaxone 1 g daily and azithromycin for the usual organisms.',
  ]);
});

test('two sentences of a template in a paragraph of its own words are no copy', () => {
  const own = `He was given ceftriaxone 1 g daily and azithromycin for the usual organisms. ${'The family came and asked many things about the days ahead of them all. '.repeat(4)}`;

  expect(copiedForward([day('D1', COURSE), day('D2', own)])).toEqual([]);
});
