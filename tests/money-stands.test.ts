import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { decide } from '#guardrails/approvals.ts';
import { hold } from '#guardrails/gate.ts';
import { ProposalDraft, type Proposal } from '#guardrails/proposal.ts';
import { ProposedBilling } from '#tools/patient-bills/proposed-billing.ts';
import { billedAccounts } from './support/billed-account.ts';
import { anAccount, someTerms } from './support/billing.ts';
import { openHospital, resultOf, type Hospital } from './support/hospital.ts';

type Draft = { -readonly [K in keyof ProposalDraft]: ProposalDraft[K] };
type Fields = Record<string, unknown>;
type Forgery = readonly [says: string, change: (draft: Draft, payload: Fields) => void, why: string];

const REASON = 'Small balance';
const POSTING = { account: 'A-88', kind: 'write-off', amountCents: 1_000, reason: REASON };
const CARD = 'what its card shows is not what the account comes to';

let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital([]);
  await billedAccounts(hospital);
  await hospital.store.within(hospital.elsewhere, ({ billing }) => billing.accounts.put(anAccount('A-77')));
});
afterAll(() => hospital.close());

async function drafted(tool: string, input: object): Promise<Proposal> {
  const [one] = resultOf(await hospital.ask('biller', tool, input), ProposedBilling).proposals;
  const found = await hospital.store.within(hospital.tenant, ({ proposals }) => proposals.find(one?.proposal ?? ''));
  if (found === undefined) throw new Error(`${tool} proposed nothing`);
  return found;
}

/** Straight to the gate, as a tool or a client might that drafted something else than the records come to. */
async function putUp(proposal: Proposal, change: Forgery[1]): Promise<string> {
  const { kind, subject, preview, editions, sources, care } = structuredClone(proposal);
  const payload = structuredClone(proposal.payload) as Fields;
  const draft: Draft = { kind, subject, preview, editions, sources, payload: payload as Draft['payload'], ...(care && { care }) };
  change(draft, payload);
  return hospital.store
    .within(hospital.tenant, (unit) => hold(unit, ProposalDraft.parse(draft), hospital.as('biller').actor, 'a_test'))
    .then(({ id }) => id)
    .catch((thrown: unknown) => (thrown instanceof Error && 'says' in thrown ? String(thrown.says) : String(thrown)));
}

function swapped(draft: Draft, one: string, other: string): void {
  draft.preview = JSON.parse(JSON.stringify(draft.preview).replaceAll(one, other)) as Draft['preview'];
}

const OF_ANY: readonly Forgery[] = [
  ['a card with another account', (draft) => swapped(draft, 'A-88', 'A-90'), CARD],
  ['a card with a line more', (draft) => void draft.preview.push({ kind: 'text', text: 'Approved before.' }), CARD],
  ['a card with a line less', (draft) => void draft.preview.pop(), CARD],
  ['the patient of another account', (_draft, payload) => void (payload['patient'] = 'P-2'), 'its patient is not'],
  ['an account that is not there', (_draft, payload) => void (payload['account'] = 'A-1'), 'There is no account A-1'],
  ['an account of another hospital', (_draft, payload) => void (payload['account'] = 'A-77'), 'There is no account A-77'],
  ['another account than its card has', (_draft, payload) => void (payload['account'] = 'A-90'), 'does not stand'],
  ['a subject of its own, to wait beside itself', (draft) => void (draft.subject = 'A-88 once more'), 'what its card is about'],
  ['nothing that it rests on', (draft) => void (draft.sources = []), 'what it rests on'],
  ['an older version of the account', (draft) => void (draft.sources = [{ id: 'account:A-88', version: 'f'.repeat(64) }]), 'rests on'],
  ['a case beside the account', (draft) => void (draft.encounter = 'E-1'), 'the case it names'],
];

