import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decide } from '#guardrails/approvals.ts';
import { holdBorne } from '../../tests/support/borne-posting.ts';
import { adoptPolicy } from '#guardrails/policy/adopt-policy.ts';
import { versioned } from '../../tests/contracts/builders.ts';
import { aWriteOff, policyFrom } from '../../tests/support/a-case.ts';
import { aChart } from '../../tests/support/a-chart.ts';
import { anAppealableClaim, aRefusedClaim } from '../../tests/support/billing.ts';
import { openHospital, resultOf, sentenceOf, textOf, type Hospital, type Who } from '../../tests/support/hospital.ts';
import { ProposedCodes } from '../propose-codes/tool.ts';
import { Work } from './work.ts';

let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital(['E-1042', 'E-2005']);
  await hospital.ask('coder', 'propose_codes', { encounter: 'E-1042', codes: ['I50.23'] });
  await hospital.ask('coder', 'propose_codes', { encounter: 'E-1042', codes: ['M10.9'] });
  await hospital.askAs(hospital.as('agent', 'mira'), 'propose_codes', { encounter: 'E-1042', codes: ['I50.33'] });
});
afterAll(() => hospital.close());

const list = (who: Who, encounter?: string) => hospital.ask(who, 'list_work', { encounter });
const waiting = async (who: Who) =>
  resultOf(await list(who), Work).waiting.map(({ proposal, kind, subject }) => `${proposal} ${kind} ${subject}`);

test('a coder sees what a coder may decide, the first to expire first, and neither the code that they added themselves nor one for a coding lead', async () => {
  const outcome = await list('coder');

  expect(await waiting('coder')).toEqual(['P-1 code.accept I50.23']);
  expect(sentenceOf(outcome)).toMatch(
    /^Waiting for your decision \[P-1\] pending: code\.accept I50\.23 on E-1042, asked for by dana\.reyes, until \d{4}-\d\d-\d\d \d\d:\d\d UTC /,
  );
  expect(sentenceOf(outcome)).toContain('2 more wait for somebody else.');
});

test('a code that the program added on behalf of a person is that person’s own as well', async () => {
  expect(await waiting('mira')).toEqual(['P-1 code.accept I50.23', 'P-2 code.add M10.9']);
});

test('a coding lead who asked for none may decide all', async () => {
  const outcome = await list('lead');

  expect(await waiting('lead')).toEqual(['P-1 code.accept I50.23', 'P-2 code.add M10.9', 'P-3 code.add I50.33']);
  expect(resultOf(outcome, Work).waitingForOthers).toBe(0);
  expect(textOf(outcome)).not.toContain('somebody else');
  expect(sentenceOf(outcome)).toContain('code.add I50.33 on E-1042, asked for by mira');
});

test('a biller may decide no code, and is told how many wait for others', async () => {
  const outcome = await list('biller');

  expect(resultOf(outcome, Work)).toMatchObject({ waiting: [], waitingForOthers: 3 });
  expect(textOf(outcome)).toMatch(/^Waiting for your decision\nNo proposal waits for you\.\n\n3 wait for somebody else\.\n/);
});

test('the charts are listed, newest first, with open proposals and what is missing before they can be coded for good', async () => {
  const outcome = await list('coder');

  expect(resultOf(outcome, Work).charts).toMatchObject([
    { encounter: 'E-1042', setting: 'inpatient', start: '2026-03-09', documents: 9, proposals: 3, ready: true, missing: [] },
    { encounter: 'E-2005', setting: 'behavioural', documents: 3, proposals: 0, ready: false },
  ]);
  expect(textOf(outcome)).toMatch(/\nE-1042 {5}inpatient {4}2026-03-09 {2}9 {5}3 {5}ready\n/);
  expect(sentenceOf(outcome)).toMatch(/E-2005 behavioural \S+ 3 0 D-2005-3/);
});

