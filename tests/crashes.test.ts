import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fhirReceiver } from '#connectors/fhir-server/fhir-receiver.ts';
import { folderReceiver } from '#connectors/folder-sink/folder-receiver.ts';
import { ledgerArchive } from '#connectors/postgres/ledger-archive.ts';
import type { Database } from '#connectors/postgres/open-database.ts';
import { postgresStore, type SetUpUnit } from '#connectors/postgres/postgres-store.ts';
import { TenantId } from '#guardrails/actor.ts';
import { decide } from '#guardrails/approvals.ts';
import { sealer } from '#guardrails/audit/seal.ts';
import { newSigningKey, signer } from '#guardrails/audit/signed-note.ts';
import { verifyLedger } from '#guardrails/audit/verify-ledger.ts';
import { deliverOwed } from '#guardrails/effects/deliver.ts';
import { outboxId } from '#guardrails/effects/outbox-id.ts';
import { adoptPolicy } from '#guardrails/policy/adopt-policy.ts';
import { setPrincipal } from '#guardrails/set-principal.ts';
import type { Store } from '#guardrails/unit.ts';
import { aChart } from './contracts/builders.ts';
import { PEOPLE, policyFrom } from './support/a-case.ts';
import { AT_RECEIVER, CRASHES, type Acknowledged, type CrashCase, type CrashOrder } from './support/crash-points.ts';
import { databases } from './support/databases.ts';
import { fhirStandIn, type FhirStandIn } from './support/fhir-stand-in.ts';

/** The whole matrix, under half an hour: `CRASH_RUNS=25 npx vitest run tests/crashes.test.ts`. */
const RUNS = Number(process.env['CRASH_RUNS'] ?? 1);
const [, postgres] = await databases();

