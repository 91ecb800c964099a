import { expect, test } from 'vitest';
import { compileEdition } from '#core/terminology/compile-edition.ts';
import type { TabularNote } from '#core/terminology/edition-source.ts';
import { aChart } from '#tests/support/a-chart.ts';
import { smallEditionSource } from '#tests/support/small-edition.ts';
import { starterEdition, starterSource } from '#tests/support/starter.ts';
import { codeChart } from '../code-chart.ts';
import type { Trace } from '../trace.ts';

const listOf = (problems: readonly string[]): string => problems.map((one, at) => `${at + 1}. ${one}`).join('\n');
const coded = (...problems: string[]): Trace => codeChart(aChart('outpatient', [`ASSESSMENT:\n${listOf(problems)}`]), starterEdition());
const codesOf = ({ suggestions }: Trace): string[] => suggestions.map(({ code }) => code);

const MORE_NOTES: readonly TabularNote[] = [
  { code: 'E03.9', excludes1: ['M81.0'] },
  { code: 'M25.561', excludes1: ['M25.572'] },
  { code: 'T36-T50', codeFirst: ['K92'] },
  { code: 'I10', codeAlso: ['M81'] },
];
const noted = memo(() => {
  const source = starterSource();
  return compileEdition({ ...source, notes: [...source.notes, ...MORE_NOTES] }, '0'.repeat(64));
});

/** The starter with a few more notes. */
const codedUnder = (...problems: string[]): Trace => codeChart(aChart('outpatient', [`ASSESSMENT:\n${listOf(problems)}`]), noted());

function memo<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

test('of two codes that exclude each other, with neither weaker, both go to someone senior', () => {
  const { suggestions } = codedUnder('Hypothyroidism', 'Senile osteoporosis');

  expect(suggestions.map(({ code, tier }) => [code, tier])).toEqual([
    ['E03.9', 'senior'],
    ['M81.0', 'senior'],
  ]);
});

test('both are reported where the note says that they are unrelated (I.A.12.a)', () => {
  const { suggestions, steps } = codedUnder('Hypothyroidism', 'Senile osteoporosis, unrelated to the hypothyroidism');

  expect(suggestions.map(({ code, tier }) => [code, tier])).toEqual([
    ['E03.9', 'straightforward'],
    ['M81.0', 'straightforward'],
  ]);
  expect(steps).toContainEqual(expect.objectContaining({ rule: 'check.excludes1-unrelated', outcome: 'noted' }));
});

test('both are reported where they stand on different sides (I.A.12.a)', () => {
  expect(codesOf(codedUnder('Right knee pain', 'Left ankle pain'))).toEqual(['M25.561', 'M25.572']);
});

test.each([
  ['a status gives way to the disease (I.C.1.a.2)', ['HIV positive', 'HIV disease'], { code: 'B20' }, 'Z21'],
  ['a pain without a place gives way to one that has it', ['Left shoulder pain', 'Pain'], { code: 'M25.512' }, 'R52'],
])('%s', (_name, problems, kept, dropped) => {
  const { suggestions } = coded(...problems);

  expect(suggestions).toContainEqual(expect.objectContaining(kept));
  expect(suggestions.map(({ code }) => code)).not.toContain(dropped);
});

test('a receptor status stands beside a breast cancer and not beside its history', () => {
  expect(codesOf(coded('Breast cancer', 'Estrogen receptor positive'))).toContain('Z17.0');
  expect(codesOf(coded('History of breast cancer', 'Estrogen receptor positive'))).toEqual(['Z85.3']);
});

test('a manifestation without its disease is not coded, and the provider is asked (I.A.13)', () => {
  const trace = coded('Dementia in other diseases classified elsewhere');

  expect(codesOf(trace)).toEqual([]);
  expect(trace.abstentions).toContainEqual(expect.objectContaining({ code: 'F02.80', rule: 'check.manifestation-alone' }));
});

test('a manifestation beside its disease is coded after it', () => {
  expect(codesOf(coded('Dementia in Parkinson disease'))).toEqual(['G20.A1', 'F02.80']);
});

test.each([
  ['Chronic back pain', ['M54.9', 'G89.29']],
  ['Chronic right knee pain', ['M25.561', 'G89.29']],
  ['Chronic low back pain', ['M54.50', 'G89.29']],
])('"%s" is a pain of its site, and chronic (I.C.6.b.1.b)', (problem, codes) => {
  expect(codesOf(coded(problem))).toEqual(codes);
});

test('"code first" at the drugs is said of adverse effects: a poisoning comes before what it did (I.C.19.e.5)', () => {
  expect(codesOf(codedUnder('GI bleed', 'Aspirin poisoning, accidental'))).toEqual(['T39.011A', 'K92.2']);
});

test('what "code also" names is said to be reported with it, in no order', () => {
  const { suggestions } = codedUnder('Senile osteoporosis', 'Hypertension');

  expect(suggestions.map(({ code }) => code)).toEqual(['M81.0', 'I10']);
  expect(suggestions[1]?.checks).toContainEqual(expect.objectContaining({ rule: 'check.code-also', cites: 'Tabular list, I10' }));
});

test('a code that lacks its seventh character is never suggested', () => {
  const source = smallEditionSource();
  const index = [{ main: 'Wound, test', say: ['glorbwound'], code: 'S72.001', sub: {}, also: [], notIn: [], onlyIn: [] }];
  const edition = compileEdition({ ...source, index }, '0'.repeat(64));
  const { suggestions } = codeChart(aChart('outpatient', ['ASSESSMENT:\nGlorbwound']), edition);

  expect(edition.code('S72.001')?.billable).not.toBe(true);
  expect(suggestions).toEqual([]);
});
