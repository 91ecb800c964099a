import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { editionReceiver } from '#app/editions/edition-receiver.ts';
import { firstStart } from '#app/owner/first-start.ts';
import { importCharts } from '#app/import-charts.ts';
import { pack, proposeEdition } from '#app/editions/load-edition.ts';
import { registerPeople } from '#app/people/principals.ts';
import { folderReceiver } from '#connectors/folder-sink/folder-receiver.ts';
import type { SetUpUnit } from '#connectors/postgres/postgres-store.ts';
import { Failure } from '#core/errors.ts';
import { EditionSource } from '#core/terminology/edition-source.ts';
import { TenantId } from '#guardrails/actor.ts';
import { decide, type DecisionRequest } from '#guardrails/approvals.ts';
import { deliverOwed } from '#guardrails/effects/deliver.ts';
import type { Receiver } from '#guardrails/effects/receiver.ts';
import { adoptPolicy } from '#guardrails/policy/adopt-policy.ts';
import type { Store } from '#guardrails/unit.ts';
import { POLICY_TEXT, policyFrom } from './support/a-case.ts';
import { databases } from './support/databases.ts';
import { changed, fingerprints } from './support/fingerprints.ts';
import { fill, type Hospital, type Who } from './support/hospital.ts';
import { oversightDeeds, type Deed } from './support/oversight-deeds.ts';
import { smallEditionSource } from './support/small-edition.ts';

const ROOT = resolve(import.meta.dirname, '..');
/** Documents of law that ship: each comes in with its own entry. */
const LAW = readdirSync(`${ROOT}/starter/policies`);
const DAY = { actor: 'countersign', channel: 'system' } as const;

let hospital: Hospital;
const ask = (who: Who, tool: string, input: unknown) => (store: Store<SetUpUnit>) =>
  hospital.askAs({ ...hospital.as(who), store }, tool, input);
const propose = (...codes: string[]) => ask('coder', 'propose_codes', { encounter: 'E-1042', codes });
const decideAs = (who: Who, request: DecisionRequest) => (store: Store<SetUpUnit>) =>
  store.within(hospital.tenant, (unit) => decide(unit, request, hospital.as(who).actor));
/** For a year in which no chart here falls, so that what is suggested stays the same. */
const editionOf = (id: string, starter = false) => {
  const source = smallEditionSource();
  return EditionSource.parse({ ...source, head: { ...source.head, id, starter, from: '2029-10-01', to: '2030-09-30' } });
};
const loadEdition = (id: string) => (store: Store<SetUpUnit>) => {
  const read = pack(editionOf(id));
  return store.within(hospital.tenant, (unit) => proposeEdition(unit, read, hospital.as('lead').actor));
};

const within = <T>(store: Store<SetUpUnit>, work: (unit: SetUpUnit) => Promise<T>): Promise<T> => store.within(hospital.tenant, work);
const SYSTEM = { tenant: TenantId.parse('demo-hospital'), actor: 'countersign' };
const OTHER = policyFrom(POLICY_TEXT.replace('expiresInHours: 168', 'expiresInHours: 167'));

