import { expect, test } from 'vitest';
import { aChart } from '#tests/support/a-chart.ts';
import { smallEdition } from '#tests/support/small-edition.ts';
import { codeChart } from '../code-chart.ts';

const refusedBy = (words: string): string[] =>
  codeChart(aChart('outpatient', [`ASSESSMENT:\n${words}`]), smallEdition()).abstentions.map(({ rule }) => rule);

test.each([
  ['side effects that a patient is warned of', 'Side effects include chest pain and syncope.', 'talk.teaching'],
  ['what a line of counselling explains', 'Patient Education and Counseling: pneumonia was covered.', 'talk.teaching'],
  ['what a disease can do', 'Untreated, this can lead to heart failure.', 'talk.teaching'],
  ['what is said of a disease in general', 'Pneumonia can cause lasting fatigue.', 'talk.teaching'],
  ['what is tested for', 'We will screen her today for pneumonia.', 'talk.looked-for'],
  ['what is to be found out', 'Films to determine whether she has pneumonia.', 'talk.looked-for'],
  ['a vaccine in a list of those given', 'Immunizations given today: influenza, pneumonia', 'talk.vaccine'],
  ['a vaccine in a list beneath its label', 'Vaccines:\n- influenza\n- pneumonia', 'talk.vaccine'],
  ['what was only considered', 'PE considered; low pretest probability.', 'talk.considered'],
])('takes %s for no statement of the patient', (_name, words, rule) => {
  expect(refusedBy(words)).toContain(rule);
});

test.each([
  ['a clinic', 'Refer to heart failure clinic.'],
  ['a vaccine', 'Pneumonia vaccine given.'],
  ['an alert', 'PNEUMONIA ALERT'],
  ['a plan against it', 'COPD action plan renewed.'],
])('does not take %s for the disease in its name', (_name, words) => {
  const { mentions } = codeChart(aChart('outpatient', [`ASSESSMENT:\n${words}`]), smallEdition());

  expect(mentions).toEqual([]);
});

test.each([
  ['follows the list of vaccines', 'Immunizations: influenza. Pneumonia, improving.'],
  ['stands on the next line', 'Vaccines given: influenza\nPneumonia, improving.'],
  ['a vaccine is blamed for', 'Vaccine reaction: pneumonia.'],
])('still codes a disease that %s', (_name, words) => {
  const { suggestions } = codeChart(aChart('outpatient', [`ASSESSMENT:\n${words}`]), smallEdition());

  expect(suggestions.map(({ code }) => code)).toEqual(['J18.9']);
});

test('still codes a problem whose plan goes on to teach', () => {
  const note = 'ASSESSMENT:\n1. COPD. We discussed that smoking can worsen it.';
  const { suggestions } = codeChart(aChart('outpatient', [note]), smallEdition());

  expect(suggestions.map(({ code }) => code)).toEqual(['J44.9']);
});
