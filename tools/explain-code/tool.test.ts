import { afterAll, beforeAll, expect, test } from 'vitest';
import { aLateVisit, openHospital, resultOf, sentenceOf, textOf, type Hospital } from '../../tests/support/hospital.ts';
import { ExplainedCode } from './tool.ts';

let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital(['E-1042'], [aLateVisit()]);
});
afterAll(() => hospital.close());

const explain = (code: string, encounter = 'E-1042') => hospital.ask('coder', 'explain_code', { encounter, code });
const result = async (code: string) => resultOf(await explain(code), ExplainedCode);

test('why I50.23: title, words with document, author, section, date and offsets, cue, index path, guideline, confidence, edition, trace', async () => {
  const text = textOf(await explain('I50.23'));

  expect(text).toMatch(/^I50\.23 {2}Acute on chronic systolic \(congestive\) heart failure\n/);
  expect(text).toContain(`> Acute on chronic systolic heart failure
    D-1042-9 Discharge Summary · Priya Raman, MD, attending physician ·
    2026-03-13 · section discharge diagnoses · characters 206-245
`);
  expect(text).toMatch(/\nAsserted {12}present, /);
  expect(text).toMatch(/\nIndex path {10}Failure, heart/);
  expect(text).toMatch(/\nGuideline {11}I\.\S+/);
  expect(text).toMatch(/\nConfidence {10}0\.\d\d of 1: /);
  expect(text).toMatch(/\nEdition {13}icd10cm-2026-starter \(starter edition: everyday codes only,\n/);
  expect(text).toMatch(/\nTrace {15}(T-[0-9a-f]{16}) {2}\(countersign trace \1\)\n/);
});

test('every quotation stands in its document at its offsets, to the letter', async () => {
  const { evidence } = await result('I50.23');
  const { documents } = (await hospital.store.within(hospital.tenant, ({ charts }) => charts.find('E-1042')))!;

  expect(evidence.length).toBeGreaterThan(1);
  for (const { span } of evidence) {
    expect(documents.find(({ id }) => id === span.document)?.text.slice(span.start, span.end)).toBe(span.text);
  }
});

test('the alternatives of a suggested code are told once, each with why it was not chosen', async () => {
  const outcome = await explain('I50.23');
  const { explanation } = resultOf(outcome, ExplainedCode);
  const alternatives = explanation.suggestion?.alternatives ?? [];

  expect(alternatives.map(({ code }) => code)).toContain('I50.43');
  expect(sentenceOf(outcome)).toContain('heart failure: The note says "systolic" and not "diastolic".');
  for (const { code, title } of alternatives) expect(sentenceOf(outcome).split(`- ${code} ${title}`)).toHaveLength(2);
});

test('why not I50.33: the word that is missing, and the consultant who denies it in so many words', async () => {
  const outcome = await explain('I50.33');
  const { explanation, evidence } = resultOf(outcome, ExplainedCode);

  expect(explanation).toMatchObject({ verdict: 'not-supported', needed: ['diastolic'] });
  expect(sentenceOf(outcome)).toContain(
    'No statement in the chart supports I50.33. The index gives it only where the note says "diastolic". D-1042-5 denies it',
  );
  expect(evidence[0]).toMatchObject({
    span: { document: 'D-1042-5', text: 'diastolic heart failure', author: 'Tomas Eklund, MD' },
    assertion: 'negated',
    cue: 'no',
  });
  expect(textOf(outcome)).toMatch(/\nAsserted {12}negated, by the words "no" \(assert\.negated/);
  expect(explanation.neighbours.map(({ code }) => code)).toContain('I50.23');
});

test('a condition that the chart denies everywhere fell out where it was denied', async () => {
  const { explanation } = await result('J96.00');

  expect(explanation).toMatchObject({ verdict: 'dropped', fellOutAt: { stage: 'assert', rule: 'assert.negated' } });
});

test('a condition that nobody mentions: the words it would need, and that nothing in the chart names it', async () => {
  const outcome = await explain('S72.001A');

  expect(resultOf(outcome, ExplainedCode)).toMatchObject({ explanation: { verdict: 'not-supported' }, evidence: [] });
  expect(sentenceOf(outcome)).toContain('No statement in the chart supports S72.001A.');
  expect(sentenceOf(outcome)).toContain('No words of the chart were read as this condition.');
});

test('a header cannot be reported, and the codes beneath it are listed with the one that was suggested', async () => {
  const outcome = await explain('I50.2');
  const { explanation } = resultOf(outcome, ExplainedCode);

  expect(explanation.verdict).toBe('not-billable');
  expect(explanation.neighbours.map(({ code }) => code)).toEqual(['I50.20', 'I50.21', 'I50.22', 'I50.23']);
  expect(sentenceOf(outcome)).toContain(
    'I50.2 is a header and cannot be reported; choose one of the 4 codes beneath it. I50.23 beneath it was suggested.',
  );
});

test('a code that is in no edition is said not to be there, and real ones are offered', async () => {
  const outcome = await explain('I50.99');
  const { explanation } = resultOf(outcome, ExplainedCode);

  expect(explanation).toMatchObject({ verdict: 'not-in-edition' });
  expect(explanation.title).toBeUndefined();
  expect(explanation.neighbours).not.toEqual([]);
  for (const { code } of explanation.neighbours) expect(code).toMatch(/^I50\./);
  expect(sentenceOf(outcome)).toContain('I50.99 is not a code of ICD-10-CM FY2026');
});

test('words that are no code are refused with what a code looks like', async () => {
  const outcome = await explain('banana');

  expect(outcome).toMatchObject({ status: 'refused', failure: 'bad-input' });
  expect(sentenceOf(outcome)).toBe(
    '! "banana" has not the shape of an ICD-10-CM code. Codes look like I50.23: a letter, a digit, then up to five more.',
  );
});

test('a code without its dot and an encounter in small letters are the same question', async () => {
  expect(await explain('i5023', 'e-1042')).toMatchObject({ ...(await explain('I50.23')) });
});

test('a visit after the last day of every edition has no edition in force, and the answer says so and what to load', async () => {
  const outcome = await explain('J18.9', 'E-3001');

  expect(outcome).toMatchObject({ status: 'refused', failure: 'no-edition' });
  expect(sentenceOf(outcome)).toBe(
    '! No ICD-10-CM edition is in force here on 2026-11-03, so nothing can be coded for that day. Active: icd10cm-2026-starter ' +
      '(2025-10-01 to 2026-09-30). Load the edition of that year: countersign editions load icd10cm <file, folder or zip>.',
  );
});
