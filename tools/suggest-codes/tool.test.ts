import { afterAll, beforeAll, expect, test } from 'vitest';
import { aLateVisit, openHospital, resultOf, sentenceOf, textOf, type Hospital } from '../../tests/support/hospital.ts';
import { SuggestedCodes } from './tool.ts';

let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital(['E-1042', 'E-2005'], [aLateVisit()]);
});
afterAll(() => hospital.close());

const suggest = (encounter: string) => hospital.ask('coder', 'suggest_codes', { encounter });

test('each code has its official title, the strongest words with their place, and stands with those of its kind', async () => {
  const text = textOf(await suggest('E-1042'));

  expect(text).toMatch(/^Codes for E-1042\n\d+ codes are supported by the words of this chart\.\n/);
  expect(text).toMatch(
    /\n- I50\.23 {2}Acute on chronic systolic \(congestive\) heart failure\n {2}"Acute on chronic systolic heart failure" \(D-1042-9 discharge diagnoses,\n {2}206-245\)\n/,
  );
  expect(text).toMatch(/\nFirst-listed\n- I13\.0[\s\S]*\nWell supported \(\d+\)\n- [\s\S]*\nNeeds a look(?: \(\d+\))?\n- /);
  expect(text.split('\n').length).toBeLessThan(120);
  expect(text.replaceAll(/\s+/g, ' ')).toContain('"why <code>?" shows the rest on one: every passage, the index path,');
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
  expect(sentenceOf(outcome)).toMatch(/- The note denies it\. "[^"]+" [A-Z]\d\S*, "/);
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

test('the comparison with the claim can be had alone, with what the claim lacks by title', async () => {
  const outcome = await hospital.ask('coder', 'suggest_codes', { encounter: 'E-1042', show: 'claims' });

  expect(textOf(outcome)).toMatch(
    /^Claims on file and the chart of E-1042\n[\s\S]*\nAgainst claim C-88\nOn the claim, not supported {2}\S/,
  );
  expect(textOf(outcome)).toMatch(/\nSupported, not on the claim(?: \(\d+\))?\n- N18\.32 {2}Chronic kidney disease, stage 3b\n/);
  expect(textOf(outcome)).not.toContain('Seen and not coded');
  expect(sentenceOf(await hospital.ask('coder', 'suggest_codes', { encounter: 'E-2005', show: 'claims' }))).not.toContain(
    'Seen and not coded',
  );
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
  expect(textOf(outcome)).not.toContain('..');
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
