import { describe, expect, test } from 'vitest';
import { smallEdition, smallEditionSource } from '#tests/support/small-edition.ts';
import { compileEdition } from './compile-edition.ts';
import type { Episode } from './seventh-character.ts';

const EPISODE: Episode = { phase: 'initial', open: false, healing: 'routine' };

test('counts codes, billable codes and phrases', () => {
  const { counts } = smallEdition();
  const { codes } = smallEditionSource();

  expect(counts.codes).toBe(codes.length);
  expect(counts.billable).toBe(codes.filter(({ billable }) => billable).length);
  expect(counts.phrases).toBeGreaterThan(40);
});

test('finds a code with its title, and nothing for a code that it does not hold', () => {
  expect(smallEdition().code('I50.23')?.title).toBe('Acute on chronic systolic (congestive) heart failure');
  expect(smallEdition().code('I50.29')).toBeUndefined();
});

test.each([
  ['the billable codes beneath a category', 'I50.3', ['I50.30', 'I50.33']],
  ['the siblings of a billable code', 'I50.22', ['I50.20', 'I50.21', 'I50.23']],
  ['nothing for a code that it does not hold', 'I50.4', []],
])('lists %s', (_name, code, expected) => {
  expect(
    smallEdition()
      .under(code)
      .map((entry) => entry.code),
  ).toEqual(expected);
});

test('gives an entry the entries that its words state as well, and names those that the index does not have', () => {
  const source = smallEditionSource();
  const index = source.index.map((entry) =>
    entry.main === 'Syncope' ? { ...entry, also: ['Hypotension, orthostatic', 'Vertigo'] } : entry,
  );
  const { reach, dropped } = compileEdition({ ...source, index }, '0'.repeat(64));

  expect(reach('R55')[0]?.entry.also.map(({ main }) => main)).toEqual(['Hypotension, orthostatic']);
  expect(dropped).toContainEqual({ main: 'Syncope', subterm: '', target: 'Vertigo' });
});

test('lets an entry with an acute and a chronic subterm be acute on chronic', () => {
  const [way] = smallEdition().reach('K81.0');

  expect(way?.entry.uses.has('acute on chronic')).toBe(true);
});

test('binds a code by the notes of everything above it', () => {
  expect(
    smallEdition()
      .notes('I50.23')
      .map(({ code }) => code),
  ).toEqual(['I50']);
});

describe('resolves a target with a seventh character', () => {
  test.each([
    ['S72.001?', EPISODE, 'S72.001A'],
    ['S72.001?', { ...EPISODE, open: true }, 'S72.001B'],
    ['S72.001?', { ...EPISODE, phase: 'subsequent', healing: 'delayed' }, 'S72.001G'],
    ['S72.001?', { ...EPISODE, phase: 'subsequent', healing: 'nonunion' }, undefined],
    ['S72.001?', { ...EPISODE, phase: 'sequela' }, 'S72.001S'],
    ['W10.9?', { ...EPISODE, phase: 'subsequent' }, 'W10.9XXD'],
    ['W10.9?', { ...EPISODE, phase: 'sequela' }, undefined],
    ['I50.23', EPISODE, 'I50.23'],
    ['I50.2', EPISODE, undefined],
    ['Q99.99', EPISODE, undefined],
  ] as const)('%s for %o gives %s', (target, episode, expected) => {
    expect(smallEdition().resolve(target, episode)).toBe(expected);
  });
});

test('leaves out index targets that the code list does not carry, and names them', () => {
  const source = smallEditionSource();
  const codes = source.codes.filter(({ code }) => code !== 'I50.21');

  const { dropped } = compileEdition({ ...source, codes }, '0'.repeat(64));

  expect(dropped).toEqual([{ main: 'Failure, heart', subterm: 'systolic, acute', target: 'I50.21' }]);
});

test('knows every way through the index to a code', () => {
  const ways = smallEdition().reach('I50.23');

  expect(ways.map(({ entry, names }) => [entry.main, ...names])).toEqual([['Failure, heart', 'systolic', 'acute on chronic']]);
});