test('one encounter by name, in small letters too, however many newer ones there are', async () => {
  const newer = Array.from({ length: 60 }, (_, at) => `E-50${String(at).padStart(2, '0')}`);
  await hospital.store.within(hospital.tenant, async ({ charts }) => {
    for (const id of newer) await charts.put(versioned(emptyChart(id)));
  });
  const { waiting, charts } = resultOf(await list('lead', 'e-1042'), Work);

  expect(charts?.map(({ encounter }) => encounter)).toEqual(['E-1042']);
  expect(waiting).toHaveLength(3);
  expect(resultOf(await list('lead', 'E-5059'), Work)).toMatchObject({ waiting: [], charts: [{ encounter: 'E-5059' }] });
  expect(textOf(await list('lead'))).toContain('\nThe 50 newest charts\n');
});

test('who may not code is shown no charts', async () => {
  const outcome = await list('biller');

  expect(resultOf(outcome, Work).charts).toBeUndefined();
  expect(sentenceOf(outcome)).not.toMatch(/Charts|Readiness|E-1042/);
});

test('where no chart is loaded the answer says how charts come in', async () => {
  const tenant = hospital.elsewhere;
  await hospital.store.within(tenant, (unit) => adoptPolicy(unit, policyFrom(), { tenant, actor: 'countersign' }));
  const elsewhere = { ...hospital.as('coder'), actor: { ...hospital.as('coder').actor, tenant } };
  const text = sentenceOf(await hospital.askAs(elsewhere, 'list_work', {}));

  expect(text).toBe(
    'Waiting for your decision No proposal waits for you. Charts No chart is loaded. "countersign import <file or folder>" brings charts in.',
  );
});

function emptyChart(id: string) {
  const chart = aChart('outpatient', []);
  return {
    ...chart,
    encounter: { ...chart.encounter, id: id as typeof chart.encounter.id, start: '2026-09-01' as typeof chart.encounter.start },
  };
}

