import { expect, test } from 'vitest';
import { aChart } from '#tests/support/a-chart.ts';
import { starterEdition } from '#tests/support/starter.ts';
import { codeChart } from '../code-chart.ts';
import type { Trace } from '../trace.ts';

const coded = (note: string): Trace => codeChart(aChart('outpatient', [note]), starterEdition());
const codesOf = ({ suggestions }: Trace): string[] => suggestions.map(({ code }) => code);

test.each([
  ["a nurse's part gives no diagnosis", 'HPI: cough.\n\nNursing note:\nPatient has asthma.\n', 'R05.9'],
  ['what stands in the assessment is the provider again', 'Nursing note:\nPatient has gout.\n\nASSESSMENT:\nAsthma\n', 'J45.909'],
  ['an attending addendum is the provider again', 'RN note:\nPatient has gout.\n\nAttending addendum:\nPatient has asthma.\n', 'J45.909'],
  ['a signature of a nurse ends the part', 'RN note:\nGout.\nElectronically signed by A. Doe, RN\n\nAsthma.\n', 'J45.909'],
  ['what the patient entered gives no diagnosis', 'Patient-entered history:\nI have asthma.\n', ''],
  [
    "a resident's note and an attending's are both of providers",
    'Resident note:\nPatient has gout.\n\nAttending addendum:\nPatient has asthma.\n',
    'M10.9 J45.909',
  ],
  ['a scribe writes for the provider', 'ASSESSMENT:\nAsthma\n\nScribe attestation: written for Dr. Doe.\n', 'J45.909'],
  ['a sentence about a nurse opens no part', 'HPI: The nurse notes that he has asthma.\n', 'J45.909'],
])('%s', (_name, note, codes) => {
  expect(codesOf(coded(note)).toSorted()).toEqual(
    codes
      .split(' ')
      .filter((code) => code !== '')
      .toSorted(),
  );
});

test('the refusal says who wrote the words', () => {
  const rules = (note: string): string[] => coded(note).abstentions.map(({ rule }) => rule);

  expect(rules('Nursing note:\nPatient has asthma.\n')).toEqual(['author.not-the-provider']);
  expect(rules('Patient-entered history:\nI have asthma.\n')).toEqual(['author.patient']);
  expect(coded('Nursing note:\nAsthma.\n').steps.some(({ rule }) => rule === 'read.other-author')).toBe(true);
});
