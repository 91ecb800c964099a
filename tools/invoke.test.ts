import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { SetUpUnit } from '#connectors/postgres/postgres-store.ts';
import type { TenantId } from '#guardrails/actor.ts';
import { adoptPolicy } from '#guardrails/policy/adopt-policy.ts';
import { POLICY_TEXT, policyFrom } from '../tests/support/a-case.ts';
import { anAppealableClaim, aRefusedClaim } from '../tests/support/billing.ts';
import { changed, fingerprints } from '../tests/support/fingerprints.ts';
import { openHospital, resultOf, sentenceOf, textOf, toolNamed, type Hospital, type Who } from '../tests/support/hospital.ts';
import { defineTool, type ToolContext } from './define-tool.ts';
import { invoke } from './invoke.ts';
import { TOOLS } from './registry.ts';

let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital(['E-1042']);
  await adopt(POLICY_TEXT, hospital.elsewhere);
  await hospital.store.within(hospital.tenant, async ({ billing }) => {
    await aRefusedClaim(billing);
    await anAppealableClaim(billing);
  });
  await hospital.ask('coder', 'propose_codes', { encounter: 'E-1042', codes: ['I50.23'] });
  await hospital.ask('biller', 'draft_appeal', { claim: 'C-95' });
});
afterAll(() => hospital.close());

const adopt = (text: string, tenant = hospital.tenant) =>
  hospital.store.within(tenant, (unit) => adoptPolicy(unit, policyFrom(text), { tenant, actor: 'countersign' }));

/** A good question to each tool, who may ask it where that is no coder, someone who may not, and what is no question to it. */
const QUESTIONS: Readonly<Record<string, { readonly good: object; readonly who?: Who; readonly not: Who; readonly bad: unknown }>> = {
  draft_appeal: { good: { claim: 'C-88' }, who: 'biller', not: 'coder', bad: { claim: '' } },
  draft_patient_message: { good: { account: 'A-88' }, who: 'biller', not: 'coder', bad: { account: '' } },
  explain_bill: { good: { account: 'A-88' }, who: 'biller', not: 'coder', bad: { account: 7 } },
  explain_code: { good: { encounter: 'E-1042', code: 'I50.33' }, not: 'biller', bad: { encounter: 'E-1042' } },
  find_policy: { good: { words: 'timely filing' }, who: 'biller', not: 'gone', bad: { words: 7 } },
  list_denials: { good: {}, who: 'biller', not: 'coder', bad: { payer: '' } },
  list_work: { good: {}, not: 'gone', bad: { encounter: '' } },
  lookup_adjustment_code: { good: { code: 'CO-197' }, not: 'gone', bad: { code: '' } },
  lookup_code: { good: { query: 'I50.2', date: '2026-03-03' }, not: 'gone', bad: { query: '' } },
  lookup_denial: { good: { claim: 'C-88' }, who: 'biller', not: 'coder', bad: { claim: '' } },
  propose_adjustment: {
    good: { account: 'A-88', kind: 'write-off', amountCents: 100, reason: 'small balance' },
    who: 'biller',
    not: 'coder',
    bad: { account: 'A-88', kind: 'gift', reason: 'small balance' },
  },
  propose_codes: {
    good: { encounter: 'E-1042', codes: ['I50.23', 'J96.01', 'I50.2'] },
    not: 'cdi',
    bad: { encounter: 'E-1042', codes: 'I50.23' },
  },
  propose_payment_plan: {
    good: { account: 'A-88', instalments: 3, firstDue: '2099-12-01' },
    who: 'biller',
    not: 'coder',
    bad: { account: 'A-88', instalments: 0, firstDue: '2099-12-01' },
  },
  read_document: { good: { document: 'D-1042-8' }, not: 'biller', bad: { document: 7 } },
  read_letter: { good: { proposal: 'P-2' }, who: 'biller', not: 'coder', bad: { proposal: '' } },
  search_chart: {
    good: { encounter: 'E-1042', query: 'kidney function' },
    not: 'biller',
    bad: { encounter: 'E-1042', query: 'x'.repeat(201) },
  },
  show_ledger: { good: { proposal: 'P-1' }, not: 'biller', bad: { encounter: ['E-1042'] } },
  show_proposal: { good: { proposal: 'P-1' }, not: 'gone', bad: null },
  show_remittances: { good: { remittance: 'R-1' }, who: 'biller', not: 'coder', bad: { remittance: 7 } },
  suggest_codes: { good: { encounter: 'E-1042' }, not: 'biller', bad: 'E-1042' },
};
/** What a list is where there is nothing to list, and what the program itself brings to every tenant. */
const NOTHING: Readonly<Record<string, object>> = {
  find_policy: { clauses: [] },
  list_denials: { open: [] },
  list_work: { waiting: [], charts: [] },
  lookup_adjustment_code: { code: 'CO-197' },
};
const NAMES = TOOLS.map(({ name }) => name);
const FOR_BILLING = NAMES.filter((name) => QUESTIONS[name]?.who === 'biller');
const ON_AN_ENCOUNTER = NAMES.filter((name) => !['lookup_adjustment_code', 'lookup_code', 'show_proposal', ...FOR_BILLING].includes(name));

