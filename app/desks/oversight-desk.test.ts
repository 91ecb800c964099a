import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { OVERSIGHT_METHODS } from '#agent/oversight-desk.ts';
import { OVERSIGHT_PARAMETERS } from '#connectors/daemon/oversight-message.ts';
import { subjectOver, type Subject } from '#tests/contracts/subject.ts';
import { openCase, PEOPLE, type Case } from '#tests/support/a-case.ts';
import { databases } from '#tests/support/databases.ts';
import type { Database } from '#connectors/postgres/open-database.ts';
import { oversightDesk } from './oversight-desk.ts';

const [embedded] = await databases();
let database: Database;
let subject: Subject;
let now: Case;
beforeAll(async () => {
  database = await embedded!.open();
  subject = subjectOver(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  now = await openCase(subject);
});

const desk = () => {
  const people = new Map<string, (typeof PEOPLE)[keyof typeof PEOPLE]>(Object.values(PEOPLE).map((one) => [one.id, one]));
  return oversightDesk({
    store: subject.store,
    tenant: now.tenant,
    person: (as = 'dana') => Promise.resolve({ ...people.get(as)!, roles: [...people.get(as)!.roles] }),
  });
};
const refusals = () =>
  subject.store.within(now.tenant, async ({ ledger }) =>
    (await ledger.list({ acts: ['tool.refused'] })).map(({ leaf }) => `${leaf.tool} ${leaf.actor} ${leaf.failure}`),
  );

test.each<readonly [string, (on: ReturnType<typeof desk>) => Promise<unknown>, string]>([
  ['propose a policy', (on) => on.proposePolicy({ file: 'ours', text: 'name: ours', as: 'dana' }), 'propose_policy dana not-allowed'],
  [
    'lend what they have not',
    (on) => on.lendAuthority({ to: 'mira', roles: ['coding-lead'], hours: 1 }),
    'lend_authority dana not-allowed',
  ],
  ['take what they may not', (on) => on.takeAuthority({ roles: ['compliance'], reason: 'deadline' }), 'take_authority dana not-allowed'],
  ['end what is not there', (on) => on.endAuthority({ id: 'A-99' }), 'end_authority dana not-found'],
  ['acknowledge what is not there', (on) => on.seeAuthority({ id: 'A-99' }), 'see_authority dana not-found'],
  ['measure', (on) => on.measureDecisions({}), 'measure_decisions dana not-allowed'],
  ['draw a sample', (on) => on.sampleDecisions({ share: 1, seed: 'a long seed' }), 'sample_decisions dana not-allowed'],
  ['list second looks', (on) => on.listReviews({}), 'list_reviews dana not-allowed'],
  ['record a second look', (on) => on.recordReview({ proposal: 'P-1', verdict: 'agree' }), 'record_review dana not-allowed'],
  ['replay for somebody who may not', (on) => on.replay({ of: 'P-1', as: 'bea' }), 'replay_decision bea not-allowed'],
])('a refusal to %s is an entry, and nothing else is', async (_name, ask, entry) => {
  const size = () => subject.store.within(now.tenant, async ({ ledger }) => (await ledger.head()).size);
  const before = await size();

  await expect(ask(desk())).rejects.toMatchObject({ name: 'Failure' });
  expect(await refusals()).toEqual([entry]);
  expect(await size()).toBe(before + 1);
});

test('days are whole and included', async () => {
  const { id } = await now.propose();
  await now.decided({ proposal: id, verdict: 'approved' }, now.actor(PEOPLE.dana));
  const today = (await subject.store.within(now.tenant, (unit) => unit.now())).slice(0, 10);
  const decided = async (days: object) => JSON.stringify(await desk().measureDecisions({ ...days, as: 'ines' })).includes('Decisions');

  expect(await decided({ from: today, to: today })).toBe(true);
  expect(await decided({ to: '2020-01-01' })).toBe(false);
  expect(await decided({ from: '2999-01-01' })).toBe(false);
});

test('whatever goes over the socket is checked there', () => {
  expect(Object.keys(OVERSIGHT_PARAMETERS).toSorted()).toEqual([...OVERSIGHT_METHODS].toSorted());
  expect(OVERSIGHT_PARAMETERS.sampleDecisions.safeParse({ share: 0.05, seed: 'x', from: '2026-13-01' }).success).toBe(false);
  expect(OVERSIGHT_PARAMETERS.lendAuthority.safeParse({ to: 'x', roles: [], hours: 1 }).success).toBe(false);
  expect(OVERSIGHT_PARAMETERS.recordReview.safeParse({ proposal: 'P-1', verdict: 'perhaps' }).success).toBe(false);
});
