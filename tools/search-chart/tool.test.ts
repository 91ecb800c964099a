import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHospital, resultOf, sentenceOf, textOf, type Hospital } from '../../tests/support/hospital.ts';
import { aChart } from '../../tests/support/a-chart.ts';
import { relatedWords } from './related-words.ts';
import { FoundInChart } from './tool.ts';

let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital(['E-1042', 'E-1044', 'E-1045', 'E-1047', 'E-2007'], [aChartInEveryState()]);
});
afterAll(() => hospital.close());

const search = (query: string, encounter = 'E-1042') => hospital.ask('coder', 'search_chart', { encounter, query });
const result = async (query: string, encounter?: string) => resultOf(await search(query, encounter), FoundInChart);

test('kidney function: the nephrologist, the creatinine in the prose and the results, and which words were looked for', async () => {
  const outcome = await search('kidney function');
  const { passages, observations, also } = resultOf(outcome, FoundInChart);

  expect(also).toEqual(expect.arrayContaining(['creatinine', 'egfr', 'renal']));
  expect(passages.map(({ document }) => document)).toEqual(expect.arrayContaining(['D-1042-7', 'D-1042-9']));
  expect(observations).toContainEqual({ name: 'Creatinine', value: '1.74', unit: 'mg/dL', date: '2026-03-11', flag: 'H' });
  expect(sentenceOf(outcome)).toContain('Also looked for: renal function, kidney, renal, creatinine, egfr,');
  expect(textOf(outcome)).toMatch(/\n2026-03-11 {2}Creatinine {2,}1\.74 mg\/dL {2,}H\n/);
  expect(textOf(outcome)).toMatch(/\n2026-03-11 {2}eGFR \(CKD-EPI 2021\) {2,}31 mL\/min\/1\.73 m2 {2,}L\n/);
});

test('kidney function: the sentence in which the nephrologist says what it means is there, and no bare heading or row of column names', async () => {
  const { passages } = await result('kidney function');
  const texts = passages.map(({ text }) => text);

  expect(texts.some((text) => text.includes('which I read as expected variation') && text.includes('not as a new kidney injury'))).toBe(
    true,
  );
  expect(texts.filter((text) => /:$|^Kidney function\.$|^Date\s/.test(text.trim()))).toEqual([]);
});

test('what denies the thing that was asked about, under any of its names, comes first, and the same words come once', async () => {
  const { passages, also } = await result('PE', 'E-1047');
  const texts = passages.map(({ text }) => text);

  expect(also).toContain('pulmonary embolism');
  expect(texts.slice(0, 2)).toEqual(expect.arrayContaining(['No pulmonary embolism.']));
  expect(texts.slice(0, 3).filter((text) => /\b(?:no|negative for|not|ruled out)\b/i.test(text))).toHaveLength(3);
  expect(texts.findIndex((text) => /acute PE/i.test(text))).toBe(3);
  expect(texts.filter((text) => /rule out PE/i.test(text)).every((text) => texts.indexOf(text) > 3)).toBe(true);
  expect(new Set(texts).size).toBe(texts.length);
});

test('a passage that names the thing itself stands before one about its neighbourhood', async () => {
  const { passages } = await result('heart failure');
  const named = passages.map(({ text }) => /heart failure|\bhf\b|\bchf\b/i.test(text));

  expect(named).toEqual(named.toSorted((a, b) => Number(b) - Number(a)));
});

test('every passage is quoted from its document to the letter, and stands in the encounter that was asked about', async () => {
  const { passages } = await result('heart failure');
  const { documents } = (await hospital.store.within(hospital.tenant, ({ charts }) => charts.find('E-1042')))!;

  expect(passages.length).toBeGreaterThan(2);
  for (const { document, start, end, text } of passages) {
    expect(documents.find(({ id }) => id === document)?.text.slice(start, end)).toBe(text);
  }
});