const question = (name: string) => QUESTIONS[name] ?? { good: {}, not: 'gone' as const, bad: {} };
const elsewhere = (ctx: ToolContext): ToolContext => ({ ...ctx, actor: { ...ctx.actor, tenant: hospital.elsewhere } });
const lastEntry = async (tenant: TenantId = hospital.tenant) =>
  (await hospital.store.within(tenant, ({ ledger }) => ledger.list({ last: 1 })))[0]!;

test('every tool of the registry is asked here', () => {
  expect(Object.keys(QUESTIONS)).toEqual(NAMES);
});

describe.each(NAMES)('%s', (name) => {
  const { good, who = 'coder', not, bad } = question(name);

  test('answers in its own schema and within 80 columns', async () => {
    const outcome = await hospital.ask(who, name, good);

    expect(outcome.status).toBe(toolNamed(name).risk === 'read' ? 'done' : 'held');
    expect(resultOf(outcome, toolNamed(name).output)).toEqual(outcome.status === 'refused' ? undefined : outcome.result);
    expect(
      textOf(outcome)
        .split('\n')
        .filter(({ length }) => length > 80),
    ).toEqual([]);
    expect(textOf(outcome).trim()).not.toBe('');
  });

  test('gives the same bytes for the same question', async () => {
    const [first, second] = [await hospital.ask(who, name, good), await hospital.ask(who, name, good)];
    // The tree grows with every question, and this one shows its head.
    const steady = (value: unknown) => JSON.stringify(value).replaceAll(/\d+ entries|"size":\d+|"root":"\w+"|"\w{64}"/g, '');

    expect(name === 'show_ledger' ? steady(first) : JSON.stringify(first)).toBe(
      name === 'show_ledger' ? steady(second) : JSON.stringify(second),
    );
  });

  test(`is refused to ${not}, who is told whom it is for, and nothing is shown`, async () => {
    const outcome = await hospital.ask(not, name, good);

    expect(outcome).toMatchObject({ status: 'refused', failure: 'not-allowed', blocks: { length: 1 } });
    expect(sentenceOf(outcome)).toBe(
      `! Your roles may not use ${name}: it is for ${hospital.policy.tools[name]?.join(', ')} (policy ${hospital.policy.version}).`,
    );
    expect((await lastEntry()).leaf).toMatchObject({
      act: 'tool.refused',
      tool: name,
      failure: 'not-allowed',
      actor: hospital.person(not).id,
    });
  });

  test('refuses what is no question to it, and says which part', async () => {
    const outcome = await hospital.ask(who, name, bad);

    expect(outcome).toMatchObject({ status: 'refused', failure: 'bad-input' });
    expect(sentenceOf(outcome)).toMatch(
      new RegExp(
        `^! (?:${name}: (input|account|enclosures|encounter|code|codes|claim|document|kind|payer|proposal|query|remittance|words): |A plan has from 1 )`,
      ),
    );
  });

  test('shows another tenant nothing of this one', async () => {
    const outcome = await hospital.askAs(elsewhere(hospital.as(who)), name, good);

    expect(outcome).toMatchObject(
      NOTHING[name] !== undefined
        ? { result: NOTHING[name] }
        : { status: 'refused', failure: name === 'lookup_code' ? 'no-edition' : 'not-found' },
    );
    expect(textOf(outcome)).not.toMatch(/Did you mean|heart failure|dana/);
    expect((await lastEntry(hospital.elsewhere)).about).not.toHaveProperty('encounter');
  });
});

