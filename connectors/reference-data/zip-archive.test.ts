import { expect, test } from 'vitest';
import { aZip, type Zipped } from '#tests/support/official-files.ts';
import { readZip } from './zip-archive.ts';

const read = (bytes: Buffer) => readZip(bytes, 'a.zip').map((entry) => [entry.name, entry.read().toString('utf8')]);

test('reads stored and deflated files, in folders too', () => {
  const bytes = aZip([
    { name: 'folder/', text: '' },
    { name: 'folder/one.txt', text: 'one '.repeat(100) },
    { name: 'two.txt', text: 'two', stored: true },
  ]);

  expect(read(bytes)).toEqual([
    ['folder/one.txt', 'one '.repeat(100)],
    ['two.txt', 'two'],
  ]);
});

const file = (changes: Partial<Zipped>): Buffer => aZip([{ name: 'one.txt', text: 'one', ...changes }]);

test.each([
  ['was cut short', file({}).subarray(0, 60), /cut short/],
  ['is encrypted', file({ flags: 1 }), /is encrypted/],
  ['leaves the archive', file({ name: '../one.txt' }), /leaves the archive/],
  ['stands at the root', file({ name: '/one.txt' }), /leaves the archive/],
  ['has a drive', file({ name: 'C:one.txt' }), /leaves the archive/],
  ['has a backslash', file({ name: 'a\\b.txt' }), /leaves the archive/],
  ['says another size', file({ size: 2 }), /damaged or has been cut short/],
  ['is larger than any release', file({ size: 500_000_000 }), /larger than any official file/],
  ['needs ZIP64', file({ size: 0xffffffff }), /ZIP64/],
])('refuses an archive with a file that %s', (_says, bytes, why) => {
  expect(() => read(bytes)).toThrow(why);
});

test('refuses a file whose bytes were changed', () => {
  const bytes = file({ stored: true });
  bytes.write('two', bytes.indexOf('one.txt') + 'one.txt'.length);

  expect(() => read(bytes)).toThrow(/damaged/);
});

test('refuses more files than any release has', () => {
  const many = Array.from({ length: 2001 }, (_, at) => ({ name: `${at}.txt`, text: '', stored: true }));

  expect(() => read(aZip(many))).toThrow(/at most 2000/);
});
