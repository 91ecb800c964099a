import { expect, test } from 'vitest';
import { smallOfficialSource } from '#tests/support/a-code-book.ts';
import { aChart } from '#tests/support/a-chart.ts';
import type { Icd10Cm } from '../codes.ts';
import { codeBook } from '../terminology/lookup/code-book.ts';
import { compileEdition } from '../terminology/compile-edition.ts';
import { EditionSource } from '../terminology/edition-source.ts';
import { codeChart } from './code-chart.ts';
import { explainCode } from './explain-code.ts';

/** Lines, terms and codes to which nothing that is written here leads. */
const source = ((): EditionSource => {
  const small = smallOfficialSource();
  const added = [
    ['Q10', false, 'Anomalies of the eyelid'],
    ['Q10.0', true, 'Drooping lid from birth'],
    ['Q10.1', true, 'Everted lid from birth'],
    ['Q10.2', true, 'Lid with a rare name'],
    ['Q10.3', false, 'Notched lid'],
    ['Q10.31', true, 'Notched lid, left eye'],
  ].map(([code, billable, title]) => ({ code, billable, title }));
  return EditionSource.parse({
    ...small,
    codes: [...small.codes, ...added],
    official: {
      index: [
        ...(small.official?.index ?? []),
        { table: 'index', path: ['Blepharoptosis'], code: 'H02.40' },
        { table: 'index', path: ['Ptosis', 'eyelid', 'with', 'congenital'], code: 'Q10.0' },
        { table: 'index', path: ['Coloboma', 'eyelid'], code: 'Q10.3-' },
      ],
      tabular: [...(small.official?.tabular ?? []), { code: 'Q10.1', inclusionTerms: ['Ectropion from birth'] }],
    },
  });
})();
const edition = compileEdition(source, '0'.repeat(64));
const book = codeBook(source);
const NOTE = `DISCHARGE DIAGNOSES:
1. Acute on chronic systolic heart failure
2. Fracture of neck of right femur`;
const explain = (code: string, wider = { book }) =>
  explainCode(codeChart(aChart('inpatient', [NOTE]), edition), edition, code as Icd10Cm, wider);

test('a code whose only way is the official index needs the words of its line', () => {
  const { verdict, needed, says } = explain('Q10.0');

  expect(verdict).toBe('not-supported');
  expect(needed).toEqual(['Ptosis', 'eyelid', 'congenital']);
  expect(says).toContain('The official index gives it under "Ptosis > eyelid > with > congenital".');
});

test('a code whose header alone stands in the index needs what its title adds as well', () => {
  const { needed, says } = explain('Q10.31');

  expect(needed).toEqual(['Coloboma', 'eyelid', 'left eye']);
  expect(says).toContain('The official index gives Q10.3 under "Coloboma > eyelid"; its title adds "left eye".');
});

test('a code whose only way is an inclusion term needs that term', () => {
  const { needed, says } = explain('Q10.1');

  expect(needed).toEqual(['Ectropion from birth']);
  expect(says).toContain('No line of the index gives it; the tabular list has it for "Ectropion from birth".');
});

test('a code to which only its title leads needs its title', () => {
  expect(explain('Q10.2')).toMatchObject({ needed: ['Lid with a rare name'] });
  expect(explain('Q10.2').says).toContain('only its title leads to it');
});

test('a seventh character needs the words of its episode, as the tabular list prints them', () => {
  const { verdict, needed, instead } = explain('S72.001D');

  expect(verdict).toBe('not-supported');
  expect(needed).toEqual(['later visit for a closed fracture']);
  expect(instead.map(({ span }) => span.text).join()).toContain('right femur');
});

test('without the tabular list it needs the words that its title adds to its header', () => {
  const { needed } = explainCode(codeChart(aChart('inpatient', [NOTE]), edition), edition, 'S72.001D' as Icd10Cm);

  expect(needed).toEqual(['subsequent encounter for closed fracture with routine healing']);
});

test('a seventh character of a condition that nobody mentions needs the condition and the episode', () => {
  expect(explain('W54.0XXD').needed).toEqual(['Bite, bitten by', 'dog', 'subsequent encounter']);
  expect(explain('W54.0XXA').needed).toEqual(['Bite, bitten by', 'dog']);
});

test('a code with characters too many is told which code is whole', () => {
  expect(explain('I50.231')).toMatchObject({ verdict: 'not-in-edition' });
  expect(explain('I50.231').says).toContain('I50.23 is whole and takes no more characters.');
});

test('a neighbour of a code that an official title states lacks the one word that differs', () => {
  expect(explain('I50.33').needed).toEqual(['diastolic']);
});
