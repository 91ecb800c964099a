import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openAudit, type Audit } from '#app/ledger/audit.ts';
import { readConfig } from '#app/settings/config.ts';
import type { Database } from '#connectors/postgres/open-database.ts';
import { postgresStore, type SetUpUnit } from '#connectors/postgres/postgres-store.ts';
import type { Actor, Principal, TenantId } from '#guardrails/actor.ts';
import { adoptPolicy } from '#guardrails/policy/adopt-policy.ts';
import { readPolicy } from '#guardrails/policy/read-policy.ts';
import { placeHold, releaseHold } from '#guardrails/retention/holds.ts';
import { purgeLedger, type Retention } from '#guardrails/retention/purge.ts';
import { isLongEnough, SEGMENT } from '#guardrails/retention/segments.ts';
import { setPrincipal } from '#guardrails/set-principal.ts';
import type { Store } from '#guardrails/unit.ts';
import { anAct } from './contracts/builders.ts';
import { subjectOver, type Subject } from './contracts/subject.ts';
import { databases } from './support/databases.ts';
import { forgeEntry } from './support/forge-entry.ts';
import { addOldEntries } from './support/old-entries.ts';

const ROOT = resolve(import.meta.dirname, '..');
const POLICY = 'guardrails/policy/baseline.yaml';
const usable = (await databases()).filter(({ skip }) => skip === undefined);

test.each([
  ['2020-01-31T10:00:00.000Z', '2026-01-31T10:00:00.000Z', true],
  ['2020-01-31T10:00:00.000Z', '2026-01-31T09:59:59.999Z', false],
  ['2020-02-29T00:00:00.000Z', '2026-03-01T00:00:00.000Z', true],
])('an entry of %s that was purged %s was kept for six years: %s', (end, purgedAt, long) => {
  expect(isLongEnough(end, purgedAt)).toBe(long);
});

/** A database that would purge four segments, and with them the entries of the people and of the policy. */
const namesAll: Retention['purge'] = async () => ({ first: 0, upto: 4, why: 'open' });