describe.skipIf(postgres?.skip !== undefined)(`kill -9 at each of ${CRASHES.length} points, ${RUNS} times each, on PostgreSQL`, () => {
  let database: Database & { readonly url?: string };
  let fhir: FhirStandIn;
  let store: Store<SetUpUnit>;
  const pem = newSigningKey();
  const keyFile = join(mkdtempSync(join(tmpdir(), 'key-')), 'key.pem');

  beforeAll(async () => {
    database = await postgres!.open();
    fhir = await fhirStandIn();
    writeFileSync(keyFile, pem, { mode: 0o600 });
    const keys = { current: signer('countersign/test', pem), retired: [] };
    store = postgresStore(database, { salt: () => 'salt', sealer: sealer(() => Promise.resolve(keys)) });
  });
  afterAll(async () => {
    await fhir.close();
    await database.close();
  });

  const runs = CRASHES.flatMap((crash) => Array.from({ length: RUNS }, (_, run) => ({ ...crash, run })));
  test.each(runs)('at $point, with the $receiver receiver, run $run', { timeout: 120_000 }, async ({ run, ...crash }) => {
    const tenant = TenantId.parse(`crash-${crash.point}-${run}`);
    const folder = mkdtempSync(join(tmpdir(), 'crash-'));
    await openTenant(tenant);
    const { told, killed } = await workUntilKilled(crash, run, { tenant, folder });
    expect(killed).toBe(true);

    await recover(tenant, crash.receiver === 'fhir' ? fhirReceiver({ url: fhir.url }) : folderReceiver(folder));

    const inFolder = crash.receiver === 'folder' ? readdirSync(folder).filter((name) => !name.startsWith('.')) : [];
    const effectsOf = (id: string, digest: string): number => {
      const key = outboxId(tenant, id, digest);
      return crash.receiver === 'fhir' ? fhir.held(key) : inFolder.filter((name) => name.includes(key)).length;
    };
    await checkHistory(tenant, told, effectsOf);
  });

  /** Starts the coder, and tells what was acknowledged to them before the process was killed. */
  async function workUntilKilled(
    { point, receiver }: CrashCase,
    run: number,
    { tenant, folder }: { readonly tenant: TenantId; readonly folder: string },
  ): Promise<{ readonly told: readonly Acknowledged[]; readonly killed: boolean }> {
    const time = 1 + (run % (point === 'checkpoint-put' ? 1 : 3));
    const order: CrashOrder = { point, receiver, url: database.url ?? '', tenant, keyFile, fhir: fhir.url, folder, time };
    if (point.endsWith('-find')) fhir.meet('breaks-after-commit', 'breaks-after-commit', 'breaks-after-commit');
    if (point === AT_RECEIVER) fhir.meet('silent-after-commit');
    const child = fork(join(import.meta.dirname, 'support', 'crash-child.ts'), [JSON.stringify(order)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const told: Acknowledged[] = [];
    child.on('message', (message) => void told.push(message as Acknowledged));
    if (point === AT_RECEIVER) void fhir.nextWrite().then(() => child.kill('SIGKILL'));
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
    fhir.forget();
    return { told, killed: signal === 'SIGKILL' };
  }

  /** What the next process does: people decide again what still waits, and what is owed is sent. The leases of the dead are let run out. */
  async function recover(tenant: TenantId, receiver: ReturnType<typeof folderReceiver>): Promise<void> {
    const actor = { tenant, principal: PEOPLE.dana, channel: 'terminal' as const };
    const pending = await store.within(tenant, (unit) => unit.proposals.list({ state: 'pending', limit: 10 }));
    for (const { id } of pending) {
      const decision = await store.within(tenant, (unit) => decide(unit, { proposal: id, verdict: 'approved' }, actor));
      expect(decision.status).toBe('decided');
    }
    await database.pool.query(
      `update countersign.outbox set claimed_at = claimed_at - interval '1 minute' where tenant = $1 and state = 'sending'`,
      [tenant],
    );
    await deliverOwed(store, tenant, [receiver]);
  }

  async function openTenant(tenant: TenantId): Promise<void> {
    await store.within(tenant, async (unit) => {
      await adoptPolicy(unit, policyFrom(), { tenant, actor: 'countersign' });
      for (const one of [PEOPLE.dana, PEOPLE.agent]) await setPrincipal(unit, one, tenant);
      await unit.charts.put(aChart('E-1', 'Acute on chronic systolic heart failure.'));
    });
  }

  /** Nothing that a person was told is lost, every approval has one effect and nothing else has any, and the ledger tells the same. */
  async function checkHistory(
    tenant: TenantId,
    told: readonly Acknowledged[],
    effectsOf: (id: string, digest: string) => number,
  ): Promise<void> {
    const proposals = await store.within(tenant, (unit) => unit.proposals.list({ limit: 100 }));
    const states = new Map<string, string>(proposals.map(({ id, state }) => [id, state]));
    expect(told.filter(({ id }) => !states.has(id))).toEqual([]);
    expect(told.filter(({ op, id }) => op !== 'proposed' && states.get(id) !== op)).toEqual([]);
    for (const { id, digest, state } of proposals) {
      expect([id, state, effectsOf(id, digest)]).toEqual([id, state, state === 'approved' ? 1 : 0]);
      const [acts, effect] = await store.within(
        tenant,
        async (unit) => [(await unit.ledger.list({ proposal: id })).map(({ leaf }) => leaf.act), await unit.outbox.stateOf(id)] as const,
      );
      expect(acts.filter((act) => act === 'proposal.approved')).toHaveLength(state === 'approved' ? 1 : 0);
      expect(acts.filter((act) => act === 'effect.done')).toHaveLength(state === 'approved' ? 1 : 0);
      expect(effect?.state).toBe(state === 'approved' ? 'done' : undefined);
    }
    const verdict = await ledgerArchive(database).within(tenant, async (ledger) =>
      verifyLedger({ tenant, entries: ledger.entries(), head: await ledger.head(), anchors: [] }),
    );
    expect(verdict.verdict).toBe('UNANCHORED');
  }
});
