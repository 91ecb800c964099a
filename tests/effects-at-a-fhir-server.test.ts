import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fhirReceiver } from '#connectors/fhir-server/fhir-receiver.ts';
import { decide } from '#guardrails/approvals.ts';
import { deliverOne, deliverOwed } from '#guardrails/effects/deliver.ts';
import type { EffectRecord } from '#guardrails/effects/outbox.ts';
import { manageEffect } from '#guardrails/effects/manage.ts';
import type { KillPoint } from '#guardrails/effects/receiver.ts';
import { databases } from './support/databases.ts';
import { fhirStandIn, type FhirStandIn, type Trouble } from './support/fhir-stand-in.ts';
import { fill, resultOf, type Hospital } from './support/hospital.ts';
import { ProposedCodes } from '#tools/propose-codes/tool.ts';

const usable = (await databases()).filter(({ skip }) => skip === undefined);
const CODES = ['I50.23', 'N17.9', 'E78.5', 'D63.1', 'I25.5', 'E11.22', 'N18.32', 'J96.01', 'I48.0', 'E87.5', 'I10', 'J18.9'];
const MORE = [
  'E11.9',
  'K21.9',
  'M54.50',
  'F32.9',
  'G47.33',
  'E03.9',
  'J44.9',
  'I25.10',
  'N39.0',
  'R07.9',
  'E66.9',
  'Z79.4',
  'F17.210',
  'R51.9',
  'N40.0',
];

