import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { postgresStore } from '#connectors/postgres/postgres-store.ts';
import { TenantId } from '#guardrails/actor.ts';
import { sealer } from '#guardrails/audit/seal.ts';
import { newSigningKey, signer } from '#guardrails/audit/signed-note.ts';
import { hold } from '#guardrails/gate.ts';
import { adoptPolicy } from '#guardrails/policy/adopt-policy.ts';
import { setPrincipal } from '#guardrails/set-principal.ts';
import { aChart } from './contracts/builders.ts';
import { aCode, PEOPLE, person, policyFrom } from './support/a-case.ts';
import { approverNames } from './support/approvers.ts';
import { databases } from './support/databases.ts';

/** The whole measure: `RACE_ROUNDS=300 npx vitest run tests/racing-decisions.test.ts`. */
const ROUNDS = Number(process.env['RACE_ROUNDS'] ?? 60);
const [, postgres] = await databases();

test.skipIf(postgres?.skip !== undefined)(
  `20 people in two processes decide the same ${ROUNDS} proposals at once: each is decided once and owes at most one effect`,
  { timeout: 600_000 },
  async () => {
    const database = await postgres!.open();
    onTestFinished(() => database.close());
    const tenant = TenantId.parse('racing');
    const keyFile = join(mkdtempSync(join(tmpdir(), 'key-')), 'key.pem');
    const pem = newSigningKey();
    writeFileSync(keyFile, pem, { mode: 0o600 });
    const keys = { current: signer('countersign/test', pem), retired: [] };
    const store = postgresStore(database, { salt: () => 'salt', sealer: sealer(() => Promise.resolve(keys)) });
    await store.within(tenant, async (unit) => {
      await adoptPolicy(unit, policyFrom(), { tenant, actor: 'countersign' });
      for (const name of approverNames()) await setPrincipal(unit, person(name, 'coder'), tenant);
      await setPrincipal(unit, PEOPLE.agent, tenant);
      await unit.charts.put(aChart('E-1', 'Acute on chronic systolic heart failure.'));
    });
    const processes = await Promise.all(['0', '1'].map((half) => started(database.url!, tenant, keyFile, half)));

    const states: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const draft = aCode('code.accept', `R10.${String(round).padStart(3, '0')}`);
      const actor = { tenant, principal: PEOPLE.agent, onBehalfOf: person('coder-1', 'coder'), channel: 'terminal' as const };
      const { id } = await store.within(tenant, (unit) => hold(unit, draft, actor, 'propose_codes'));
      const [one, other] = await Promise.all(processes.map((child) => asked(child, { round, proposal: id })));

      expect({ id, decided: one!.decided + other!.decided, told: one!.told + other!.told }).toEqual({ id, decided: 1, told: 19 });
      const { state, acts, owed } = await store.within(tenant, async (unit) => ({
        state: (await unit.proposals.find(id))?.state ?? '',
        acts: (await unit.ledger.list({ proposal: id }))
          .map(({ leaf }) => leaf.act)
          .filter((act) => /^proposal\.(approved|rejected)$/.test(act)),
        owed: (await unit.outbox.stateOf(id)) === undefined ? 0 : 1,
      }));
      expect(acts).toEqual([`proposal.${state}`]);
      expect(owed).toBe(state === 'approved' ? 1 : 0);
      states.push(state);
    }
    for (const child of processes) child.send('end');
    await Promise.all(processes.filter(({ exitCode }) => exitCode === null).map((child) => once(child, 'exit')));

    expect(new Set(states)).toEqual(new Set(['approved', 'rejected']));
    const { rows } = await database.pool.query<{ owed: string; proposals: string }>(
      'select count(*) as owed, count(distinct proposal) as proposals from countersign.outbox',
    );
    expect(rows[0]?.owed).toBe(rows[0]?.proposals);
  },
);

async function started(url: string, tenant: string, keyFile: string, half: string): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'support', 'approver-process.ts'), [url, tenant, keyFile, half], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'message');
  return child;
}

async function asked(
  child: ChildProcess,
  question: { readonly round: number; readonly proposal: string },
): Promise<{ readonly decided: number; readonly told: number }> {
  const answered = once(child, 'message') as Promise<[{ readonly decided: number; readonly told: number }]>;
  child.send(question);
  return (await answered)[0];
}