test.each(ON_AN_ENCOUNTER)('%s answers a mistyped encounter with the one that was perhaps meant', async (name) => {
  const { proposal: _, ...good } = { proposal: '', ...question(name).good };
  const asked = { ...good, ...(name === 'read_document' && { document: 'discharge summary' }) };
  const typo = await hospital.ask('coder', name, { ...asked, encounter: 'E-1024' });
  const far = await hospital.ask('coder', name, { ...asked, encounter: 'E-77777' });

  expect(typo).toMatchObject({ status: 'refused', failure: 'not-found' });
  expect(sentenceOf(typo)).toBe('! There is no encounter E-1024. Did you mean E-1042?');
  expect(sentenceOf(far)).toBe('! There is no encounter E-77777. "what is waiting for me?" lists the encounters there are.');
});

test.each([
  ['a NUL', 'kidney\0function'],
  ['half a character', 'kidney \ud83d function'],
])('%s in a question is refused in words, and the refusal is an entry', async (_name, query) => {
  const outcome = await hospital.ask('coder', 'search_chart', { encounter: 'E-1042', query });

  expect(outcome).toMatchObject({ status: 'refused', failure: 'bad-input' });
  expect(sentenceOf(outcome)).toBe('! search_chart: the input holds a character that is not text. Remove it and ask again.');
  expect(await lastEntry()).toMatchObject({ leaf: { act: 'tool.refused', failure: 'bad-input' }, about: { encounter: 'E-1042' } });
});

test.each([
  ['list_work', { encounter: 'x'.repeat(900_000) }],
  ['propose_codes', { encounter: 'E-1042', codes: ['I50.23', 'x'.repeat(2_001)] }],
])('%s refuses a text that is too long for any name, and repeats nothing of it', async (name, input) => {
  const outcome = await hospital.ask('coder', name, input);

  expect(outcome).toMatchObject({ status: 'refused', failure: 'bad-input' });
  expect(sentenceOf(outcome)).toBe(`! ${name}: the input holds a text of more than 2000 characters. Shorten it and ask again.`);
});

test('an agent has the roles of the person it asks for, and none by itself', async () => {
  const good = { encounter: 'E-1042' };

  expect(await hospital.askAs(hospital.as('agent', 'coder'), 'suggest_codes', good)).toMatchObject({ status: 'done' });
  expect((await lastEntry()).leaf).toMatchObject({ actor: 'countersign-coder', onBehalfOf: 'dana.reyes' });
  for (const ctx of [hospital.as('agent'), hospital.as('client'), hospital.as('agent', 'gone'), hospital.as('client', 'biller')]) {
    expect(await hospital.askAs(ctx, 'suggest_codes', good)).toMatchObject({ status: 'refused', failure: 'not-allowed' });
  }
});

test('a tool that the policy does not name may be used by nobody', async () => {
  await adopt(POLICY_TEXT.replace(/^tools:\n(?: .*\n)+/m, 'tools: {}\n'));

  for (const who of ['coder', 'lead', 'compliance'] as const) {
    const outcome = await hospital.ask(who, 'list_work', {});
    expect(sentenceOf(outcome)).toContain('Your roles may not use list_work: nobody may (policy');
  }
  await adopt(POLICY_TEXT);
});

