import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkGrounding } from '#agent/grounding/check-grounding.ts';
import type { Reply } from '#agent/turn.ts';
import { openAskedAgent, saidIn, type AskedAgent } from './support/asked-agent.ts';

let asked: AskedAgent;
beforeAll(async () => {
  asked = await openAskedAgent(['E-1042']);
});
afterAll(() => asked.hospital.close());

const grounded = (worded: string, { blocks, outcomes }: Reply): readonly string[] =>
  checkGrounding(worded, { blocks, results: outcomes.flatMap((outcome) => ('result' in outcome ? [outcome.result] : [])) }).unfounded;

test('a coder looks up a path of the index without naming an encounter', async () => {
  const reply = await asked.ask('look up heart failure, diastolic, acute');

  expect(reply.plan.steps).toEqual([{ tool: 'lookup_code', input: { query: 'heart failure, diastolic, acute' } }]);
  expect(saidIn(reply)).toContain('I50.31 Acute diastolic (congestive) heart failure (own index: Failure > heart > diastolic > acute)');
});

test.each([
  ['what is under N17', 'Beneath N17 - N17.0 Acute kidney failure with tubular necrosis'],
  ['is R65.21 billable on 3 March 2026?', 'R65.21 is billable on 2026-03-03.'],
  ['find code for dog bite', 'W54.0 Bitten by dog'],
  ['notes on E11', 'Use additional, at E11'],
  ['show Excludes1 of I10', 'Excludes1, at I10'],
  ['what is I50.23', 'I50.23 Acute on chronic systolic (congestive) heart failure'],
])('%s', async (question, answer) => {
  expect(saidIn(await asked.ask(question))).toContain(answer);
});

test('within a conversation on an encounter, a code is looked up where the code set is meant, and explained where the chart is', async () => {
  const by = { conversation: 'c-lookup' };
  await asked.ask('code E-1042', by);

  const looked = await asked.ask('what is under I50.2?', by);
  const explained = await asked.ask('is I50.23 billable?', by);

  expect(looked.plan.steps.map(({ tool }) => tool)).toEqual(['lookup_code']);
  expect(explained.plan.steps.map(({ tool }) => tool)).toEqual(['explain_code']);
});

test('a wording of the answer stands on its codes, days and words, and not on others', async () => {
  const reply = await asked.ask('is R65.21 billable on 2026-03-03?');

  expect(grounded('R65.21 (Severe sepsis with septic shock) is billable on 3 March 2026.', reply)).toEqual([]);
  expect(grounded('Use R65.20 instead.', reply)).toEqual(['R65.20 is in no result']);
  expect(grounded('It is valid until 2027-09-30.', reply)).not.toEqual([]);
});

test('to look something up proposes nothing and writes nothing but that it was read', async () => {
  const { proposals } = await asked.ask('look up sepsis');

  expect(proposals).toEqual([]);
  expect((await asked.last())?.leaf).toMatchObject({ act: 'tool.read', tool: 'lookup_code' });
});