describe('a posting', () => {
  let posting: Proposal;
  beforeEach(async () => {
    posting = await drafted('propose_adjustment', POSTING);
  });

  const FORGED: readonly Forgery[] = [
    ...OF_ANY,
    ['another amount than its card shows', (_draft, payload) => void (payload['amountCents'] = 3_000), CARD],
    ['another amount on its card alone', (draft) => swapped(draft, '$10.00', '$1.00'), CARD],
    ['another sum after it', (draft) => swapped(draft, '$20.00', '$2.00'), CARD],
    ['more than is owed', (_draft, payload) => void (payload['amountCents'] = 900_000), '$9000.00 is more than this write-off can be'],
    ['another reason than its card gives', (_draft, payload) => void (payload['reason'] = 'Charity'), CARD],
    ['the other balance', (_draft, payload) => void (payload['owedBy'] = 'insurance'), 'is not what the account comes to'],
    ['no balance', (_draft, payload) => void delete payload['owedBy'], 'its owedBy is not'],
    ['another code of the account system', (_draft, payload) => void (payload['transactionCode'] = 'CS-X'), 'its transactionCode is not'],
    ['a day of last year', (_draft, payload) => void (payload['date'] = '2025-12-31'), 'its date is not'],
    ['the claim of another account', (_draft, payload) => void (payload['claim'] = 'C-89'), 'Claim C-89 is not of account A-88'],
    ['a weight of its own', (_draft, payload) => void (payload['withEarlierCents'] = 1), 'its withEarlierCents is not'],
    ['another care', (draft) => void (draft.care = 'senior'), 'the care it takes'],
    ['an adjustment by the card of a write-off', (draft) => void (draft.kind = 'adjustment.post'), 'not well formed'],
  ];
  test.each(FORGED)('with %s is not held', async (_says, change, why) => {
    expect(await putUp(posting, change)).toMatch(new RegExp(`${why.replaceAll(/[.$]/g, '\\$&')}.*Nothing was proposed`, 'su'));
  });

  test('as it was drafted is held, and is the same proposal', async () => {
    expect(await putUp(posting, () => undefined)).toBe(posting.id);
  });

  test('whose earlier parts were left out of its payload, or made less, is not held', async () => {
    await drafted('propose_adjustment', { claim: 'C-88', kind: 'write-off', amountCents: 2_000, reason: REASON });
    const second = await drafted('propose_adjustment', POSTING);
    expect(second.payload).toMatchObject({ withEarlierCents: 3_000 });

    const WHY = 'its withEarlierCents is not';
    for (const less of [1_000, 2_999])
      expect(await putUp(second, (_draft, payload) => void (payload['withEarlierCents'] = less))).toContain(WHY);
    expect(await putUp(second, (_draft, payload) => void delete payload['withEarlierCents'])).toContain(WHY);
  });

  test('that a client asks for with words of its own beside what the tool takes is what the account comes to', async () => {
    const own = { ...POSTING, withEarlierCents: 1, preview: [], payload: { amountCents: 1 }, care: 'routine', transactionCode: 'X' };
    const outcome = await hospital.askAs(hospital.as('client', 'biller'), 'propose_adjustment', own);
    const [one] = resultOf(outcome, ProposedBilling).proposals;

    expect(one).toMatchObject({ proposal: posting.id, digest: posting.digest });
  });
});

describe('a payment plan', () => {
  let plan: Proposal;
  beforeEach(async () => {
    plan = await drafted('propose_payment_plan', { account: 'A-88', instalments: 3, firstDue: '2090-12-31', amountCents: 600 });
  });

  const FORGED: readonly Forgery[] = [
    ...OF_ANY,
    [
      'parts that are not equal',
      (_draft, payload) => void Object.assign((payload['instalments'] as Fields[])[0]!, { amountCents: 598 }),
      'not well formed',
    ],
    [
      'a part moved from one day to the next',
      (_draft, payload) => {
        const [first, second] = payload['instalments'] as [Fields, Fields];
        Object.assign(first, { amountCents: 1 });
        Object.assign(second, { amountCents: 399 });
      },
      'its instalments is not',
    ],
    [
      'a first day that is past',
      (_draft, payload) => void Object.assign((payload['instalments'] as Fields[])[0]!, { due: '2020-01-31' }),
      'Name a later day',
    ],
    ['a sum on its card alone', (draft) => swapped(draft, '$6.00', '$60.00'), CARD],
  ];
  test.each(FORGED)('with %s is not held', async (_says, change, why) => {
    expect(await putUp(plan, change)).toMatch(new RegExp(`${why.replaceAll(/[.$]/g, '\\$&')}.*Nothing was`, 'su'));
  });
});