describe('what was decided', () => {
  let hospital: Hospital;
  afterAll(() => hospital.close());
  beforeAll(async () => {
    hospital = await openHospital(['E-1042', 'E-2005']);
    const decideAs = async (who: Who, code: string, verdict: 'approved' | 'rejected', reason?: string) => {
      const { proposals } = resultOf(await hospital.ask('mira', 'propose_codes', { encounter: 'E-1042', codes: [code] }), ProposedCodes);
      const request = { proposal: proposals[0]?.proposal ?? '', verdict, ...(reason !== undefined && { reason }) };
      await hospital.store.within(hospital.tenant, (unit) => decide(unit, request, hospital.as(who).actor));
    };
    await decideAs('coder', 'I50.23', 'approved');
    await decideAs('lead', 'N18.32', 'approved');
    await decideAs('coder', 'D63.1', 'rejected', 'not-reportable, no treatment');
    await hospital.asOwner(`update proposal set decided_at = decided_at - interval '2 days' where subject = 'N18.32'`);
  });

  const decided = async (input: object, who: Who = 'coder') => {
    const { listed } = resultOf(await hospital.ask(who, 'list_work', input), Work);
    return [listed?.asked, ...(listed?.proposals ?? []).map(({ subject, state, by }) => `${subject} ${state} ${by}`)];
  };

  test.each([
    [{ state: 'decided' }, ['Decided', 'D63.1 rejected Dana Reyes', 'I50.23 approved Dana Reyes', 'N18.32 approved Lee Okafor']],
    [{ state: 'rejected', encounter: 'e-1042' }, ['Rejected on E-1042', 'D63.1 rejected Dana Reyes']],
    [{ state: 'approved', by: 'dana' }, ['Approved by Dana Reyes', 'I50.23 approved Dana Reyes']],
    [{ state: 'approved', by: 'me' }, ['Approved by Dana Reyes', 'I50.23 approved Dana Reyes']],
    [{ state: 'approved', today: true }, ['Approved today (UTC)', 'I50.23 approved Dana Reyes']],
    [{ state: 'decided', encounter: 'E-2005' }, ['Decided on E-2005']],
  ])('%o', async (input, listed) => {
    expect(await decided(input)).toEqual(listed);
  });

  test('is told with its reason, the day and under which proposal, and that there is none where there is none', async () => {
    expect(sentenceOf(await hospital.ask('coder', 'list_work', { state: 'rejected' }))).toMatch(
      /^Rejected: 1 Proposal State Effect Case Decided by Day \(UTC\) P-3 rejected code\.accept D63\.1 E-1042 Dana Reyes \d{4}-\d\d-\d\d not-reportable$/,
    );
    expect(sentenceOf(await hospital.ask('coder', 'list_work', { state: 'decided', encounter: 'E-2005' }))).toBe(
      'Decided on E-2005 No proposal.',
    );
  });

  test.each([
    [{ state: 'any', kind: 'code.add' }, 'coder', ['All proposals code.add', 'M10.9 pending Mira Solberg']],
    [{ state: 'pending', mine: true }, 'coder', ['Pending for you to decide', 'M10.9 pending Mira Solberg']],
    [{ state: 'pending', mine: true }, 'mira', ['Pending for you to decide']],
    [{ by: 'mira', state: 'pending' }, 'coder', ['Pending by Mira Solberg', 'M10.9 pending Mira Solberg']],
    [{ state: 'expired' }, 'coder', ['Expired']],
    [{ state: 'decided' }, 'biller', ['Decided']],
  ] as const)('and what was not, %o for %s', async (input, who, listed) => {
    await hospital.ask('mira', 'propose_codes', { encounter: 'E-1042', codes: ['M10.9'] });

    expect(await decided(input, who)).toEqual(listed);
  });

  test('with what it moves, to whoever may see it', async () => {
    const actor = hospital.as('biller').actor;
    const { id } = await hospital.store.within(hospital.tenant, (unit) => holdBorne(unit, aWriteOff(60_000), actor));

    expect(sentenceOf(await hospital.ask('biller', 'list_work', { state: 'pending' }))).toMatch(
      new RegExp(`^Pending: 1 Proposal Effect Amount Asked for by Until \\(UTC\\) ${id} write-off\\.post ACC-7 \\$600\\.00 Sam Ferro `),
    );
  });

  test('and what waits for a decision are two things: what is decided waits for nobody', async () => {
    expect(await hospital.ask('coder', 'list_work', { state: 'rejected', mine: true })).toMatchObject({
      status: 'refused',
      failure: 'bad-input',
    });
  });

  test('by somebody whom nobody knows is refused with who there is', async () => {
    expect(await hospital.ask('coder', 'list_work', { state: 'decided', by: 'zoe' })).toMatchObject({
      status: 'refused',
      failure: 'not-found',
    });
    expect(sentenceOf(await hospital.ask('coder', 'list_work', { state: 'decided', by: 'zoe' }))).toContain(
      'Nobody here is called "zoe". There are',
    );
  });
});

test('what was put up on a claim is listed by its number, to those who may see claims', async () => {
  await hospital.store.within(hospital.tenant, async ({ billing }) => {
    await anAppealableClaim(billing);
    await aRefusedClaim(billing);
  });
  await hospital.ask('biller', 'draft_appeal', { claim: 'C-95' });
  const listed = async (claim: string) =>
    resultOf(await hospital.ask('biller', 'list_work', { state: 'any', claim }), Work).listed?.proposals.map(({ kind, subject }) => [
      kind,
      subject,
    ]);

  expect(await listed('c-95')).toEqual([['appeal.submit', 'C-95']]);
  expect(await listed('C-88')).toEqual([]);
  expect(sentenceOf(await hospital.ask('coder', 'list_work', { state: 'any', claim: 'C-95' }))).toContain('Your roles may not see claims.');
});
