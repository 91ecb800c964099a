import { afterAll, beforeAll, expect, test } from 'vitest';
import { aLateVisit, openHospital, resultOf, sentenceOf, textOf, type Hospital } from '../../tests/support/hospital.ts';
import { SuggestedCodes } from './tool.ts';

let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital(['E-1042', 'E-2005'], [aLateVisit()]);
});
afterAll(() => hospital.close());

const suggest = (encounter: string) => hospital.ask('coder', 'suggest_codes', { encounter });

test('a card has code, official title, the strongest words with their place, rank, assertion and confidence', async () => {
  const text = textOf(await suggest('E-1042'));

  expect(text).toMatch(/^Codes for E-1042\n\d+ codes are supported by the words of this chart\.\n/);
  expect(text).toMatch(
    /\nI50\.23 {2}Acute on chronic systolic \(congestive\) heart failure\n> Acute on chronic systolic heart failure\n {4}D-1042-9 Discharge Summary · Priya Raman, MD, attending physician ·\n {4}2026-03-13 · section discharge diagnoses · characters 206-245\n\nRank {16}\S+\nAsserted {12}present\nConfidence {10}0\.\d\d, /,
  );
  expect(text).toContain('"why <code>?" shows the support, "accept <code>" or');
});

test('one code is first-listed, each has evidence, and every quotation is verbatim', async () => {
  const { suggestions, notCoded } = resultOf(await suggest('E-1042'), SuggestedCodes);
  const { documents } = (await hospital.store.within(hospital.tenant, ({ charts }) => charts.find('E-1042')))!;
  const spans = [...suggestions.flatMap(({ evidence }) => evidence), ...notCoded.map(({ span }) => span)];

  expect(suggestions.filter(({ rank }) => rank === 'principal')).toHaveLength(1);
  expect(suggestions.filter(({ evidence }) => evidence.length === 0)).toEqual([]);
  expect(spans.length).toBeGreaterThan(30);
  for (const { document, start, end, text } of spans) {
    expect(documents.find(({ id }) => id === document)?.text.slice(start, end)).toBe(text);
  }
});

test('what was seen and not coded stands beneath with the reason', async () => {
  const outcome = await suggest('E-1042');
  const { notCoded } = resultOf(outcome, SuggestedCodes);

  expect(notCoded).toContainEqual(expect.objectContaining({ assertion: 'negated', code: 'R07.9', why: 'The note denies it.' }) as unknown);
  expect(sentenceOf(outcome)).toMatch(/- "chest pain" \(D-1042-1, \d+-\d+\), R07\.9: The note denies it\./);
});

test('a claim on file is compared in both directions and without money', async () => {
  const outcome = await suggest('E-1042');
  const { claims, suggestions } = resultOf(outcome, SuggestedCodes);
  const [c88] = claims;

  expect(c88?.claim).toBe('C-88');
  expect(c88?.notSupported).toContain('N18.30');
  expect(c88?.notClaimed).toContain('N18.32');
  expect(suggestions.map(({ code }) => code)).toEqual(expect.arrayContaining([...(c88?.notClaimed ?? [])]));
  expect(textOf(outcome)).toMatch(/\nAgainst claim C-88\nOn the claim, not supported {2}\S/);
  expect(textOf(outcome)).not.toContain('$');
});

test('documents that nothing is coded from are named with the reason', async () => {
  const outcome = await suggest('E-1042');

  expect(resultOf(outcome, SuggestedCodes).notRead.map(({ document }) => document)).toEqual(['D-1042-3', 'D-1042-8']);
  expect(sentenceOf(outcome)).toContain("Not coded from - D-1042-3: It is a system's output");
});

test('a preliminary document makes the chart not ready, the answer warns of it, and nothing is taken from it', async () => {
  const outcome = await suggest('E-2005');
  const { ready, missing, suggestions } = resultOf(outcome, SuggestedCodes);

  expect({ ready, missing }).toEqual({ ready: false, missing: ['D-2005-3 (behavioural-health-note) is preliminary.'] });
  expect(textOf(outcome)).toContain('\n! This chart is not ready to be coded for good: D-2005-3');
  expect(suggestions.flatMap(({ evidence }) => evidence.map(({ document }) => document))).not.toContain('D-2005-3');
});

test('the trace that is named was kept, and says the same', async () => {
  const { basis, suggestions } = resultOf(await suggest('E-1042'), SuggestedCodes);
  const trace = await hospital.store.within(hospital.tenant, ({ traces }) => traces.find(basis.trace));

  expect(trace?.suggestions.map(({ code }) => code)).toEqual(suggestions.map(({ code }) => code));
});

test('a visit on a day without an edition gets no codes at all', async () => {
  expect(await suggest('E-3001')).toMatchObject({ status: 'refused', failure: 'no-edition' });
});
