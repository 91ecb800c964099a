import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { prepareDatabase } from '#app/owner/prepare-database.ts';
import { fhirReceiver } from '#connectors/fhir-server/fhir-receiver.ts';
import { postgresStore } from '#connectors/postgres/postgres-store.ts';
import { TenantId } from '#guardrails/actor.ts';
import { sealer } from '#guardrails/audit/seal.ts';
import { newSigningKey, signer } from '#guardrails/audit/signed-note.ts';
import { deliverOwed } from '#guardrails/effects/deliver.ts';
import { adoptPolicy } from '#guardrails/policy/adopt-policy.ts';
import { setPrincipal } from '#guardrails/set-principal.ts';
import { aChart } from '#tests/contracts/builders.ts';
import { PEOPLE, policyFrom } from '#tests/support/a-case.ts';
import { AT_RECEIVER, type CrashOrder, type CrashPoint } from '#tests/support/crash-points.ts';
import { databases } from '#tests/support/databases.ts';
import { fhirStandIn } from '#tests/support/fhir-stand-in.ts';

/**
 * How long after kill -9 an effect is settled by the next process, with the lease and the tick of production: `node bench/crash-recovery.ts`. Takes
 * two minutes, on PostgreSQL.
 */
const TICK_MS = 5_000;
const POINTS: readonly CrashPoint[] = ['claimed', 'before-send', AT_RECEIVER, 'after-send', 'settled-uncommitted'];

const [, postgres] = await databases();
if (postgres === undefined || postgres.skip !== undefined) throw new Error(`PostgreSQL is needed: ${postgres?.skip ?? ''}`);
const database = await postgres.openEmpty();
await prepareDatabase(database);
const fhir = await fhirStandIn();
const keyFile = join(mkdtempSync(join(tmpdir(), 'key-')), 'key.pem');
const pem = newSigningKey();
writeFileSync(keyFile, pem, { mode: 0o600 });
const keys = { current: signer('countersign/test', pem), retired: [] };
const store = postgresStore(database, { salt: () => 'salt', sealer: sealer(() => Promise.resolve(keys)) });

let worst = 0;
for (const point of POINTS) {
  const tenant = TenantId.parse(`recovery-${point}`);
  await store.within(tenant, async (unit) => {
    await adoptPolicy(unit, policyFrom(), { tenant, actor: 'countersign' });
    for (const one of [PEOPLE.dana, PEOPLE.agent]) await setPrincipal(unit, one, tenant);
    await unit.charts.put(aChart('E-1', 'Acute on chronic systolic heart failure.'));
  });
  if (point === AT_RECEIVER) fhir.meet('silent-after-commit');
  const order: CrashOrder = { point, receiver: 'fhir', url: database.url ?? '', tenant, keyFile, fhir: fhir.url, folder: '', time: 1 };
  const child = fork(resolve(import.meta.dirname, '..', 'tests', 'support', 'crash-child.ts'), [JSON.stringify(order)], {
    stdio: 'inherit',
  });
  if (point === AT_RECEIVER) void fhir.nextWrite().then(() => child.kill('SIGKILL'));
  await once(child, 'exit');
  fhir.forget();

  const killed = performance.now();
  for (let settled = false; !settled;) {
    await deliverOwed(store, tenant, [fhirReceiver({ url: fhir.url })]);
    settled = (await store.within(tenant, ({ outbox }) => outbox.list({ states: ['owed', 'sending', 'unknown'], limit: 1 }))).length === 0;
    if (!settled) await setTimeout(TICK_MS);
  }
  const seconds = (performance.now() - killed) / 1000;
  worst = Math.max(worst, seconds);
  process.stdout.write(`${point.padEnd(22)} settled ${seconds.toFixed(1)} s after kill -9\n`);
}
process.stdout.write(`worst                  ${worst.toFixed(1)} s, of at most 30\n`);
await fhir.close();
await database.close();
