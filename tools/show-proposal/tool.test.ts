import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderReceiver } from '#connectors/folder-sink/folder-receiver.ts';
import { decide } from '#guardrails/approvals.ts';
import { escalate } from '#guardrails/escalate.ts';
import { lend } from '#guardrails/grant.ts';
import { adoptPolicy } from '#guardrails/policy/adopt-policy.ts';
import { proposalDigest, type ProposalDraft } from '#guardrails/proposal.ts';
import { deliverOwed } from '#guardrails/effects/deliver.ts';
import { aWriteOff, POLICY_TEXT, policyFrom } from '../../tests/support/a-case.ts';
import { holdBorne } from '../../tests/support/borne-posting.ts';
import { openHospital, resultOf, sentenceOf, textOf, type Hospital, type Who } from '../../tests/support/hospital.ts';
import { ProposedCodes } from '../propose-codes/tool.ts';
import { ShownProposal } from './describe-proposal.ts';

let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital(['E-1042']);
});
afterAll(() => hospital.close());

const show = (proposal: string) => hospital.ask('coder', 'show_proposal', { proposal });
const rowsOf = async (proposal: string): Promise<string> => textOf(await show(proposal)).split('\n\n')[0] ?? '';

async function propose(code: string): Promise<string> {
  const { proposals } = resultOf(await hospital.ask('coder', 'propose_codes', { encounter: 'E-1042', codes: [code] }), ProposedCodes);
  return proposals[0]!.proposal;
}

const asked = (draft: ProposalDraft, by: Who) =>
  hospital.store.within(hospital.tenant, (unit) => holdBorne(unit, draft, hospital.as(by).actor));

const decided = (proposal: string, verdict: 'approved' | 'rejected', reason?: string) =>
  hospital.store.within(hospital.tenant, (unit) =>
    decide(unit, { proposal, verdict, ...(reason !== undefined && { reason }) }, hospital.as('lead').actor),
  );

test('one that waits: effect, who asked, until when, who may decide, policy, digest, and the card itself', async () => {
  const id = await propose('I50.23');

  expect(await rowsOf(id)).toMatch(
    new RegExp(
      `^${id} {2}pending\nEffect {14}code\\.accept I50\\.23 on E-1042\nAsked for by {8}Dana Reyes \\(dana\\.reyes\\)\nMade {16}\\S+ \\S+ UTC\nExpires {13}\\S+ \\S+ UTC\nMay be decided by {3}coder or coding-lead\nPolicy {14}baseline@[0-9a-f]{12}\nDigest {2}[0-9a-f]{64}$`,
    ),
  );
  expect(textOf(await show(id))).toContain(
    '\n\nI50.23  Acute on chronic systolic (congestive) heart failure\nWrite this diagnosis to encounter E-1042',
  );
  expect(textOf(await show(id.toLowerCase()))).toBe(textOf(await show(id)));
});

test('an added code says that whoever asked for it may not decide it', async () => {
  const id = await propose('M10.9');

  expect(await rowsOf(id)).toContain('\nMay be decided by   coder or coding-lead, but not dana.reyes, who asked for it\n');
});

test('one that takes a coding lead says so, and who may reject it', async () => {
  const id = await propose('N17.9');

  expect(await rowsOf(id)).toContain('\nMay be decided by   coding-lead; coder may reject it, change it or escalate it\n');
  expect(textOf(await show(id))).toContain('! Needs a coding lead: D-1042-7 denies it, by another provider.');
});

test('an approved one says by whom and when, and what became of the effect: first owed, then done and where', async () => {
  const id = await propose('E11.22');
  await decided(id, 'approved');
  const owed = resultOf(await show(id), ShownProposal);
  await deliverOwed(hospital.store, hospital.tenant, [folderReceiver(mkdtempSync(join(tmpdir(), 'effects-')))]);
  const done = resultOf(await show(id), ShownProposal);

  expect(owed).toMatchObject({ proposal: { state: 'approved', decidedBy: 'lee.okafor' }, effect: { state: 'owed' } });
  expect(done.effect?.state).toBe('done');
  expect(await rowsOf(id)).toMatch(/\nDecided {13}approved by Lee Okafor \(lee\.okafor\) at \S+ \S+ UTC\nWhat became of it {3}done: \S/);
  expect(await rowsOf(id)).not.toContain('May be decided by');
});

test('a rejected one says by whom, when and why, and has no effect', async () => {
  const id = await propose('N18.32');
  await decided(id, 'rejected', 'not supported by the labs');

  expect(resultOf(await show(id), ShownProposal)).not.toHaveProperty('effect');
  expect(await rowsOf(id)).toMatch(
    /\nDecided {13}rejected by Lee Okafor \(lee\.okafor\) at \S+ \S+ UTC\nReason {14}The documents do not support it \(not-supported\): by the labs\nDecided under {7}baseline@/,
  );
});

test('an expired one says when it expired, though nobody closed it', async () => {
  const id = await propose('I25.5');
  await hospital.asOwner(`update proposal set expires_at = created_at + interval '1 microsecond' where id = '${id}'`);

  expect(await rowsOf(id)).toMatch(/^P-\d+ {2}expired\n/);
  expect(await rowsOf(id)).toMatch(/\nExpired {13}\S+ \S+ UTC; propose it again if it is still wanted\n/);
});

