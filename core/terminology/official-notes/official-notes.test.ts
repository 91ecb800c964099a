import { expect, test } from 'vitest';
import { bindingNotes } from './binding-notes.ts';
import { officialNotes } from './official-notes.ts';

test('a printed note binds the codes that it names, and one that names none is listed with the reason', () => {
  const { notes, enforced, unenforced } = officialNotes([
    { code: 'I50', codeFirst: ['the cause, such as:', 'a heart attack (I21.-)'], includes: ['every kind'], excludes1: ['shock (R57.0)'] },
    { code: 'J00-J06', useAdditional: ['code to identify the germ'], excludes2: ['burn of the throat - see Alphabetical Index'] },
  ]);

  expect(notes).toEqual([{ code: 'I50', codeFirst: ['I21'], excludes1: ['R57.0'] }]);
  expect(enforced).toBe(2);
  expect(unenforced.map(({ code, kind, why }) => [code, kind, why])).toEqual([
    ['I50', 'codeFirst', 'opens a list'],
    ['I50', 'includes', 'tells the scope'],
    ['J00-J06', 'excludes2', 'points elsewhere'],
    ['J00-J06', 'useAdditional', 'names no code'],
  ]);
});

test('the printed list decides what excludes what, and the curated notes keep their integral symptoms', () => {
  const curated = [
    { code: 'I50', excludes1: ['I51.7'], integral: ['R60'], codeFirst: ['I11.0'] },
    { code: 'J18', integral: ['R05'] },
  ];
  const official = { index: [], tabular: [{ code: 'I50', excludes2: ['enlarged heart (I51.7)'], codeFirst: ['attack (I21.-)'] }] };

  expect(bindingNotes({ notes: curated, official })).toEqual([
    { code: 'I50', excludes2: ['I51.7'], codeFirst: ['I21', 'I11.0'], integral: ['R60'] },
    { code: 'J18', integral: ['R05'] },
  ]);
  expect(bindingNotes({ notes: curated, official: undefined })).toBe(curated);
});