test('the notice that the hospital is made up stands under every answer, refusals too', async () => {
  const ctx = { ...hospital.as('coder'), notice: 'Demo hospital: everything in it is made up.' };

  for (const name of NAMES)
    expect(textOf(await hospital.askAs(ctx, name, question(name).good))).toMatch(/Demo hospital: everything in it is made up\.\n$/);
  expect(textOf(await hospital.askAs(ctx, 'explain_code', { encounter: 'E-9', code: 'banana' }))).toMatch(/made up\.\n$/);
});

test('a tool whose answer has not its own shape is thrown out, and nothing of the call is kept', async () => {
  const broken = defineTool({
    name: 'list_work',
    summary: 'A tool that breaks its promise.',
    risk: 'read',
    input: z.object({}),
    output: z.object({ count: z.number() }),
    run: () => Promise.resolve({ count: 'seven' as unknown as number }),
    present: () => [],
  });
  const before = await fingerprints(hospital.asOwner);

  await expect(invoke(broken, {}, hospital.as('coder'))).rejects.toMatchObject({ code: 'broken-promise' });
  expect(changed(before, await fingerprints(hospital.asOwner))).toEqual([]);
});

describe('what a call may write', () => {
  const writes: string[] = [];

  /** The same store, in which every writing method but those of the ledger and the traces notes its name and throws. */
  function readOnly(ctx: ToolContext): ToolContext {
    const no = (name: string) => (): never => {
      writes.push(name);
      throw new Error(`${name} was called by a tool that only reads`);
    };
    const locked = (unit: SetUpUnit) => ({
      ...unit,
      charts: { ...unit.charts, put: no('charts.put') },
      editionRecords: { ...unit.editionRecords, put: no('editionRecords.put'), activate: no('editionRecords.activate') },
      conversations: { ...unit.conversations, remember: no('conversations.remember') },
      proposals: { ...unit.proposals, make: no('proposals.make'), decide: no('proposals.decide'), supersede: no('proposals.supersede') },
      outbox: { ...unit.outbox, owe: no('outbox.owe'), claim: no('outbox.claim'), settle: no('outbox.settle') },
      principals: { ...unit.principals, put: no('principals.put') },
    });
    return { ...ctx, store: { within: (tenant, work) => hospital.store.within(tenant, (unit) => work(locked(unit))) } };
  }

  const READING = TOOLS.filter(({ risk }) => risk === 'read').map(({ name }) => name);

  test('all tools but those that draft and propose only read', () => {
    expect(NAMES.filter((name) => !READING.includes(name) && !/^(?:draft|propose)_/.test(name))).toEqual([]);
  });

  test.each(READING)('%s reads: it calls nothing that writes, and no table changes but the ledger and the traces', async (name) => {
    const before = await fingerprints(hospital.asOwner);
    const outcome = await hospital.askAs(readOnly(hospital.as(question(name).who ?? 'coder')), name, question(name).good);

    expect(outcome.status).toBe('done');
    expect(writes).toEqual([]);
    expect(changed(before, await fingerprints(hospital.asOwner)).filter((table) => table !== 'trace')).toEqual([
      'ledger_entry',
      'ledger_head',
    ]);
  });

  test('the locked store catches a tool that writes', async () => {
    const proposing = hospital.askAs(readOnly(hospital.as('coder')), 'propose_codes', { encounter: 'E-1042', codes: ['E11.22'] });

    await expect(proposing).rejects.toThrow('proposals.make was called');
    expect(writes.splice(0)).toEqual(['proposals.make']);
  });

  test('a tool that proposes changes no table but proposals, ledger and traces', async () => {
    const before = await fingerprints(hospital.asOwner);
    const outcome = await hospital.ask('coder', 'propose_codes', { encounter: 'E-1042', codes: ['E11.22', 'N18.32', 'I10', 'I50.2'] });

    expect(outcome.status).toBe('held');
    expect(changed(before, await fingerprints(hospital.asOwner)).filter((table) => table !== 'trace')).toEqual([
      'ledger_entry',
      'ledger_head',
      'proposal',
    ]);
  });
});