const DEEDS: readonly Deed[] = [
  {
    says: 'a chart is imported',
    acts: ['chart.imported'],
    run: (store) => importCharts(store, hospital.tenant, `${ROOT}/demo/hospital/E-2001`, DAY),
  },
  {
    says: 'the same chart is imported again',
    acts: [],
    run: (store) => importCharts(store, hospital.tenant, `${ROOT}/demo/hospital/E-2001`, DAY),
  },
  {
    says: 'a person joins and another leaves',
    acts: ['principal.set', 'principal.set'],
    run: (store) =>
      store.within(hospital.tenant, async (unit) => {
        const people = (await unit.principals.list()).filter(({ id }) => id !== hospital.person('mira').id);
        await registerPeople(
          unit,
          [...people, { id: 'new.coder', name: 'New Coder', kind: 'person', roles: ['coder'], active: true }],
          hospital.tenant,
        );
      }),
  },
  { says: 'a tool reads', acts: ['tool.read'], run: ask('coder', 'explain_code', { encounter: 'E-1042', code: 'I50.23' }) },
  { says: 'a tool is refused', acts: ['tool.refused'], run: ask('biller', 'explain_code', { encounter: 'E-1042', code: 'I50.23' }) },
  {
    says: 'three codes are proposed',
    acts: ['proposal.made', 'proposal.made', 'proposal.made', 'tool.read'],
    run: propose('I50.23', 'E11.22', 'J96.01'),
  },
  { says: 'one of them is proposed again', acts: ['tool.read'], run: propose('I50.23') },
  { says: 'only a header is asked for', acts: ['tool.read'], run: propose('I50.2') },
  { says: 'one is approved', acts: ['proposal.approved'], run: decideAs('coder', { proposal: 'P-1', verdict: 'approved' }) },
  { says: 'it is approved again', acts: ['decision.refused'], run: decideAs('lead', { proposal: 'P-1', verdict: 'approved' }) },
  {
    says: 'one is rejected',
    acts: ['proposal.rejected'],
    run: decideAs('coder', { proposal: 'P-2', verdict: 'rejected', reason: 'not-supported' }),
  },
  {
    says: 'another policy comes into force',
    acts: ['policy.activated'],
    run: (store) => within(store, (unit) => adoptPolicy(unit, OTHER, SYSTEM)),
  },
  {
    says: 'a proposal is overtaken under another policy',
    acts: ['proposal.superseded', 'proposal.made', 'tool.read'],
    run: propose('J96.01'),
  },
  {
    says: 'somebody without the role decides',
    acts: ['decision.refused'],
    run: decideAs('biller', { proposal: 'P-4', verdict: 'approved' }),
  },
  {
    says: 'a proposal that is not there is decided',
    acts: ['decision.refused'],
    run: decideAs('coder', { proposal: 'P-99', verdict: 'approved' }),
  },
  ...oversightDeeds(() => hospital),
  { says: 'an edition is loaded', acts: ['edition.loaded', 'proposal.made'], run: loadEdition('icd10cm-2030') },
  {
    says: 'the starter comes into force on a first start',
    acts: ['edition.activated', ...LAW.map(() => 'library.imported' as const)],
    run: (store) =>
      firstStart({
        store,
        tenant: hospital.tenant,
        starter: { id: 'icd10cm-2030-starter', sha256: 'a'.repeat(64), source: () => editionOf('icd10cm-2030-starter', true) },
        root: ROOT,
        policy: { ...OTHER, given: true },
        demo: false,
        progress: () => undefined,
      }),
  },
];

const kinds = await databases();
const usable = kinds.filter(({ skip }) => skip === undefined);

