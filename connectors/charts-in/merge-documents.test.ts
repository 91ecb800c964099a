import { expect, test } from 'vitest';
import { aNote, partOf } from './a-chart-file.ts';
import { compareIds, mergeDocuments } from './merge-documents.ts';

function aVersion(body: string, status: string, date = '2026-03-10') {
  const [document] = partOf(aNote(body, { document: 'D-1', status, date }), 'a.txt').documents;
  if (document === undefined) throw new Error('no document');
  return document;
}

test.each([
  ['a signed draft', 'Draft.', 'preliminary', 'Final.', 'final', 'Final.'],
  ['an amended text', 'Final.', 'final', 'Amended.', 'amended', 'Amended.'],
  ['an amended text amended again', 'Amended.', 'amended', 'Again.', 'amended', 'Again.'],
  ['a document entered in error', 'Final.', 'final', 'Void.', 'entered-in-error', 'Void.'],
  ['a document that another superseded', 'Final.', 'final', 'Old.', 'superseded', 'Old.'],
])('takes %s in place of what is stored', (_name, before, statusBefore, after, statusAfter, text) => {
  const { items, refused } = mergeDocuments([aVersion(before, statusBefore)], [{ file: 'new.txt', item: aVersion(after, statusAfter) }]);

  expect(items.map((document) => document.text)).toEqual([text]);
  expect(refused).toEqual([]);
});

test.each([
  ['an old draft after the final text', 'final', 'preliminary'],
  ['the first text after the amended one', 'amended', 'final'],
  ['the final text after it was entered in error', 'entered-in-error', 'final'],
])('keeps what is stored when there comes %s', (_name, statusBefore, statusAfter) => {
  const stored = aVersion('Stored.', statusBefore);

  expect(mergeDocuments([stored], [{ file: 'new.txt', item: aVersion('Other.', statusAfter) }])).toEqual({ items: [stored], refused: [] });
});

test('refuses another final text over a final one', () => {
  const { refused } = mergeDocuments([aVersion('Stored.', 'final')], [{ file: 'new.txt', item: aVersion('Other.', 'final') }]);

  expect(refused).toEqual([
    { file: 'new.txt', why: 'Document D-1 is stored with another text. Only a document whose status is amended may replace one.' },
  ]);
});

test('refuses the second of two amended texts of one day, and takes the later of two days', () => {
  const first = { file: 'a.txt', item: aVersion('One.', 'amended') };
  const sameDay = { file: 'b.txt', item: aVersion('Two.', 'amended') };
  const nextDay = { file: 'b.txt', item: aVersion('Two.', 'amended', '2026-03-11') };

  expect(mergeDocuments([], [first, sameDay]).refused).toEqual([
    { file: 'b.txt', why: 'Document D-1 has another text in a.txt. Only a document whose status is amended may replace one.' },
  ]);
  expect(mergeDocuments([], [nextDay, first])).toEqual({ items: [nextDay.item], refused: [] });
});

test('takes a signature under the same text', () => {
  const { items } = mergeDocuments([aVersion('Text.', 'preliminary')], [{ file: 'new.txt', item: aVersion('Text.', 'final') }]);

  expect(items.map(({ status }) => status)).toEqual(['final']);
});

test('takes the furthest of several versions, whatever the order of the files', () => {
  const versions = [aVersion('Final.', 'final'), aVersion('Draft.', 'preliminary'), aVersion('Amended.', 'amended')];
  const incoming = versions.map((item, at) => ({ file: `${at}.txt`, item }));

  for (const order of [incoming, incoming.toReversed()]) {
    expect(mergeDocuments([], order)).toMatchObject({ items: [{ text: 'Amended.' }], refused: [] });
  }
});

test.each([
  ['D-1042-9', 'D-1042-10'],
  ['D-1', 'D-1-1'],
  ['C-1045', 'C-1045-P'],
  ['A-2', 'B-1'],
])('puts %s before %s', (first, second) => {
  expect([second, first].toSorted(compareIds)).toEqual([first, second]);
});
