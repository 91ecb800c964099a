import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHospital, type Hospital } from '#tests/support/hospital.ts';
import { knownSentence } from './known-sentence.ts';
import { sentence } from './sentence.ts';

let hospital: Hospital;
let handle: string;
beforeAll(async () => {
  hospital = await openHospital(['E-1042']);
  handle = await hospital.store.within(hospital.tenant, ({ handles }) => handles.of('E-1042'));
});
afterAll(() => hospital.close());

const read = (says: string) => hospital.store.within(hospital.tenant, (unit) => knownSentence(says, unit));

test.each([
  'P-4 was already approved by dana.reyes at 2026-11-24 12:38 UTC.',
  'I50.23 was already accepted by Dana Reyes on 2026-11-24 12:38 UTC (P-1). Nothing was decided now.',
  'P-4 was not decided: the policy has changed since. Ask for it again and decide on the new proposal.',
  'Sam Ferro may not decide P-4: code.accept is decided by coder or coding-lead.',
  'You asked for P-4, so another coder or coding-lead must decide it.',
  'I50 is a header and cannot be reported; choose one of the 9 codes beneath it.',
  'Decide what? Name a proposal, or a code and its encounter, as in "accept I50.23".',
  'That is outside what I can answer. I read charts, ICD-10-CM codes, proposals and the ledger. "help" shows what can be asked.',
  'There is no proposal P-99. "what is waiting for me?" lists those there are.',
  "Nothing was decided: that is none of the policy's reasons.",
])('knows %s', async (says) => {
  expect(await read(says)).toBe(says);
});

test.each([
  ['code E-1042', () => `code ${handle}`],
  ['P-4 was not decided: chart:E-1042 has changed since.', () => `P-4 was not decided: chart:${handle} has changed since.`],
  ['Which encounter? Name it, as in "code E-9999".', () => 'Which encounter? Name it, as in "code K-…".'],
])('says handles in %s', async (says, expected) => {
  expect(await read(says)).toBe(expected());
});

test.each([
  'The chart denies I50.33 in D-1042-5: "There is no diastolic heart failure"',
  'D-1042-7 denies it, by another provider.',
  'There is no encounter Testa.',
  'This was decided by Marguerite Testa.',
  'The record number is 1234567.',
  'Call 555-010-1234.',
  'The day is 2026-03-14.',
  'The day is 06/18/1954.',
  'The number is 123-45-6789.',
  '"quorblixine" has not the shape of an ICD-10-CM code.',
  'Nobody here is called "Will".',
  `accept ${'a '.repeat(2_000)}`,
])('does not know %s', async (says) => {
  expect(await read(says)).toBeUndefined();
});

test('of a refusal with a word too many, its failure is told, and what of it is known', async () => {
  const says = 'N17.9 (P-4) needs a coding lead: D-1042-7 denies it. Nothing was decided. "escalate P-4" puts it up to one.';
  const told = await hospital.store.within(hospital.tenant, (unit) => sentence(says, unit, 'not-allowed'));

  expect(told).toBe('Your roles may not do that. Nothing was decided. "escalate P-4" puts it up to one.');
});

test('what was typed for a case that is not there is not said again', async () => {
  const says = 'There is no encounter Brackleworm. Did you mean E-1042?';
  const told = await hospital.store.within(hospital.tenant, (unit) => sentence(says, unit, 'not-found'));

  expect(told).toBe(`There is no such case. Did you mean ${handle}?`);
});

test('a fault is told with the number under which it was written', async () => {
  const says = 'Something broke inside Countersign. What was decided before that stands: P-4. It was written to the log as F-0123456789ab.';

  expect(await read(says)).toBe(says);
});