describe.each(usable)('on $name', ({ open }) => {
  beforeAll(async () => {
    hospital = await fill(await open(), ['E-1042']);
  });
  afterAll(() => hospital.close());

  /** The same store with a ledger that cannot be written. */
  const failing: Store<SetUpUnit> = {
    within: (tenant, work) =>
      hospital.store.within(tenant, (unit) =>
        work({ ...unit, ledger: { ...unit.ledger, append: () => Promise.reject(new Error('the disk of the ledger is full')) } }),
      ),
  };
  const size = () => hospital.store.within(hospital.tenant, async ({ ledger }) => (await ledger.head()).size);
  async function newActs(run: () => Promise<unknown>): Promise<string[]> {
    const before = await size();
    await run();
    const last = (await size()) - before;
    if (last === 0) return [];
    return hospital.store.within(hospital.tenant, async ({ ledger }) => (await ledger.list({ last })).map(({ leaf }) => leaf.act));
  }

  // In order: each deed stands on those before it.
  test.each(DEEDS)('$says: not at all while the ledger cannot be written, and then with $acts', async ({ acts, run }) => {
    const before = await fingerprints(hospital.asOwner);
    const failed = await run(failing).then(
      () => false,
      (why: unknown) => String(why).includes('the disk of the ledger is full'),
    );
    expect(failed).toBe(acts.length > 0);
    expect(changed(before, await fingerprints(hospital.asOwner))).toEqual([]);

    expect(await newActs(() => run(hospital.store))).toEqual(acts);
  });

  test('an effect that was carried out while the ledger could not be written is not settled, and comes round again, once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'effects-'));
    const receivers = [folderReceiver(folder)];

    await expect(deliverOwed(failing, hospital.tenant, receivers)).rejects.toThrow('the disk of the ledger is full');
    expect(await hospital.asOwner('select state from outbox')).toEqual([{ state: 'sending' }]);

    await hospital.asOwner(`update outbox set claimed_at = claimed_at - interval '2 minutes'`);
    expect(await newActs(() => deliverOwed(hospital.store, hospital.tenant, receivers))).toEqual(['effect.done']);
    expect(readdirSync(folder)).toHaveLength(1);
    expect(await newActs(() => deliverOwed(hospital.store, hospital.tenant, receivers))).toEqual([]);
  });

  test.each([
    ['effect.failed', new Failure('bad-input', 'The receiver does not take this code.')],
    ['effect.unknown', new Error('the line went dead')],
  ])('an effect that ended otherwise leaves %s', async (act, thrown) => {
    const receiver: Receiver = {
      kinds: ['code.accept', 'code.add'],
      receive: () => Promise.reject(thrown),
      find: () => Promise.resolve('cannot tell'),
      name: 'a stub',
    };
    const [code, id] = act === 'effect.failed' ? ['N18.32', 'P-6'] : ['I25.5', 'P-7'];
    await propose(code)(hospital.store);
    await decideAs('coder', { proposal: id, verdict: 'approved' })(hospital.store);

    expect(await newActs(() => deliverOwed(hospital.store, hospital.tenant, [receiver]))).toEqual([act]);
  });

  test('an edition that was approved comes into force with its own entry, beside that of the effect', async () => {
    const receivers = (store: Store<SetUpUnit>) => [editionReceiver(store, hospital.tenant)];
    expect(await newActs(() => decideAs('compliance', { proposal: 'P-5', verdict: 'approved' })(hospital.store))).toEqual([
      'proposal.approved',
    ]);

    expect(await newActs(() => deliverOwed(hospital.store, hospital.tenant, receivers(hospital.store)))).toEqual([
      'edition.activated',
      'effect.done',
    ]);
  });

  test('an edition does not come into force while the ledger cannot be written', async () => {
    await loadEdition('icd10cm-2030-other')(hospital.store);
    await decideAs('compliance', { proposal: 'P-8', verdict: 'approved' })(hospital.store);
    await deliverOwed(hospital.store, hospital.tenant, [editionReceiver(failing, hospital.tenant)]);

    expect(await hospital.asOwner(`select state from edition where id = 'icd10cm-2030-other'`)).toEqual([{ state: 'loaded' }]);
  });

  test('a proposal past its hour is closed, with an entry, when its code is proposed again', async () => {
    await propose('D63.1')(hospital.store);
    await hospital.asOwner(`update proposal set expires_at = created_at + interval '1 microsecond' where subject = 'D63.1'`);
    const again = propose('D63.1');
    const before = await fingerprints(hospital.asOwner);

    await expect(again(failing)).rejects.toThrow('the disk of the ledger is full');
    expect(changed(before, await fingerprints(hospital.asOwner))).toEqual([]);
    expect(await newActs(() => again(hospital.store))).toEqual(['proposal.expired', 'proposal.made', 'tool.read']);
  });

  test('in the end the entries are as many as the rows they are about, kind by kind', async () => {
    const [counted] = await hospital.asOwner(
      `select (select count(*)::int from proposal) as "proposal.made",
         (select count(*)::int from proposal where state = 'approved') as "proposal.approved",
         (select count(*)::int from proposal where state = 'rejected') as "proposal.rejected",
         (select count(*)::int from proposal where state = 'expired') as "proposal.expired",
         (select count(*)::int from proposal where state = 'superseded') as "proposal.superseded",
         (select count(*)::int from outbox where state = 'done') as "effect.done",
         (select count(*)::int from outbox where state = 'failed') as "effect.failed",
         (select count(*)::int from outbox where state = 'unknown') as "effect.unknown",
         (select count(*)::int from encounter) as "chart.imported"`,
    );
    const rows = await hospital.asOwner<{ act: string; entries: number }>(
      `select leaf::json->>'act' as act, count(*)::int as entries from ledger_entry group by 1`,
    );
    const entries = new Map(rows.map(({ act, entries }) => [act, entries]));

    for (const [act, count] of Object.entries(counted ?? {})) expect(`${act} ${entries.get(act) ?? 0}`).toBe(`${act} ${count}`);
    expect(Object.keys(counted ?? {})).toHaveLength(9);
  });
});
