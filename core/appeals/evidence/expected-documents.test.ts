import { expect, test } from 'vitest';
import { aBilledClaim } from '#tests/support/billing.ts';
import { aChart } from '#tests/support/a-chart.ts';
import { absentFrom } from './expected-documents.ts';

const LINE = { number: 1, modifiers: [], units: 1, chargeCents: 20_000, date: '2026-03-10', diagnoses: [1] };
const inpatient = aChart('inpatient', [
  { type: 'history-and-physical', text: 'Admitted.' },
  { type: 'discharge-summary', text: 'Home. CT head negative.' },
]);
const claimWith = (line: object) => aBilledClaim('C-1', { lines: [{ ...LINE, ...line }] });
const absent = (line: object, remarks: readonly string[] = [], chart = inpatient) =>
  absentFrom(chart.documents, { claim: claimWith(line), chart, remarks }).map(({ what, askedBy }) =>
    askedBy === undefined ? what : `${what} for ${askedBy}`,
  );

test.each<[string, readonly string[]]>([
  ['a stay with both of its notes', absent({ revenue: '0120' })],
  ['a service that a document tells of', absent({ code: '70450' })],
  ['a service of which nobody knows how notes name it', absent({ code: '20610' })],
  [
    'an operative report that is there',
    absent({ revenue: '0120' }, ['M29'], aChart('outpatient', [{ type: 'operative-note', text: 'Done.' }])),
  ],
])('%s lacks nothing', (_name, found) => {
  expect(found).toEqual([]);
});

test.each<[string, readonly string[], readonly string[]]>([
  [
    'a stay without its last note',
    absent({ revenue: '0120' }, [], aChart('inpatient', [{ type: 'history-and-physical', text: 'Admitted.' }])),
    ['a discharge summary'],
  ],
  ['an emergency visit', absent({ code: '99284' }), ['an emergency note']],
  ['an operating room', absent({ revenue: '0360' }), ['an operative report']],
  ['a service that no document tells of', absent({ code: '93306' }), ['a report of line 1 (93306)']],
  ['a document that the payer asks for', absent({ revenue: '0120' }, ['M30']), ['a pathology report for M30']],
  ['a paper that no chart holds', absent({ revenue: '0120' }, ['N26']), ['the itemised bill for N26']],
])('%s is told to lack it', (_name, found, wanted) => {
  expect(found).toEqual(wanted);
});
