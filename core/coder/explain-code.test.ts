import { expect, test } from 'vitest';
import { aChart } from '#tests/support/a-chart.ts';
import { smallEdition } from '#tests/support/small-edition.ts';
import type { Icd10Cm } from '../codes.ts';
import { codeChart } from './code-chart.ts';
import { explainCode } from './explain-code.ts';
import { CodeExplanation } from './trace.ts';

const NOTE = `DISCHARGE DIAGNOSES:
1. Acute on chronic systolic heart failure
2. Hypertension
3. CKD stage 3b
4. No pulmonary embolism`;

const explain = (code: string, note = NOTE): CodeExplanation => {
  const edition = smallEdition();
  return CodeExplanation.parse(explainCode(codeChart(aChart('inpatient', [note]), edition), edition, code as Icd10Cm));
};

test('says that a suggested code was suggested, and by which way through the index', () => {
  const { verdict, suggestion, says } = explain('I50.23');

  expect(verdict).toBe('suggested');
  expect(suggestion?.evidence[0]?.text).toBe('Acute on chronic systolic heart failure');
  expect(says).toContain('Failure, heart > systolic > acute on chronic');
});

test('names the one word that a neighbouring code lacks, and quotes what stands instead', () => {
  const { verdict, needed, instead, neighbours } = explain('I50.33');

  expect(verdict).toBe('not-supported');
  expect(needed).toEqual(['diastolic']);
  expect(instead.map(({ span }) => span.text)).toContain('Acute on chronic systolic heart failure');
  expect(neighbours.map(({ code }) => code)).toEqual(['I50.23']);
});

test('says at which step a code that a combination replaced fell out', () => {
  const { verdict, fellOutAt, neighbours } = explain('I10');

  expect(verdict).toBe('dropped');
  expect(fellOutAt).toMatchObject({ rule: 'combine.hypertension-heart-failure-ckd', other: 'I13.0', cites: 'I.C.9.a.3' });
  expect(neighbours.map(({ code }) => code)).toEqual(['I13.0']);
});

test('says that the note denies a condition, with the words', () => {
  const { verdict, fellOutAt, instead } = explain('I26.99');

  expect(verdict).toBe('dropped');
  expect(fellOutAt?.rule).toBe('assert.negated');
  expect(instead[0]).toMatchObject({ assertion: 'negated', span: { text: 'pulmonary embolism' }, cue: { text: 'No' } });
});

test('lists the billable codes beneath a header', () => {
  const { verdict, neighbours } = explain('I50.2');

  expect(verdict).toBe('not-billable');
  expect(neighbours.map(({ code }) => code)).toEqual(['I50.20', 'I50.21', 'I50.22', 'I50.23']);
});

test('says that a code is in no edition in force, and what stands near it', () => {
  const { verdict, title, neighbours } = explain('I50.29');

  expect(verdict).toBe('not-in-edition');
  expect(title).toBeUndefined();
  expect(neighbours.map(({ code }) => code)).toContain('I50.23');
});

test('names the condition that a combination code still lacks', () => {
  const { verdict, needed } = explain('I13.0', 'DISCHARGE DIAGNOSES:\n1. Hypertension\n2. CKD stage 3b');

  expect(verdict).toBe('not-supported');
  expect(needed).toEqual(['Heart failure']);
});

test('says which words the index asks for, and promises nothing', () => {
  const { needed, says } = explain('I50.33', 'DISCHARGE DIAGNOSES:\n1. Acute on chronic systolic heart failure');

  expect(needed).toEqual(['diastolic']);
  expect(says).toContain('The index gives it only where the note says "diastolic".');
});

test('says of a condition that nobody mentions that no words were read as it', () => {
  const { verdict, instead, says } = explain('B37.0');

  expect(verdict).toBe('not-supported');
  expect(instead).toEqual([]);
  expect(says).toBe(
    'No statement in the chart supports B37.0. The index gives it under "Thrush, oral". No words of the chart were read as this condition.',
  );
});

/** Retired, header-only and invented codes in every shape that a code can have. */
function doubtfulCodes(count: number): string[] {
  const suffixes = ['', '.0', '.9', '.29', '.999', '.00X', '.1XXA', '.001Q', '.234S'];
  return Array.from({ length: count }, (_, at) => {
    const letter = String.fromCharCode(65 + (at % 26));
    const digits = String((at * 37) % 100).padStart(2, '0');
    return `${letter}${digits}${suffixes[at % suffixes.length] ?? ''}`;
  });
}

test('never calls suggested what the chart does not suggest: 5,000 invented, retired and header codes', () => {
  const edition = smallEdition();
  const trace = codeChart(aChart('inpatient', [NOTE]), edition);
  const suggested = new Set<string>(trace.suggestions.map(({ code }) => code));
  const codes = doubtfulCodes(5000).filter((code) => !suggested.has(code));

  const wrong = codes.filter((code) => {
    const { verdict } = explainCode(trace, edition, code as Icd10Cm);
    return verdict === 'suggested' || (verdict !== 'not-in-edition' && edition.code(code) === undefined);
  });

  expect(codes.length).toBeGreaterThan(4900);
  expect(wrong).toEqual([]);
});

test('calls no code suggested on a date on which its edition was not in force', () => {
  const edition = smallEdition();
  const trace = codeChart(aChart('inpatient', [NOTE]), edition);
  const later = { ...trace, input: { ...trace.input, codingDate: '2026-10-01' as never } };

  const verdicts = trace.suggestions.map(({ code }) => explainCode(later, edition, code).verdict);

  expect(new Set(verdicts)).toEqual(new Set(['not-in-edition']));
});
