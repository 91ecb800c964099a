import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CodeFacts } from '#core/terminology/code-facts.ts';
import { openHospital, resultOf, sentenceOf, type Hospital, type Who } from '../../tests/support/hospital.ts';
import type { Outcome } from '../invoke.ts';
import { SuggestedCodes } from './tool.ts';

const FACTS: CodeFacts = {
  poaExempt: { edition: 'poa-exempt-2026@0', has: (code) => code.startsWith('Z') },
  editor: undefined,
  hcc: { edition: 'cms-hcc-2026@0', categories: (code) => (code === 'I50.23' ? [{ model: 'V28', category: '224' }] : []) },
  severity: {
    edition: 'msdrg-cc-41@0',
    level: (code) => (code === 'I50.23' || code === 'N17.9' ? 'MCC' : code === 'D63.1' ? 'CC' : undefined),
    excludedBy: (code, principal) => code === 'I50.23' && principal === 'I13.0',
  },
};
const NONE: CodeFacts = { poaExempt: undefined, editor: undefined, hcc: undefined, severity: undefined };

let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital(['E-1042']);
});
afterAll(() => hospital.close());

/** A call with the tables given in force. */
function ask(who: Who, show: string, facts: CodeFacts, onBehalfOf?: Who): Promise<Outcome> {
  const ctx = hospital.as(who, onBehalfOf);
  const editions = { ...ctx.editions, facts: () => Promise.resolve(facts) };
  return hospital.askAs({ ...ctx, editions }, 'suggest_codes', { encounter: 'E-1042', show });
}

test.each([
  ['coder', 'refused'],
  ['mira', 'refused'],
  ['lead', 'refused'],
  ['cdi', 'refused'],
  ['biller', 'refused'],
  ['billingLead', 'refused'],
  ['gone', 'refused'],
  ['compliance', 'done'],
] as const)('payment flags asked for by %s: %s', async (who, status) => {
  const outcome = await ask(who, 'payment', FACTS);

  expect(outcome.status).toBe(status);
  expect(JSON.stringify(outcome).includes('V28')).toBe(status === 'done');
});

test.each(['coder', 'lead', 'cdi', 'compliance'] as const)('no other answer carries them, to %s neither', async (who) => {
  for (const show of ['all', 'claims']) {
    const { suggestions, tables } = resultOf(await ask(who, show, FACTS), SuggestedCodes);

    expect(suggestions.filter((one) => 'payment' in one)).toEqual([]);
    expect(tables).toEqual({ poaExempt: 'poa-exempt-2026@0' });
  }
});

test('a program sees what the person behind it may see', async () => {
  expect((await ask('agent', 'payment', FACTS, 'coder')).status).toBe('refused');
  expect((await ask('agent', 'payment', FACTS, 'compliance')).status).toBe('done');
});

test('a level that the principal diagnosis takes away is said to be, and a code without flags has none', async () => {
  const outcome = await ask('compliance', 'payment', FACTS);
  const flags = new Map(resultOf(outcome, SuggestedCodes).suggestions.map(({ code, payment }) => [code, payment]));

  expect(flags.get('I50.23')).toEqual({ hcc: [{ model: 'V28', category: '224' }], severity: 'excluded-by-principal' });
  expect(flags.get('D63.1')).toEqual({ hcc: [], severity: 'CC' });
  expect(sentenceOf(outcome)).toContain('V28 224; a CC or MCC that this principal diagnosis takes away');
  expect(sentenceOf(outcome)).not.toContain('$');
});

test('without a table the flags are said to be unknown, and never none', async () => {
  const outcome = await ask('compliance', 'payment', NONE);

  expect(resultOf(outcome, SuggestedCodes).suggestions.every(({ payment }) => JSON.stringify(payment) === '{}')).toBe(true);
  expect(sentenceOf(outcome)).toContain('not known: no table is in force');
  expect(sentenceOf(outcome)).toMatch(/Risk adjustment categories none is in force on \d{4}-\d\d-\d\d/);
});

test('exempt codes are shown as such only by a list that is in force', async () => {
  const listed = await ask('coder', 'all', FACTS);
  const without = await ask('coder', 'all', NONE);
  const admissionOf = (outcome: Outcome, code: string) =>
    resultOf(outcome, SuggestedCodes).suggestions.find((one) => one.code === code)?.admission?.indicator;

  expect(admissionOf(listed, 'Z79.4')).toBe('1');
  expect(admissionOf(without, 'Z79.4')).toBe('Y');
  expect(sentenceOf(listed)).toMatch(/Present on admission .*I13\.0 Y.*; 1 is exempt by poa-exempt-2026/);
  expect(sentenceOf(without)).toMatch(/no list of exempt codes is in force on \d{4}-\d\d-\d\d, so none is shown as exempt/);
});
