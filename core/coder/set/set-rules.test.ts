import { describe, expect, test } from 'vitest';
import { aChart } from '#tests/support/a-chart.ts';
import { smallEdition } from '#tests/support/small-edition.ts';
import { codeChart } from '../code-chart.ts';
import type { Trace } from '../trace.ts';

const coded = (setting: 'inpatient' | 'outpatient' | 'emergency', ...notes: Parameters<typeof aChart>[1]): Trace =>
  codeChart(aChart(setting, notes), smallEdition());
const codesOf = ({ suggestions }: Trace): string[] => suggestions.map(({ code }) => code);

describe('sides (I.B.13)', () => {
  test('reports right and left apart where there is no bilateral code', () => {
    expect(codesOf(coded('outpatient', 'ASSESSMENT:\nBilateral knee pain.'))).toEqual(['M25.561', 'M25.562']);
  });

  test('asks where the closing document names the other side than an earlier one', () => {
    const early = { type: 'progress-note', text: 'ASSESSMENT:\nRight knee pain.' };
    const trace = coded('inpatient', early, 'DISCHARGE DIAGNOSES:\nLeft knee pain');

    expect(codesOf(trace)).toEqual(['M25.562']);
    expect(trace.abstentions).toContainEqual(expect.objectContaining({ code: 'M25.561', rule: 'conflict.side' }));
  });

  test('keeps both sides where the closing document names both', () => {
    const early = { type: 'progress-note', text: 'ASSESSMENT:\nRight knee pain.' };

    expect(codesOf(coded('inpatient', early, 'DISCHARGE DIAGNOSES:\nRight knee pain\nLeft knee pain'))).toHaveLength(2);
  });
});

describe('the past', () => {
  test('reads "history of" a disease that does not end as the disease (IV.I)', () => {
    const [first] = coded('outpatient', 'PAST MEDICAL HISTORY:\nPatient reports a history of COPD.').suggestions;

    expect(first).toMatchObject({ code: 'J44.9', assertion: 'present' });
  });

  test('does not read "history of" a disease that ends as the disease (IV.J)', () => {
    expect(codesOf(coded('outpatient', 'ASSESSMENT:\nHistory of pneumonia.'))).toEqual([]);
  });

  test('codes what was treated in the stay and is resolved at its end (III)', () => {
    expect(codesOf(coded('inpatient', 'DISCHARGE DIAGNOSES:\nAcute kidney injury, resolved'))).toEqual(['N17.9']);
  });
});

describe('who takes it up', () => {
  test('does not code a diagnosis of the emergency note alone for a stay (II)', () => {
    const emergency = { type: 'emergency-note', text: 'ASSESSMENT:\nPneumonia.' };
    const trace = coded('inpatient', emergency, 'DISCHARGE DIAGNOSES:\nCOPD');

    expect(codesOf(trace)).toEqual(['J44.9']);
    expect(trace.abstentions).toContainEqual(expect.objectContaining({ code: 'J18.9', rule: 'section.emergency-only' }));
  });

  test('drops a symptom of the way that the discharge summary does not take up (II.A)', () => {
    const early = { type: 'history-and-physical', text: 'ASSESSMENT:\nSyncope.' };

    expect(codesOf(coded('inpatient', early, 'DISCHARGE DIAGNOSES:\nCOPD'))).toEqual(['J44.9']);
  });

  test('keeps the complaint that the assessment speaks of in its prose (IV.D)', () => {
    const note =
      'CHIEF COMPLAINT: cough\n\nASSESSMENT:\n1. Obesity.\n- Since Tuesday evening the patient has also had a dry cough at night.';

    expect(codesOf(coded('outpatient', note))).toContain('R05.9');
  });

  test('does not code an external cause where no injury is coded (I.C.20.a.1)', () => {
    const trace = coded('outpatient', 'HPI: Patient fell down the stairs last week.\n\nASSESSMENT:\nCOPD.');

    expect(codesOf(trace)).toEqual(['J44.9']);
    expect(trace.steps).toContainEqual(expect.objectContaining({ rule: 'check.cause-alone' }));
  });
});

describe('other people’s words', () => {
  test('codes nothing from a message that was pasted between marked lines', () => {
    const note = 'ASSESSMENT:\nCOPD.\n----- begin portal message -----\nI have pneumonia.\n----- end portal message -----';

    expect(codesOf(coded('outpatient', note))).toEqual(['J44.9']);
  });

  test('reads the fields of a nurse’s form as one statement', () => {
    const form = { role: 'other-clinician', type: 'nursing-note', text: 'ASSESSMENT:\n  Type: knee pain\n  Side: right\n' };
    const [mention] = coded('outpatient', form).mentions;

    expect(mention).toMatchObject({ code: 'M25.561', path: 'Pain, joint, knee > right' });
  });
});

test('a word that is the adjective of another term is no term of its own', () => {
  const { mentions } = coded('outpatient', 'ASSESSMENT:\nAcute systolic heart failure.');

  expect(mentions.map(({ path }) => path)).toEqual(['Failure, heart > systolic > acute']);
});

test('lists the neighbours of a code with the word that each would need', () => {
  const [first] = coded('outpatient', 'ASSESSMENT:\nAcute on chronic systolic heart failure. CHF.').suggestions;
  const why = new Map(first?.alternatives.map((one): [string, string] => [one.code, one.why]));

  expect(why.get('I50.33')).toBe('The note says nothing of "diastolic".');
  expect(why.get('I50.21')).toBe('The note says "acute on chronic" and not "acute".');
  expect(why.get('I50.9')).toBe('I50.23 says more about the same condition.');
});