describe('a message', () => {
  let message: Proposal;
  beforeEach(async () => {
    message = await drafted('draft_patient_message', { account: 'A-88' });
  });
  const to = (name: string, is: string) => (_draft: Draft, payload: Fields) => void (payload['to'] = { name, is });

  const FORGED: readonly Forgery[] = [
    ...OF_ANY,
    [
      'another sum in its words',
      (_draft, payload) => void (payload['text'] = String(payload['text']).replace('$30.00', '$3.00')),
      'its text is not what the account comes to',
    ],
    [
      'a sentence more, on its card too',
      (draft, payload) => {
        payload['text'] = `${String(payload['text'])}\n\nPay at once.`;
        draft.preview.push({ kind: 'text', text: 'Pay at once.' });
      },
      'its text is not',
    ],
    ['a stranger', to('A Neighbour', 'other'), 'names nobody'],
    ['a stranger in the name of the guarantor', to('A Neighbour', 'guarantor'), 'its to is not'],
    ['somebody else who may be told', to('Luis Testa', 'guarantor'), 'is not what the account comes to'],
    ['a way that the account does not allow', (_draft, payload) => void (payload['channel'] = 'email'), 'by email'],
    ['another language than its words', (_draft, payload) => void (payload['language'] = 'es'), 'is not what the account comes to'],
    ['the care, to one who may know the bill alone', (_draft, payload) => void (payload['care'] = true), 'not what the care was for'],
    ['another heading', (_draft, payload) => void (payload['subject'] = 'You won'), 'its subject is not'],
    ['no account', (_draft, payload) => void delete payload['account'], 'It names no account'],
  ];
  test.each(FORGED)('with %s is not held', async (_says, change, why) => {
    expect(await putUp(message, change)).toMatch(new RegExp(`${why}.*Nothing was proposed`, 'su'));
  });

  test('as it was drafted is held, in each language, to each who may be told, and with what the care was for', async () => {
    for (const input of [{}, { language: 'es' }, { channel: 'sms' }, { to: 'Luis Testa' }, { to: 'guarantor' }]) {
      const one = await drafted('draft_patient_message', { account: 'A-88', ...input });
      expect(await putUp(one, () => undefined)).toBe(one.id);
    }
    const care = await drafted('draft_patient_message', { account: 'A-88', to: 'Luis Testa', care: true });
    expect(care.payload).toMatchObject({ care: true });
    expect(await putUp(care, () => undefined)).toBe(care.id);
  });
});

describe('what stood when it was put up, and stands no more when somebody approves it', () => {
  const approve = ({ id, digest }: Proposal) =>
    hospital.store.within(hospital.tenant, (unit) =>
      decide(unit, { proposal: id, verdict: 'approved', seen: digest }, hospital.as('billingLead').actor),
    );

  test('a write-off whose card does not show the last day of an appeal as it is now is not approved', async () => {
    const posting = await drafted('propose_adjustment', { claim: 'C-89', kind: 'write-off', reason: REASON });
    const longer = someTerms('60001', { appeal: { days: 3_700, countsFrom: 'notice' } });
    await hospital.store.within(hospital.tenant, ({ billing }) => billing.terms.put(longer));

    expect(await approve(posting)).toMatchObject({
      status: 'refused',
      failure: 'stale',
      says: expect.stringContaining('the account has changed since, and its card does not show it') as string,
    });
  });

  test('a plan for more than is left beside a write-off that waits is not approved', async () => {
    const plan = await drafted('propose_payment_plan', { account: 'A-88', instalments: 2, amountCents: 1_500 });
    await drafted('propose_adjustment', { ...POSTING, amountCents: 2_000 });

    expect(await approve(plan)).toMatchObject({
      status: 'refused',
      says: expect.stringContaining('of which $20.00 waits to be taken off') as string,
    });
  });

  test('a posting that waits beside another is approved, though its card does not name what was put up after it', async () => {
    const first = await drafted('propose_adjustment', { ...POSTING, amountCents: 500 });
    await drafted('propose_adjustment', { account: 'A-88', kind: 'adjustment', amountCents: 500, reason: REASON });

    expect(await approve(first)).toMatchObject({ status: 'decided' });
  });
});
