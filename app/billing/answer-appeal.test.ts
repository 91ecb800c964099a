import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AppealAnswered } from '#agent/desk.ts';
import { decide } from '#guardrails/approvals.ts';
import { deliverOwed } from '#guardrails/effects/deliver.ts';
import { parsePayload } from '#guardrails/effects/payloads.ts';
import { mustStandAsLetter } from '#guardrails/letter-stands.ts';
import type { ProposalDraft } from '#guardrails/proposal.ts';
import { ExplainedBill } from '#tools/explain-bill/explained-bill.ts';
import { DenialsListed } from '#tools/list-denials/denials-listed.ts';
import { DenialTold } from '#tools/lookup-denial/denial-told.ts';
import { DraftedAppeal } from '#tools/draft-appeal/tool.ts';
import { aHead, anAccount, aRemittance, ofClaim } from '#tests/support/billing.ts';
import { putDenial, putLaw, putTerms } from '#tests/support/denied-claims.ts';
import { folderReceiver } from '#connectors/folder-sink/folder-receiver.ts';
import { openHospital, resultOf, sentenceOf, type Hospital } from '#tests/support/hospital.ts';
import { answerAppeal } from './answer-appeal.ts';
import { appealsShown } from './appeals-shown.ts';
import { takingBy } from './taking.ts';

let hospital: Hospital;
let [count, claim, proposal] = [0, '', ''];
const today = () => new Date().toISOString().slice(0, 10);
const daysOn = (day: string, days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  hospital = await openHospital(['E-1042']);
  await hospital.store.within(hospital.tenant, async (unit) => {
    await putTerms(unit, { laterAppeals: [{ level: 'second', days: 60, countsFrom: 'notice' }] });
    await putLaw(unit);
  });
});
afterAll(() => hospital.close());
beforeEach(async () => {
  claim = `C-${(count += 1)}`;
  await hospital.store.within(hospital.tenant, (unit) => putDenial(unit, claim, 'E-1042', { reason: 'CO-252', remarks: ['N706'] }));
  const { letters } = resultOf(await hospital.ask('biller', 'draft_appeal', { claim }), DraftedAppeal);
  proposal = letters[0]?.proposal ?? '';
});

const approve = () =>
  hospital.store.within(hospital.tenant, (unit) => decide(unit, { proposal, verdict: 'approved' }, hospital.as('billingLead').actor));
const propose = () => hospital.ask('biller', 'draft_appeal', { claim });
/** The letter that is drafted now, and what is contested by it. */
async function nextLetter() {
  const { letters, refused } = resultOf(await propose(), DraftedAppeal);
  const [drafted] = letters;
  if (drafted === undefined) throw new Error(refused.map(({ why }) => why).join(' '));
  const found = await hospital.store.within(hospital.tenant, ({ proposals }) => proposals.find(drafted.proposal));
  return { ...drafted, payload: parsePayload('appeal.submit', found?.payload ?? {}) };
}
/** The appeal is approved and sent, and the claim has an account. */
async function sent() {
  await approve();
  await deliverOwed(hospital.store, hospital.tenant, [folderReceiver(mkdtempSync(join(tmpdir(), 'appeals-')))]);
  await hospital.store.within(hospital.tenant, ({ billing }) => billing.accounts.put(anAccount(account(), { encounter: 'E-1042' })));
}
const account = () => claim.replace('C', 'A');
const taking = () => takingBy(hospital.store, hospital.tenant, { actor: 'sam.ferro', channel: 'terminal' });
const answer = (given: Partial<AppealAnswered> = {}) =>
  hospital.store.within(hospital.tenant, (unit) =>
    answerAppeal(unit, { act: 'answer-appeal', of: claim, outcome: 'upheld', noticeDate: today(), ...given }, taking()),
  );
const told = async () => resultOf(await hospital.ask('biller', 'lookup_denial', { claim }), DenialTold);
const listed = async () => resultOf(await hospital.ask('biller', 'list_denials', {}), DenialsListed);
const ledger = () => hospital.store.within(hospital.tenant, async (unit) => unit.ledger.list({ proposal, acts: ['appeal.answered'] }));