describe.each(usable)(
  'a ledger on $name of which two segments are older than six years and one is not',
  { timeout: 120_000 },
  ({ name, open }) => {
    let database: Database;
    let subject: Subject;
    let tenant: TenantId;
    let store: Store<SetUpUnit>;
    let audit: Audit;

    const as = (id: string, roles: Principal['roles']): Actor => ({
      tenant,
      principal: { id, name: id, kind: 'person', roles, active: true },
      channel: 'terminal',
    });
    const keeper = () => as('ines', ['compliance']);
    const purge = (before: string, changes: { readonly sealed?: number; readonly by?: Actor } = {}) =>
      store.within(tenant, (unit) => purgeLedger(unit, changes.by ?? keeper(), { before, sealed: changes.sealed ?? 3 * SEGMENT }));
    const verdict = async () => (await audit.verify()).verdict;
    const count = async (table: string, where = 'true') =>
      (await subject.asOwner<{ n: number }>(`select count(*)::int as n from ${table} where tenant = $1 and ${where}`, [tenant]))[0]?.n;

    beforeEach(async () => {
      database = await open();
      subject = subjectOver(database);
      tenant = subject.tenant();
      const folder = mkdtempSync(join(tmpdir(), 'retention-'));
      audit = await openAudit(
        database,
        { ...readConfig({ COUNTERSIGN_DATA_DIR: folder }, ROOT), checkpoints: join(folder, 'kept') },
        tenant,
      );
      store = postgresStore(database, { salt: () => 'salt', sealer: audit.sealer });
      await addOldEntries(database, tenant, { many: 100, from: '2018-01-01' });
      await audit.checkpoint();
      await addOldEntries(database, tenant, { many: SEGMENT - 100, from: '2018-01-02' });
      await addOldEntries(database, tenant, { many: SEGMENT, from: '2019-01-01', encounter: 'E-7' });
      await addOldEntries(database, tenant, { many: SEGMENT, from: '2022-01-01' });
      const text = readFileSync(join(ROOT, POLICY), 'utf8');
      await store.within(tenant, async (unit) => {
        await adoptPolicy(unit, { policy: readPolicy(text, POLICY), text }, { tenant, actor: 'countersign' });
        await setPrincipal(unit, keeper().principal, tenant);
      });
      await audit.checkpoint();
    }, 120_000);
    afterEach(() => database.close());

    test('loses the two, whole and in order, keeps their roots, and is verified, proved and signed as before', async () => {
      expect(await purge('2020-06-01')).toEqual({ segments: 2, entries: 2 * SEGMENT, from: 2 * SEGMENT, why: 'young' });
      await audit.checkpoint();

      expect(await count('ledger_entry', `index < ${2 * SEGMENT}`)).toBe(0);
      expect(await count('ledger_entry')).toBe(SEGMENT + 3);
      expect(await count('ledger_node', `level = 12`)).toBe(3);
      expect(await count('ledger_node', `level < 12 and index << level < ${2 * SEGMENT}`)).toBe(0);
      expect(await count('ledger_segment')).toBe(2);
      expect(await verdict()).toMatchObject({
        verdict: 'OK',
        size: 3 * SEGMENT + 3,
        anchoredTo: 3 * SEGMENT + 3,
        purged: { entries: 2 * SEGMENT, checkpoints: 1 },
      });
      await store.within(tenant, ({ ledger }) => ledger.append(anAct(tenant)));
      await audit.checkpoint();
      expect(await audit.prove(2 * SEGMENT)).toContain(`index ${2 * SEGMENT}`);
      await expect(audit.prove(5)).rejects.toMatchObject({ code: 'not-found' });
      expect(await purge('2020-06-01')).toMatchObject({ segments: 0, why: 'young' });
    });

    test('loses nothing that is younger than six years by the clock of the database, whoever asks, the owner by hand included', async () => {
      await expect(purge('2023-01-01')).rejects.toMatchObject({ code: 'bad-input', says: expect.stringContaining('less than six years') });
      await expect(purge('2023-01-01', { by: as('dana', ['coder']) })).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(purge('2020-06-01', { by: as('dana', ['coder']) })).rejects.toMatchObject({ code: 'not-allowed' });
      const byHand = `select set_config('countersign.tenant', $1, false), (purge_ledger('2023-01-01', 99999)).*`;
      expect(await subject.asOwner(byHand, [tenant])).toMatchObject([{ upto: '0', why: 'recent' }]);
      await expect(subject.asApp(tenant, `select purge_ledger('2020-06-01', 99999)`)).rejects.toMatchObject({ code: '42501' });
      await expect(subject.asApp(tenant, 'delete from ledger_segment')).rejects.toMatchObject({ code: '42501' });

      expect(await purge('2018-01-03')).toMatchObject({ segments: 0, why: 'young' });
      expect(await count('ledger_entry')).toBe(3 * SEGMENT + 2);
    });

    test('loses only what a signed checkpoint bears out', async () => {
      expect(await purge('2020-06-01', { sealed: SEGMENT - 1 })).toMatchObject({ segments: 0, why: 'unsealed' });
      expect(await purge('2020-06-01', { sealed: 2 * SEGMENT - 1 })).toMatchObject({ segments: 1, why: 'unsealed' });
    });

    test('loses nothing under a legal hold, of the whole ledger or of one case, until it is released', async () => {
      const within = <T>(work: (unit: SetUpUnit) => Promise<T>) => store.within(tenant, work);
      await expect(within((unit) => placeHold(unit, as('dana', ['coder']), { reason: 'r' }))).rejects.toMatchObject({
        code: 'not-allowed',
      });
      await expect(within((unit) => placeHold(unit, keeper(), { reason: 'r', encounter: 'E-70' }))).rejects.toMatchObject({
        code: 'not-found',
      });
      const all = await within((unit) => placeHold(unit, keeper(), { reason: 'An inquiry' }));
      const one = await within((unit) => placeHold(unit, keeper(), { reason: 'A lawsuit', encounter: 'E-7' }));
      expect([all.id, one.id]).toEqual(['H-1', 'H-2']);
      expect(await purge('2020-06-01')).toMatchObject({ segments: 0, why: 'held' });
      await within((unit) => releaseHold(unit, keeper(), 'H-1'));
      await expect(within((unit) => releaseHold(unit, keeper(), 'H-1'))).rejects.toMatchObject({ code: 'not-found' });
      expect(await purge('2020-06-01')).toMatchObject({ segments: 1, why: 'held' });
      await within((unit) => releaseHold(unit, keeper(), 'H-2'));
      expect(await purge('2020-06-01')).toMatchObject({ segments: 1, why: 'young' });

      const acts = (await within(({ ledger }) => ledger.list({ acts: ['hold.placed', 'hold.released', 'ledger.purged'] }))).map(
        ({ leaf }) => leaf.act,
      );
      expect(acts).toEqual(['hold.placed', 'hold.placed', 'hold.released', 'ledger.purged', 'hold.released', 'ledger.purged']);
      await expect(subject.asApp(tenant, 'delete from ledger_hold')).rejects.toMatchObject({ code: '42501' });
      await audit.checkpoint();
      expect(await verdict()).toMatchObject({ verdict: 'OK', purged: { entries: 2 * SEGMENT } });
    });

    test('keeps who may do what and the policy under seal, however old they were entered', async () => {
      await addOldEntries(database, tenant, { many: SEGMENT, from: '2022-02-01' });
      const forged = { act: 'principal.set', actor: 'countersign', about: { principal: 'ines' } };
      await forgeEntry(subject, { tenant }, forged);
      await forgeEntry(subject, { tenant }, { ...forged, act: 'policy.activated', about: { adopts: 'baseline@1', text: 'f'.repeat(64) } });
      const acts = async () =>
        (await store.within(tenant, ({ ledger }) => ledger.list({ acts: ['principal.set', 'policy.activated'] })))
          .filter(({ fault }) => fault === undefined)
          .map(({ leaf }) => leaf.act);
      await store.within(tenant, (unit) =>
        purgeLedger({ ...unit, retention: { purgeable: namesAll, purge: namesAll } }, keeper(), { before: '2020-06-01', sealed: 0 }),
      );

      expect(await acts()).toEqual(['policy.activated', 'principal.set', 'principal.set', 'policy.activated']);
    });

    // The program and the verifier read the same rows from either database, so what is done to them is tried on one.
    if (name !== usable.at(-1)?.name) return;

    test.each([
      ['was released', `update ledger_hold set released_by = 'mallory', released_at = now() where tenant = $1`],
      ['was put on another case', `update ledger_hold set encounter = 'E-8' where tenant = $1`],
      ['was taken away', 'delete from ledger_hold where tenant = $1'],
    ])('loses nothing while a hold was placed that %s beside the program', async (_name, statement) => {
      await store.within(tenant, (unit) => placeHold(unit, keeper(), { reason: 'A lawsuit', encounter: 'E-7' }));
      await subject.asOwner(statement, [tenant]);

      await expect(purge('2020-06-01')).rejects.toMatchObject({
        code: 'altered',
        says: expect.stringContaining('The hold H-1 ') as string,
      });
      expect(await count('ledger_entry')).toBe(3 * SEGMENT + 3);
    });

    test('loses nothing while a hold stands whose release bears no seal', async () => {
      await store.within(tenant, (unit) => placeHold(unit, keeper(), { reason: 'An inquiry' }));
      await forgeEntry(subject, { tenant }, { act: 'hold.released', actor: 'ines', about: { hold: 'H-1', reason: 'An inquiry' } });
      await subject.asOwner(`update ledger_hold set released_by = 'ines', released_at = now() where tenant = $1`, [tenant]);

      await expect(purge('2020-06-01')).rejects.toMatchObject({ code: 'altered' });
    });

    test.each([
      ['whose record of a segment is gone', 0, 'delete from ledger_segment where tenant = $1 and index = 0'],
      [
        'whose record of a segment has another root',
        SEGMENT,
        `update ledger_segment set root = sha256('') where tenant = $1 and index = 1`,
      ],
      [
        'whose record of a segment is dated back',
        0,
        `update ledger_segment set last_leaf = replace(last_leaf, '2018', '2017') where tenant = $1 and index = 0`,
      ],
      ['whose purge was cut off the end', 0, "delete from ledger_entry where tenant = $1 and about ->> 'purgedTo' is not null"],
    ])('that was purged and %s is BROKEN there', async (_name, firstBad, statement) => {
      await purge('2020-06-01');
      await audit.checkpoint();
      await subject.asOwner(statement, [tenant]);

      expect(await verdict()).toMatchObject({ verdict: 'BROKEN', firstBad });
    });

    /** What an administrator could do who has no key: take a segment out as the function does, and leave the same record of it. */
    const takeOut = async () => {
      const [body] = await subject.asOwner<{ def: string }>(
        `select pg_get_functiondef('purgeable_segments(timestamptz, bigint)'::regprocedure) as def`,
      );
      await subject.asOwner((body?.def ?? '').replaceAll('6 years', '1 year'));
      await subject.asOwner(`select set_config('countersign.tenant', $1, false), (purge_ledger('2024-01-01', 99999)).*`, [tenant]);
    };

    test('of which a young segment was taken out by hand is BROKEN: no entry says that it was purged', async () => {
      await takeOut();

      expect(await count('ledger_segment')).toBe(3);
      expect(await verdict()).toMatchObject({
        verdict: 'BROKEN',
        firstBad: 0,
        says: expect.stringContaining('no entry says that they were purged'),
      });
    });

    test('of which a young segment was taken out under a forged entry is BROKEN at that entry: it bears no seal', async () => {
      const forging = postgresStore(database, { salt: () => 'salt', sealer: { seal: async () => 'AAAA', isSealed: async () => true } });
      const forged = { ...anAct(tenant), act: 'ledger.purged' as const, about: { purgedTo: 3 * SEGMENT } };
      await forging.within(tenant, ({ ledger }) => ledger.append(forged));
      await takeOut();

      expect(await verdict()).toMatchObject({ verdict: 'BROKEN', firstBad: 3 * SEGMENT + 2, says: expect.stringContaining('seal') });
    });

    test('that was purged too early by a program that was let to is BROKEN: what is left shows how old the entries were', async () => {
      const [body] = await subject.asOwner<{ def: string }>(
        `select pg_get_functiondef('purgeable_segments(timestamptz, bigint)'::regprocedure) as def`,
      );
      await subject.asOwner((body?.def ?? '').replaceAll('6 years', '1 year'));
      expect(await purge('2024-01-01')).toMatchObject({ segments: 3 });

      expect(await verdict()).toMatchObject({
        verdict: 'BROKEN',
        firstBad: 2 * SEGMENT,
        says: expect.stringContaining('less than six years'),
      });
    });
  },
);