describe.each(usable)('effects at a FHIR server, with outbox and ledger on $name', ({ open }) => {
  let hospital: Hospital;
  let server: FhirStandIn;
  const codes = [...CODES, ...MORE];
  /** Ends every wait of the receiver, as its time-out would. */
  let patience = new AbortController();
  const receivers = () => [fhirReceiver({ url: server.url }, () => patience.signal)];

  beforeAll(async () => {
    hospital = await fill(await open(), ['E-1042']);
  });
  beforeEach(async () => {
    server = await fhirStandIn();
    patience = new AbortController();
  });
  afterEach(() => server.close());
  afterAll(() => hospital.close());

  /** One more approved code, owed. */
  async function owed(): Promise<string> {
    const code = codes.shift();
    const outcome = await hospital.ask('coder', 'propose_codes', { encounter: 'E-1042', codes: [code] });
    const [made] = resultOf(outcome, ProposedCodes).proposals;
    if (made === undefined) throw new Error(`${code} was not proposed`);
    const decided = await hospital.store.within(hospital.tenant, (unit) =>
      decide(unit, { proposal: made.proposal, verdict: 'approved' }, hospital.as('lead').actor),
    );
    if (decided.status !== 'decided') throw new Error(JSON.stringify(decided));
    return made.proposal;
  }

  const deliver = () => deliverOwed(hospital.store, hospital.tenant, receivers());
  const effectOf = async (proposal: string): Promise<EffectRecord> => {
    const found = await hospital.store.within(hospital.tenant, ({ outbox }) => outbox.find(proposal));
    if (found === undefined) throw new Error(`${proposal} owes nothing`);
    return found;
  };
  const actsOf = async (proposal: string) =>
    (await hospital.store.within(hospital.tenant, ({ ledger }) => ledger.list({ proposal })))
      .map(({ leaf: { act } }) => act)
      .filter((act) => act.startsWith('effect.'));
  /** The time comes at which it is looked at again. */
  const itsTimeComes = () =>
    hospital.asOwner(
      `update outbox set next_attempt_at = clock_timestamp(), claimed_at = claimed_at - interval '1 minute'
       where state in ('owed', 'sending', 'unknown') and next_attempt_at is not null`,
    );
  const writes = () => server.requests.filter(({ path }) => path.endsWith('/Condition')).length;

  /** Delivers while a write is never answered: the receiver gives up once the server has it. */
  async function deliverInVain(): Promise<void> {
    const received = server.nextWrite();
    const delivering = deliver();
    await received;
    patience.abort();
    await delivering;
    patience = new AbortController();
  }

  async function managed(act: 'resend' | 'repropose', proposal: string) {
    return hospital.store.within(hospital.tenant, (unit) => manageEffect(unit, { act, proposal }, hospital.as('lead').actor));
  }

  test('an approved code becomes one Condition, and the effect says where', async () => {
    const proposal = await owed();
    await deliver();

    const effect = await effectOf(proposal);
    expect(effect).toMatchObject({
      state: 'done',
      receiver: 'fhir-server',
      attempts: 1,
      says: 'Created as Condition/c1 at the FHIR server.',
    });
    expect(server.held(effect.id)).toBe(1);
  });

  test.each([
    ['500 before commit: tried again later', 'breaks-before-commit', { state: 'owed', error: 'http-500' }, 0, ['effect.deferred']],
    ['500 after commit: found there', 'breaks-after-commit', { state: 'done' }, 1, ['effect.done']],
    ['409 though it was carried out: found there', 'commits-and-conflicts', { state: 'done' }, 1, ['effect.done']],
    ['409 and nothing there: a dead letter', 'conflict', { state: 'failed', error: 'http-409' }, 0, ['effect.failed']],
    ['412: a dead letter', 'changed', { state: 'failed', error: 'http-412' }, 0, ['effect.failed']],
    ['422: a dead letter at once', 'refuses', { state: 'failed', error: 'http-422' }, 0, ['effect.failed']],
    ['429 with Retry-After: tried again later', 'busy', { state: 'owed', error: 'http-429' }, 0, ['effect.deferred']],
    ['503 with Retry-After: tried again later', 'overloaded', { state: 'owed', error: 'http-503' }, 0, ['effect.deferred']],
    ['503 without, and nothing there: tried again later', 'unavailable', { state: 'owed', error: 'http-503' }, 0, ['effect.deferred']],
    ['504 of something between: not known', 'between', { state: 'unknown', error: 'http-504' }, 0, ['effect.unknown']],
  ] satisfies [string, Trouble, Partial<EffectRecord>, number, string[]][])('%s', async (_name, trouble, expected, held, acts) => {
    const proposal = await owed();
    server.meet(trouble);
    await deliver();

    const effect = await effectOf(proposal);
    expect(effect).toMatchObject({ ...expected, attempts: 1 });
    expect(server.held(effect.id)).toBe(held);
    expect(await actsOf(proposal)).toEqual(acts);
    expect(JSON.stringify(effect)).not.toContain('Marguerite');

    await itsTimeComes();
    await deliver();
    const sentAgain = effect.state === 'owed';
    expect(await effectOf(proposal)).toMatchObject(sentAgain ? { state: 'done', attempts: 2 } : { state: effect.state, attempts: 1 });
    expect([server.held(effect.id), writes()]).toEqual(sentAgain ? [1, 2] : [held, 1]);
    await hospital.asOwner(`update outbox set state = 'closed' where state = 'unknown'`);
  });

  test('what the receiver asked to wait is waited', async () => {
    const proposal = await owed();
    server.meet('busy');
    await deliver();

    const [wait] = await hospital.asOwner<{ seconds: string }>(
      'select extract(epoch from next_attempt_at - settled_at) as seconds from outbox where proposal = $1',
      [proposal],
    );
    expect(Number(wait?.seconds)).toBeGreaterThanOrEqual(119.9);
    expect(Number(wait?.seconds)).toBeLessThanOrEqual(150.1);
    await itsTimeComes();
    await deliver();
  });

  test('a time-out after the commit is unknown, is read later, found there and done, and was sent once', async () => {
    const proposal = await owed();
    server.meet('silent-after-commit');
    await deliverInVain();
    expect(await effectOf(proposal)).toMatchObject({ state: 'unknown', error: 'timed-out' });

    await itsTimeComes();
    await deliver();

    const effect = await effectOf(proposal);
    expect(effect).toMatchObject({ state: 'done', attempts: 1, says: 'It was read at fhir-server and is there.' });
    expect([server.held(effect.id), writes()]).toEqual([1, 1]);
    expect(await actsOf(proposal)).toEqual(['effect.unknown', 'effect.done']);
  });

  test('an answer that takes 60 seconds: unknown, still absent at the first reading, there at a later one, sent once', async () => {
    const proposal = await owed();
    server.meet('slow');
    await deliverInVain();
    await itsTimeComes();
    await deliver();
    expect(await effectOf(proposal)).toMatchObject({ state: 'unknown', error: 'absent', readings: 1 });

    server.release();
    await itsTimeComes();
    await deliver();

    const effect = await effectOf(proposal);
    expect(effect.state).toBe('done');
    expect([server.held(effect.id), writes()]).toEqual([1, 1]);
  });

  test('what is unknown is never sent again by itself, however often it is looked at; a person has it sent, under the same key', async () => {
    const proposal = await owed();
    server.meet('silent-before-commit');
    await deliverInVain();
    for (let reading = 0; reading < 12; reading += 1) {
      await itsTimeComes();
      await deliver();
    }
    const effect = await effectOf(proposal);
    expect(effect).toMatchObject({ state: 'unknown', error: 'absent', readings: 5 });
    expect(effect.dueAt).toBeUndefined();
    expect(effect.says).toContain(`countersign effects resend ${proposal}`);
    expect(writes()).toBe(1);

    expect(await managed('repropose', proposal)).toMatchObject({ status: 'refused', failure: 'already-decided' });
    expect(await managed('resend', proposal)).toMatchObject({ status: 'done' });
    await deliver();

    expect(await effectOf(proposal)).toMatchObject({ id: effect.id, state: 'done' });
    expect([server.held(effect.id), writes()]).toEqual([1, 2]);
    expect((await actsOf(proposal)).slice(-3)).toEqual(['effect.resent', 'effect.reconciled', 'effect.done']);
  });

  test('sent again by a person while the first request was carried out after all, it is read first and not sent', async () => {
    const proposal = await owed();
    server.meet('slow');
    await deliverInVain();
    await managed('resend', proposal);
    server.release();
    await deliver();

    const effect = await effectOf(proposal);
    expect(effect.state).toBe('done');
    expect([server.held(effect.id), writes()]).toEqual([1, 1]);
  });

  test.each(['breaks', 'nonsense'] as const)('a receiver whose reading %s leaves it unknown, and sends nothing', async (trouble) => {
    const proposal = await owed();
    server.meet('breaks-before-commit');
    server.readsMeet(trouble);
    await deliver();
    await itsTimeComes();
    await deliver();
    expect(await effectOf(proposal)).toMatchObject({ state: 'unknown', error: 'cannot-tell' });
    expect(writes()).toBe(1);

    server.readsMeet();
    await hospital.asOwner(`update outbox set state = 'closed' where state = 'unknown'`);
  });

  test('an acknowledgement that came twice is one effect, and one entry that says so', async () => {
    const proposal = await owed();
    await deliver();
    await hospital.asOwner(`update outbox set state = 'owed', next_attempt_at = clock_timestamp() where proposal = $1`, [proposal]);
    await deliver();

    const effect = await effectOf(proposal);
    expect(effect).toMatchObject({
      state: 'done',
      says: expect.stringMatching(/^It was carried out before: entry \d+ of the ledger/) as string,
    });
    expect([server.held(effect.id), server.made()]).toEqual([1, 1]);
  });

  test.each(['claimed', 'checked', 'before-send', 'after-send', 'before-settle', 'settled-uncommitted'] satisfies KillPoint[])(
    'a worker that dies at "%s" loses nothing and sends nothing twice',
    async (point) => {
      const proposal = await owed();
      const dies = async (reached: KillPoint) => {
        if (reached === point) throw new Error(`died at ${point}`);
      };
      const { id } = await effectOf(proposal);
      const delivery = { store: hospital.store, tenant: hospital.tenant, receivers: receivers(), broke: () => undefined, reached: dies };
      await expect(deliverOne(delivery, id)).rejects.toThrow(`died at ${point}`);
      expect(await effectOf(proposal)).toMatchObject({ state: 'sending' });
      expect(await deliver()).toBe(0);

      await itsTimeComes();
      await deliver();

      expect(await effectOf(proposal)).toMatchObject({ state: 'done' });
      expect([server.held(id), server.made()]).toEqual([1, 1]);
      expect((await actsOf(proposal)).filter((act) => act === 'effect.done')).toHaveLength(1);
    },
  );

  test('a worker whose lease has passed to another while it was held up sends nothing', async () => {
    const proposal = await owed();
    const { id } = await effectOf(proposal);
    const overtaken = async (reached: KillPoint) => {
      if (reached !== 'claimed') return;
      await itsTimeComes();
      await deliver();
    };
    const delivery = { store: hospital.store, tenant: hospital.tenant, receivers: receivers(), broke: () => undefined, reached: overtaken };
    await deliverOne(delivery, id);

    expect(await effectOf(proposal)).toMatchObject({ state: 'done', attempts: 1 });
    expect(writes()).toBe(1);
    expect((await actsOf(proposal)).at(-1)).toBe('effect.done');
  });
});