test('a word form is found by its stem', async () => {
  const { passages } = await result('diuretics');

  expect(passages.some(({ text }) => /diure(sis|tic\b)/i.test(text))).toBe(true);
});

test('what the chart does not say is answered so, and not as proof that it was absent', async () => {
  const outcome = await search('unicorn');

  expect(resultOf(outcome, FoundInChart)).toMatchObject({ passages: [], observations: [] });
  expect(sentenceOf(outcome)).toBe(
    '"unicorn" in E-1042 The chart of E-1042 says nothing about it in these words. That is no proof that it was absent.',
  );
});

test('a document that was filed to the wrong patient is never quoted, and the answer names it', async () => {
  const outcome = await search('malnutrition', 'E-1044');
  const { passages, leftOut } = resultOf(outcome, FoundInChart);

  expect(passages.filter(({ document }) => document === 'D-1044-4')).toEqual([]);
  expect(leftOut).toEqual([{ document: 'D-1044-4', status: 'entered-in-error' }]);
  expect(sentenceOf(outcome)).toContain('Not quoted: D-1044-4 (entered-in-error).');
  expect(sentenceOf(outcome)).not.toContain('Moderate protein-calorie');
});

test('of the states of a document, those that stand are quoted, and a draft says that nobody signed it', async () => {
  const outcome = await search('sarcoidosis', 'E-1');
  const { passages, leftOut } = resultOf(outcome, FoundInChart);
  const quotes = outcome.blocks.flatMap((block) => (block.kind === 'quote' ? [[block.text, block.flags ?? []]] : []));

  expect(passages.map(({ status }) => status).toSorted()).toEqual(['amended', 'final', 'preliminary']);
  expect(leftOut.map(({ status }) => status).toSorted()).toEqual(['entered-in-error', 'superseded']);
  expect(quotes.toSorted(([a], [b]) => String(a).localeCompare(String(b)))).toEqual([
    ['Sarcoidosis in a document that is amended.', []],
    ['Sarcoidosis in a document that is final.', []],
    ['Sarcoidosis in a document that is preliminary.', ['(preliminary, not signed)']],
  ]);
});

test('a finding that is only asked about is quoted with its question mark', async () => {
  const { passages } = await result('malnutrition', 'E-1045');

  expect(passages.filter(({ text }) => /malnutrition/i.test(text)).map(({ text }) => /\?\s*malnutrition/.test(text))).toEqual([true]);
});

test('a result is found by whole words: "AST" is not in "Asthma Control Test"', async () => {
  const { observations } = (await hospital.store.within(hospital.tenant, ({ charts }) => charts.find('E-2007')))!;
  const { observations: liver } = await result('liver function', 'E-2007');
  const { observations: asthma } = await result('asthma', 'E-2007');

  expect(observations.map(({ name }) => name)).toContain('Asthma Control Test');
  expect(liver).toEqual([]);
  expect(asthma.map(({ name }) => name)).toEqual(['Asthma Control Test']);
});

test('a result is found by the telling word of a longer question', async () => {
  const { observations } = await result('hemoglobin level');

  expect(new Set(observations.map(({ name }) => name))).toContain('Hemoglobin');
});

test.each(['"', "'; drop table document; --", '((', 'a & b | !c', '\\', 'and or not', '-heart'])(
  '%s is words to look for and nothing else',
  async (query) => {
    expect((await search(query)).status).toBe('done');
  },
);

test('a topic that is not known adds no words', () => {
  expect(relatedWords('unicorn')).toEqual([]);
  expect(relatedWords('mi')).toEqual([]);
  expect(relatedWords('EF')).toContain('ejection fraction');
});

function aChartInEveryState() {
  const states = ['final', 'preliminary', 'amended', 'superseded', 'entered-in-error'];
  return aChart(
    'outpatient',
    states.map((status) => ({ status, text: `Sarcoidosis in a document that is ${status}.` })),
  );
}
