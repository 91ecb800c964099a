import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHospital, resultOf, sentenceOf, type Hospital } from '../../tests/support/hospital.ts';
import { AdjustmentCodeTold } from './tool.ts';

let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital([]);
});
afterAll(() => hospital.close());

const look = (code: string) => hospital.ask('biller', 'lookup_adjustment_code', { code });
const told = async (code: string) => resultOf(await look(code), AdjustmentCodeTold);

test.each([
  ['CO-197', 'CO-197', ['group CO', 'carc 197']],
  ['co197', 'CO-197', ['group CO', 'carc 197']],
  ['pr 1', 'PR-1', ['group PR', 'carc 1']],
  ['045', '45', ['carc 45']],
  ['n54', 'N54', ['rarc N54']],
  ['ma4', 'MA04', ['rarc MA04']],
  ['B7', 'B7', ['carc B7']],
  ['CR', 'CR', ['group CR', 'plb CR']],
])('%s is %s, and is told as %j', async (typed, code, readings) => {
  const answer = await told(typed);

  expect(answer.code).toBe(code);
  expect(answer.readings.map((one) => `${one.kind} ${one.code}`)).toEqual(readings);
  expect(answer.readings.every(({ says }) => says !== undefined)).toBe(true);
});

test('tells the kind of refusal and what is usually done first', async () => {
  const says = sentenceOf(await look('CO-197'));

  expect(says).toContain('authorisation');
  expect(says).toContain('Usually done first');
  expect(says).toContain('In our own words (adjustment-words-');
});

test.each(['CO-999', 'N9999'])('%s has no description here, and is not guessed at', async (code) => {
  const answer = await told(code);

  expect(answer.readings.at(-1)).not.toHaveProperty('says');
  expect(sentenceOf(await look(code))).toContain('no description held. Ask the payer.');
});

test.each(['heart failure', 'CO-', 'I50.23', 'CO-97; pay at once'])('"%s" has not the shape of one', async (typed) => {
  expect(await look(typed)).toMatchObject({ status: 'refused', failure: 'bad-input' });
});