describe('an appeal as it stands', () => {
  test('one that is drafted, and one that is approved, is told with its number and day, apart from what is to be worked', async () => {
    expect((await told()).appeals).toEqual([{ proposal, level: 'first', state: 'waiting', on: today() }]);
    await approve();

    const { appeals, refusal } = await told();
    expect(appeals).toEqual([{ proposal, level: 'first', state: 'approved', on: today() }]);
    expect(refusal).toMatchObject({ deadline: 'none', computation: [expect.stringContaining(`${proposal} was approved on ${today()}`)] });
    const { open, appealed, openClaims } = await listed();
    expect(open.map((one) => one.claim)).not.toContain(claim);
    expect(appealed).toContainEqual(expect.objectContaining({ claim, appeal: expect.objectContaining({ proposal, state: 'approved' }) }));
    expect(openClaims).toBe(open.length + appealed.length);
  });

  test('one whose letter was changed in the database is left out of the list, which says so, and the others stay', async () => {
    const other = claim;
    await approve();
    await hospital.asOwner(`update proposal set payload = jsonb_set(payload::jsonb, '{amountCents}', '1') where tenant = $1 and id = $2`, [
      hospital.tenant,
      proposal,
    ]);
    const outcome = await hospital.ask('biller', 'list_denials', {});
    await hospital.asOwner(
      `update proposal set payload = jsonb_set(payload::jsonb, '{amountCents}', '20000') where tenant = $1 and id = $2`,
      [hospital.tenant, proposal],
    );

    expect(resultOf(outcome, DenialsListed)).toMatchObject({ leftOut: [other], appealed: expect.any(Array) });
    expect(sentenceOf(outcome)).toContain(`was changed in the database and not by Countersign: ${other} (`);
  });
});

describe('an answer by letter', () => {
  test('that upholds the refusal is sealed in the ledger, shown, and starts the days of the next level', async () => {
    await approve();
    await answer({ of: proposal, letter: { file: 'letter.txt', text: 'We uphold our decision.' } });

    const { appeals, refusal } = await told();
    expect(appeals).toEqual([
      {
        proposal,
        level: 'first',
        state: 'answered',
        on: today(),
        letter: { outcome: 'upheld', enteredBy: 'sam.ferro', file: 'letter.txt' },
      },
    ]);
    expect(refusal).toMatchObject({ level: 'second', deadline: daysOn(today(), 60) });
    const entries = await ledger();
    expect(entries).toMatchObject([{ leaf: { actor: 'sam.ferro', seal: expect.any(String) }, about: { claim, outcome: 'upheld' } }]);
    expect(JSON.stringify(await hospital.store.within(hospital.tenant, (unit) => appealsShown(unit, claim)))).toContain(
      'We uphold our decision.',
    );
  });

  test('lets the next letter be drafted, whose last day the gate counts from it as well', async () => {
    await approve();
    await answer();
    const { letters } = resultOf(await hospital.ask('biller', 'draft_appeal', { claim }), DraftedAppeal);

    expect(letters).toMatchObject([{ level: 'second', deadline: daysOn(today(), 60) }]);
    expect((await listed()).appealed.map((one) => one.claim)).toContain(claim);
  });

  test('that overturns it leaves nothing to appeal, counts as won, and gives way to a remittance that refuses again', async () => {
    const wonBefore = (await told()).refusal?.history[0]?.won ?? 0;
    await approve();
    await answer({ outcome: 'overturned', amountCents: 20_000 });

    expect(sentenceOf(await hospital.ask('biller', 'draft_appeal', { claim }))).toContain('overturned its refusal by its letter of');
    expect((await told()).refusal).toMatchObject({ open: true, deadline: 'none', recoveredCents: 0 });
    const won = claim;
    claim = `C-${(count += 1)}`;
    await hospital.store.within(hospital.tenant, (unit) => putDenial(unit, claim, 'E-1042', { reason: 'CO-252', remarks: ['N706'] }));
    expect((await told()).refusal?.history[0]?.won).toBe(wonBefore + 1);

    await hospital.store.within(hospital.tenant, async (unit) => {
      const adjustments = [{ group: 'CO', reason: '252', amountCents: 20_000 }];
      await aRemittance(unit.billing, [ofClaim(won, { status: '4', paidCents: 0, adjustments, remarks: ['N706'] }, 20_000)], {
        head: aHead({ date: daysOn(today(), 3), trace: 'EFT-later' }),
        sha256: 'f'.repeat(64),
      });
    });
    claim = won;
    expect((await told()).refusal).toMatchObject({ went: 'upheld', level: 'second', deadline: daysOn(today(), 63) });
  });

  test.each<[string, Partial<AppealAnswered>, string]>([
    ['dated after today', { noticeDate: '2099-01-01' }, 'which is after today'],
    ['dated before the appeal', { noticeDate: '2020-01-01' }, 'before P-'],
    ['that stands and pays', { amountCents: 100 }, 'a refusal that stands pays nothing'],
    ['for more than was contested', { outcome: 'partly', amountCents: 9_999_900 }, '$99,999.00 is more than the $200.00'],
    ['with a letter of which nothing can be seen', { letter: { file: 'a.txt', text: 'x\u202Ey' } }, 'a character that nobody sees'],
  ])('%s is refused with the reason, and nothing is entered', async (_name, given, says) => {
    await approve();

    await expect(answer(given)).rejects.toMatchObject({ code: 'bad-input', says: expect.stringContaining(says) });
    expect(await ledger()).toEqual([]);
  });

  test('to an appeal that nobody approved, or to none, is refused', async () => {
    await expect(answer()).rejects.toMatchObject({ code: 'not-found' });
    await expect(answer({ of: proposal })).rejects.toMatchObject({ says: expect.stringContaining('was not approved') });
    await expect(answer({ of: 'C-999' })).rejects.toMatchObject({ says: expect.stringContaining('There is no claim C-999.') });
  });

  test('that is entered again takes the place of the first, with an entry of its own; one that was taken away is missed', async () => {
    await approve();
    await answer();
    await answer({ outcome: 'partly', amountCents: 5_000 });

    expect((await told()).appeals[0]?.letter).toMatchObject({ outcome: 'partly', amountCents: 5_000 });
    expect(await ledger()).toHaveLength(2);
    await hospital.asOwner('delete from appeal_answer where tenant = $1 and proposal = $2', [hospital.tenant, proposal]);
    expect(await hospital.ask('biller', 'lookup_denial', { claim })).toMatchObject({ status: 'refused', failure: 'altered' });
  });
});

