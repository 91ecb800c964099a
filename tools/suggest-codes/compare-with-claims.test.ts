import { expect, test } from 'vitest';
import { codeChart } from '#core/coder/code-chart.ts';
import type { Icd10Cm } from '#core/codes.ts';
import { aChart } from '#tests/support/a-chart.ts';
import { starterEdition } from '#tests/support/starter.ts';
import { compareWithClaims, type ClaimDifference } from './compare-with-claims.ts';

/** A chart with the claims given, each as its codes. */
function compared(setting: 'inpatient' | 'outpatient', notes: Parameters<typeof aChart>[1], ...claims: string[][]): ClaimDifference[] {
  const chart = aChart(setting, notes);
  const onFile = claims.map((codes, at) => ({ id: `C-${at + 1}`, diagnoses: codes as Icd10Cm[], procedures: [] }));
  return compareWithClaims({ ...chart, claims: onFile }, codeChart(chart, starterEdition()), starterEdition());
}

const VISIT = ['ASSESSMENT:\n1. CKD stage 3b\n2. Hypothyroidism'];

test('names what the claim has without support and what it lacks, with the same weight', () => {
  const [difference] = compared('outpatient', VISIT, ['N18.30', 'E03.9']);

  expect(difference).toMatchObject({ claim: 'C-1', notSupported: ['N18.30'], contested: [], notClaimed: ['N18.32'], partial: false });
  expect(difference?.reasons).toMatchObject([{ code: 'N18.30', kind: 'other-code', instead: 'N18.32' }]);
});

test.each([
  ['what the note denies', 'ASSESSMENT:\n1. Hypothyroidism\n2. No pneumonia', 'J18.9', 'denied'],
  ['what a relative has', 'ASSESSMENT:\nHypothyroidism\nFAMILY HISTORY:\nMother with asthma', 'J45.909', 'family'],
  ['what is uncertain at a visit', 'ASSESSMENT:\n1. Hypothyroidism\n2. Possible pneumonia', 'J18.9', 'uncertain'],
  ['what the chart says more of', 'ASSESSMENT:\n1. Acute systolic heart failure', 'I50.9', 'other-code'],
  ['a heading', 'ASSESSMENT:\nHypothyroidism', 'I50', 'not-billable'],
  ['what is no code', 'ASSESSMENT:\nHypothyroidism', 'Z99.999', 'not-in-edition'],
  ['what the chart does not name', 'ASSESSMENT:\nHypothyroidism', 'J18.9', 'silent'],
])('says of %s on a claim why it is not supported', (_name, note, code, kind) => {
  const [difference] = compared('outpatient', [note], [code]);

  expect(difference?.reasons.map((one) => [one.code, one.kind])).toEqual([[code, kind]]);
  expect(difference?.reasons[0]?.says).toMatch(/^[A-Z].*\.$/);
});

test('quotes the words that deny a code of the claim', () => {
  const [difference] = compared('outpatient', ['ASSESSMENT:\n1. Hypothyroidism\n2. No pneumonia'], ['J18.9']);

  expect(difference?.reasons[0]?.evidence?.text).toBe('pneumonia');
});

test('sets a code that one provider denies apart, and does not ask for it where it is not claimed', () => {
  const affirmed = { type: 'progress-note', author: 'A', text: 'ASSESSMENT:\n1. Acute kidney injury\n2. Hypothyroidism' };
  const denied = { type: 'consultation', author: 'B', date: '2026-03-12', text: 'ASSESSMENT:\nNo acute kidney injury.' };
  const notes = [affirmed, denied, { author: 'A', text: 'DISCHARGE DIAGNOSES:\n1. Hypothyroidism' }];

  expect(compared('inpatient', notes, ['E03.9', 'N17.9'])).toMatchObject([{ notSupported: [], contested: ['N17.9'], notClaimed: [] }]);
  expect(compared('inpatient', notes, ['E03.9'])[0]?.notClaimed).toEqual([]);
});

test("does not tell a surgeon's claim beside the hospital's that the rest of the stay is missing", () => {
  const [, second] = compared('outpatient', VISIT, ['N18.32', 'E03.9'], ['N18.31']);

  expect(second).toMatchObject({ claim: 'C-2', notSupported: ['N18.31'], notClaimed: [], partial: true });
});
