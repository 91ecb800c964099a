import { describe, expect, test } from 'vitest';
import { smallOfficialSource } from '#tests/support/a-code-book.ts';
import { smallEditionSource } from '#tests/support/small-edition.ts';
import { codeBook } from './code-book.ts';

const book = codeBook(smallOfficialSource());
const starter = codeBook(smallEditionSource());
const found = (query: string, most = 12) =>
  book.find(query, most).hits.map(({ path, entry, see }) => `${path.join(' > ')} ${entry?.code ?? `see ${see}`}`);

describe('by words', () => {
  test.each([
    ['finds a path of the index whatever the order of its words', 'heart failure, diastolic, acute and chronic', 'I50.33'],
    ['prefers the path that says a word to one for which it is nonessential', 'acute and chronic diastolic heart failure', 'I50.33'],
    ['lets a nonessential modifier be said', 'senile heart failure', 'I50.9'],
    ['and lets it be left out', 'failure of heart', 'I50.9'],
    ['finds by an inclusion term', 'apical ballooning', 'I51.81'],
    ['finds by a title', 'takotsubo syndrome', 'I51.81'],
    ['finds by a phrase that is written here', 'HFrEF', 'I50.20'],
    ['finds an external cause', 'dog bite', 'W54.0'],
    ['takes "cancer" for the first column of the neoplasm table', 'lung cancer', 'C34.9'],
    ['and "metastasis" for its second', 'lung metastasis', 'C78.0'],
    ['takes an adverse effect for a column of the table of drugs', 'adverse effect of aspirin', 'T39.015'],
    ['follows the plural', 'fractures of the neck of femur', 'S72.00'],
  ])('%s', (_name, query, code) => {
    expect(book.find(query, 12).hits[0]?.entry?.code).toBe(code);
  });

  test('gives a row of a table whole where the query chooses no column', () => {
    const row = book.find('aspirin', 12).hits.find(({ by }) => by === 'drug');

    expect(row?.columns?.map(({ column, entry }) => `${column} ${entry.code}`)).toEqual([
      'poisoning, accidental T39.011',
      'adverse effect T39.015',
    ]);
  });

  test('gives a cross-reference as it is printed', () => {
    expect(found('decompensation heart')).toContain('Decompensation, heart see Failure, heart');
  });

  test('never gives a code that the code list does not have', () => {
    expect(found('gone')).toEqual([]);
  });

  test('names a mistyped word of six letters and what lies one letter away', () => {
    const { unknown, hits } = book.find('diastolc heart failure', 12);

    expect(unknown).toEqual([{ word: 'diastolc', nearest: ['diastolic'] }]);
    expect(hits[0]?.entry?.code).toBe('I50.30');
  });

  test('mends no shorter word, and finds nothing where nothing is known', () => {
    expect(book.find('hert', 12)).toEqual({ words: [], unknown: [{ word: 'hert', nearest: [] }], hits: [], more: 0 });
  });

  test('leaves out one word that no entry has beside the others, and says which', () => {
    expect(book.find('dog bite syncope', 12)).toMatchObject({ without: 'syncope', hits: [{ entry: { code: 'W54.0' } }] });
  });

  test('finds nothing where two words would have to be left out', () => {
    expect(book.find('dog femur syncope', 12)).toEqual({ words: ['dog', 'femur', 'syncope'], unknown: [], hits: [], more: 0 });
  });

  test('lists a code once, no more than asked for, and counts the rest', () => {
    const all = book.find('heart failure', 100);
    const some = book.find('heart failure', 2);

    expect(new Set(all.hits.map(({ entry, path }) => entry?.code ?? path.join())).size).toBe(all.hits.length);
    expect(some.hits).toEqual(all.hits.slice(0, 2));
    expect(some.more).toBe(all.hits.length - 2);
    expect(found('heart failure')).toEqual(found('heart failure'));
  });

  test('gives a header where every code of its seventh characters has the same words', () => {
    expect(found('bitten by dog')).toEqual(['Bite, bitten by > dog W54.0']);
    expect(found('bitten by dog subsequent encounter')).toEqual(['Bitten by dog, subsequent encounter W54.0XXD']);
  });
});

describe('by number', () => {
  test('places a code in its section and chapter as the list is printed, I51 in the section after I10 too', () => {
    expect(book.places.chapter('I10')?.code).toBe('I00-I99');
    expect(book.places.section('I10')?.code).toBe('I10-I1A');
    expect(book.places.section('I51.81')?.code).toBe('I30-I5A');
    expect(book.places.section('S72.001A')?.code).toBe('S70-S79');
  });

  test('knows no chapter where the edition has no tabular list', () => {
    expect(starter.places.chapter('I10')).toBeUndefined();
    expect(starter.places.section('I10')).toBeUndefined();
  });

  test('gives notes to the letter from the widest place down, with where they hang', () => {
    expect(book.places.notes('I10').map(({ kind, words, at }) => `${at.code} ${kind}: ${words}`)).toEqual([
      'I00-I99 excludes2: certain conditions of the newborn (P04-P96)',
      'I10-I1A excludes1: pulmonary hypertension (I27.0)',
      'I10 excludes1: hypertension in pregnancy (O10-O11)',
      'I10 excludes2: hypertension of vessels of the brain (I60-I69)',
    ]);
  });

  test('binds a code with the notes of its header', () => {
    expect(book.places.notes('I50.33').map(({ at }) => at.code)).toContain('I50');
  });

  test('gives the codes of a starter note, which has no words', () => {
    expect(starter.places.notes('I50.23').every(({ words }) => /[A-Z]\d/.test(words))).toBe(true);
  });

  test('finds where the seventh character is chosen', () => {
    expect(book.places.seventh('S72.001D')).toMatchObject({ at: { code: 'S72' }, letters: { D: 'later visit for a closed fracture' } });
    expect(book.places.seventh('I50.9')).toBeUndefined();
  });

  test('lists what stands directly beneath a code, and above it', () => {
    expect(book.tree.beneath('I50').map(({ code }) => code)).toEqual(['I50.2', 'I50.3', 'I50.9']);
    expect(book.tree.beneath('W54.0').map(({ code }) => code)).toEqual(['W54.0XXA', 'W54.0XXD']);
    expect(book.tree.above('S72.001A').map(({ code }) => code)).toEqual(['S72', 'S72.0', 'S72.00', 'S72.001']);
  });

  test('gives every line that leads to a code, the official ones first', () => {
    expect(book.ways('I50.30').map(({ table, path }) => `${table}: ${path.join(' > ')}`)).toEqual([
      'index: Failure, failed > heart > diastolic',
      'curated: Failure > heart > diastolic',
    ]);
    expect(book.ways('C78.0').map(({ path }) => path.at(-1))).toEqual(['malignant secondary']);
  });
});
