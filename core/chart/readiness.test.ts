import { expect, test } from 'vitest';
import { aChart } from '#tests/support/a-chart.ts';
import { chartReadiness } from './readiness.ts';

const history = { type: 'history-and-physical', text: 'History.' };

test('a stay with a final history and a final discharge summary is ready', () => {
  expect(chartReadiness(aChart('inpatient', [history, 'Summary.']))).toEqual({ ready: true, missing: [] });
});

test('a stay waits for a discharge summary that is only preliminary, and names it', () => {
  const { ready, missing } = chartReadiness(aChart('inpatient', [history, { status: 'preliminary', text: 'Summary.' }]));

  expect(ready).toBe(false);
  expect(missing).toEqual(['There is no final discharge summary.', 'D-1-2 (discharge-summary) is preliminary.']);
});

test('a stay with a surgical procedure on its claim waits for the operative note', () => {
  const chart = aChart('inpatient', [history, 'Summary.']);
  const claims = [{ id: 'C-1', diagnoses: [], procedures: ['27245'] }];

  expect(chartReadiness({ ...chart, claims }).missing).toEqual(['A claim has a surgical procedure, and there is no final operative note.']);
});

test('a visit with nothing but a nurse’s note waits for the provider', () => {
  const chart = aChart('outpatient', [{ type: 'nursing-note', role: 'other-clinician', text: 'Triage.' }]);

  expect(chartReadiness(chart).missing).toEqual(['There is no final note of a provider.']);
});

test('an encounter without an end is not ready', () => {
  const { encounter, ...chart } = aChart('outpatient', ['Visit.']);
  const { end: _end, ...open } = encounter;

  expect(chartReadiness({ ...chart, encounter: open }).missing).toEqual(['The encounter has no end date.']);
});