describe('what a patient and whoever writes off are told of an appeal', () => {
  const billSays = async () => {
    const { refused, explanation } = resultOf(await hospital.ask('biller', 'explain_bill', { account: account() }), ExplainedBill);
    return { appealed: refused.map((one) => one.appealed), waits: explanation?.text.includes('waiting for its answer') };
  };
  const cardSays = async () => {
    const outcome = await hospital.ask('billingLead', 'propose_adjustment', {
      ...{ claim, kind: 'write-off', amountCents: 5_000, reason: 'Not worth another level' },
    });
    return sentenceOf(outcome);
  };

  test('one that was sent is waited for', async () => {
    await sent();

    expect(await billSays()).toEqual({ appealed: [true], waits: true });
    expect(await cardSays()).toContain('an appeal of it is not answered');
  });

  test.each<[Partial<AppealAnswered>, string]>([
    [{ outcome: 'upheld' }, `By its letter of ${today()} the payer upholds it.`],
    [{ outcome: 'overturned', amountCents: 20_000 }, `the payer overturns it, and $200.00 is to be paid.`],
    [{ outcome: 'partly', amountCents: 5_000 }, `the payer overturns it in part, and $50.00 is to be paid.`],
  ])('one that a letter answered is not: %o', async (given, says) => {
    await sent();
    await answer(given);

    expect(await billSays()).toEqual({ appealed: [false], waits: false });
    const card = await cardSays();
    expect(card).toContain(says);
    expect(card).not.toContain('is not answered');
  });
});

describe('the letter of the next level', () => {
  test('names the appeal before it and the letter that upheld the decision, and cites that', async () => {
    await approve();
    await answer();
    const { amountCents, payload } = await nextLetter();

    expect(amountCents).toBe(20_000);
    expect(payload.letter.text).toMatch(/Your letter of .+ answers our first appeal, which we approved on .+, and upholds the decision\./);
    expect(payload.letter.written?.sources.map(({ cite }) => cite)).toContainEqual({ kind: 'answer', proposal });
  });

  test('contests what a letter that pays a part leaves, and lists and tells that alone as refused', async () => {
    await approve();
    await answer({ outcome: 'partly', amountCents: 5_000 });
    const { amountCents, payload } = await nextLetter();

    expect(amountCents).toBe(15_000);
    expect(payload.letter.text).toContain('Amount in dispute: $150.00');
    expect(payload.letter.text).toMatch(
      /grants \$50\.00\. .*Of the \$200\.00 that was refused, \$150\.00 is left, and that is what we contest\./,
    );
    expect((await listed()).appealed.find((one) => one.claim === claim)).toMatchObject({ refusedCents: 15_000 });
    const lookedUp = await hospital.ask('biller', 'lookup_denial', { claim });
    expect(sentenceOf(lookedUp)).toContain('and is to pay $50.00 by its letter: $150.00 is left');
  });

  test('is not drafted where nobody entered how much a letter grants', async () => {
    await approve();
    await answer({ outcome: 'partly' });

    expect(sentenceOf(await propose())).toContain('how much was not entered. Enter it again with its amount');
  });

  test('is looked up again: one that names another sum, or leaves the answer out, does not stand', async () => {
    await approve();
    await answer({ outcome: 'partly', amountCents: 5_000 });
    const { proposal: second } = await nextLetter();
    await hospital.store.within(hospital.tenant, async (unit) => {
      const found = await unit.proposals.find(second);
      if (found === undefined) throw new Error('no letter');
      const payload = parsePayload('appeal.submit', found.payload);
      const forged = { ...found, payload: { ...payload, amountCents: 20_000 } } as ProposalDraft;
      await expect(mustStandAsLetter(unit, forged)).rejects.toMatchObject({ says: expect.stringContaining('its amountCents is not') });
      const without = { ...unit, billing: { ...unit.billing, appeals: { ...unit.billing.appeals, answersOf: async () => [] } } };
      await expect(mustStandAsLetter(without, found)).rejects.toMatchObject({ says: expect.stringContaining('does not resolve') });
      await mustStandAsLetter(unit, found);
    });
  });
});