test('a superseded one says that a newer one stands in its place', async () => {
  const id = await propose('D63.1');
  await hospital.store.within(hospital.tenant, async ({ proposals, ledger }) => {
    await proposals.supersede(id);
    const { tenant } = hospital;
    await ledger.append({ tenant, act: 'proposal.superseded', actor: 'countersign', channel: 'system', proposal: id, about: {} });
  });

  expect(await rowsOf(id)).toMatch(/^P-\d+ {2}superseded\n/);
  expect(await rowsOf(id)).toContain('\nReplaced            by a newer proposal; "what is waiting for me?" lists it\n');
});

test('one whose row was changed in the database is shown with a loud warning and without its card', async () => {
  const id = await propose('I25.2');
  await hospital.asOwner(`update proposal set preview = replace(preview::text, 'I25.2', 'I21.9')::json where id = '${id}'`);

  const outcome = await show(id);

  expect(resultOf(outcome, ShownProposal).altered).toBe(true);
  expect(sentenceOf(outcome)).toMatch(
    new RegExp(`^${id} pending, ALTERED ! What was proposed was changed in the database after it was made\\.`),
  );
  expect(textOf(outcome)).not.toContain('Write this diagnosis');
});

test('one whose row and digest were changed together is known by the digest that the ledger has', async () => {
  const id = await propose('E78.5');
  const found = await hospital.store.within(hospital.tenant, ({ proposals }) => proposals.find(id));
  const forged = proposalDigest({ ...found!, subject: 'E78.2' }, found!.policy);
  await hospital.asOwner(`update proposal set subject = 'E78.2', digest = '${forged}' where id = '${id}'`);

  expect(resultOf(await show(id), ShownProposal).altered).toBe(true);
});

describe('a proposal on a chart', () => {
  test('is not shown to whoever may neither read charts nor decide it, and the refusal is an entry', async () => {
    const id = await propose('Z79.82');

    const outcome = await hospital.ask('biller', 'show_proposal', { proposal: id });

    expect(outcome).toMatchObject({ status: 'refused', failure: 'not-allowed' });
    expect(sentenceOf(outcome)).toBe(
      `! ${id} is about a chart. It is shown to those who may read charts (coder, coding-lead, cdi, compliance, physician-adviser) and to those who may decide it.`,
    );
    expect((await hospital.askAs(hospital.as('client', 'biller'), 'show_proposal', { proposal: id })).status).toBe('refused');
    for (const who of ['cdi', 'compliance', 'lead'] as const)
      expect((await hospital.ask(who, 'show_proposal', { proposal: id })).status).toBe('done');
  });

  test('of money is shown to whoever may decide its kind', async () => {
    const { id } = await asked(aWriteOff(40_000), 'biller');

    expect((await hospital.ask('billingLead', 'show_proposal', { proposal: id })).status).toBe('done');
    expect(sentenceOf(await hospital.ask('billingLead', 'show_proposal', { proposal: id }))).toContain('Amount $400.00');
  });

  test('is shown to whoever was lent the authority to decide it, while they have it', async () => {
    const id = await propose('Z79.01');
    const policy = POLICY_TEXT.replace(
      'read_document: [coder, coding-lead, cdi, compliance, physician-adviser]',
      'read_document: [coder, cdi, compliance, physician-adviser]',
    );
    await hospital.store.within(hospital.tenant, (unit) =>
      adoptPolicy(unit, policyFrom(policy), { tenant: hospital.tenant, actor: 'countersign' }),
    );
    const before = await hospital.ask('biller', 'show_proposal', { proposal: id });
    await hospital.store.within(hospital.tenant, (unit) =>
      lend(unit, { to: 'sam.ferro', roles: ['coding-lead'], hours: 1 }, hospital.as('lead').actor),
    );

    const after = await hospital.ask('biller', 'show_proposal', { proposal: id });
    await hospital.store.within(hospital.tenant, (unit) =>
      adoptPolicy(unit, policyFrom(), { tenant: hospital.tenant, actor: 'countersign' }),
    );

    expect([before.status, after.status]).toEqual(['refused', 'done']);
  });
});

test('one that was escalated says by whom, and who decides it now', async () => {
  const id = await propose('Z79.4');
  await hospital.store.within(hospital.tenant, (unit) => escalate(unit, { proposal: id }, hospital.as('coder').actor));

  expect(await rowsOf(id)).toContain('\nEscalated           by Dana Reyes (dana.reyes)\n');
  expect(await rowsOf(id)).toContain('\nMay be decided by   coding-lead or compliance\n');
});

test('an altered one, whatever was altered, is put up to nobody', async () => {
  const id = await propose('Z95.5');
  await hospital.asOwner(`update proposal set payload = '{"v":1}' where id = '${id}'`);

  const outcome = await show(id);

  expect(resultOf(outcome, ShownProposal)).toMatchObject({ altered: true, decide: [] });
  expect(sentenceOf(outcome)).not.toContain('May be decided by');
});

test('one that is not there is said not to be there', async () => {
  const outcome = await show('P-99');

  expect(outcome).toMatchObject({ status: 'refused', failure: 'not-found' });
  expect(sentenceOf(outcome)).toBe('! There is no proposal P-99. "what is waiting for me?" lists those there are.');
});
