import { readFileSync } from 'node:fs';
import { createAgent } from '#agent/create-agent.ts';
import { rulesPlanner } from '#agent/planners/rules.ts';
import { editionsInForce } from '#app/editions/editions.ts';
import { fhirReceiver } from '#connectors/fhir-server/fhir-receiver.ts';
import { folderReceiver } from '#connectors/folder-sink/folder-receiver.ts';
import { openCheckpoints } from '#connectors/langgraph/open-checkpoints.ts';
import { openDatabase } from '#connectors/postgres/open-database.ts';
import { postgresStore, type SetUpUnit } from '#connectors/postgres/postgres-store.ts';
import { TenantId } from '#guardrails/actor.ts';
import { sealer } from '#guardrails/audit/seal.ts';
import { signer } from '#guardrails/audit/signed-note.ts';
import { deliverOwed } from '#guardrails/effects/deliver.ts';
import { hold } from '#guardrails/gate.ts';
import type { Store } from '#guardrails/unit.ts';
import { TOOLS } from '#tools/registry.ts';
import { aCode, PEOPLE } from './a-case.ts';
import type { Acknowledged, CrashOrder, CrashPoint } from './crash-points.ts';

/** A coder at work in a process that is killed at a named point: proposes, decides in the chat, and has the effects sent, four times over. */
const order = JSON.parse(process.argv[2] ?? '{}') as CrashOrder;
const tenant = TenantId.parse(order.tenant);
let left = order.time;

/** Ends the process as `kill -9` does, and never comes back. */
function reached(point: CrashPoint): Promise<void> {
  if (point !== order.point) return Promise.resolve();
  left -= 1;
  if (left > 0) return Promise.resolve();
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => undefined);
}

/** The same port, with a point after it. */
function then<A extends unknown[], R>(point: CrashPoint, port: (...given: A) => Promise<R>): (...given: A) => Promise<R> {
  return async (...given) => {
    const result = await port(...given);
    await reached(point);
    return result;
  };
}

function breaking(inner: Store<SetUpUnit>): Store<SetUpUnit> {
  return {
    async within(of, work) {
      const result = await inner.within(of, async (unit) => {
        const { proposals, outbox, ledger } = unit;
        const done = await work({
          ...unit,
          proposals: {
            ...proposals,
            make: then('proposal-made', (made) => proposals.make(made)),
            decide: then('row-decided', (decision) => proposals.decide(decision)),
          },
          outbox: { ...outbox, owe: then('effect-owed', (effect) => outbox.owe(effect)) },
          ledger: { ...ledger, append: then('entry-appended', (act) => ledger.append(act)) },
        });
        await reached('before-commit');
        return done;
      });
      await reached('after-commit');
      return result;
    },
  };
}

const database = await openDatabase({ url: order.url });
const keys = { current: signer('countersign/test', readFileSync(order.keyFile, 'utf8')), retired: [] };
const store = breaking(postgresStore(database, { salt: () => 'salt', sealer: sealer(() => Promise.resolve(keys)) }));
const receiver = order.receiver === 'fhir' ? fhirReceiver({ url: order.fhir }) : folderReceiver(order.folder, reached);
const deliver = async (): Promise<void> => void (await deliverOwed(store, tenant, [receiver], () => undefined, reached));
const { checkpointer, waiting } = await openCheckpoints(database.pool);
checkpointer.put = then('checkpoint-put', checkpointer.put.bind(checkpointer));
checkpointer.deleteThread = then('checkpoint-deleted', checkpointer.deleteThread.bind(checkpointer));
let ids = 0;
const agent = createAgent({
  ...{ store, editions: editionsInForce(), tools: TOOLS, planner: rulesPlanner(), checkpointer, waiting, deliver },
  newId: () => `crash-${process.pid}-${(ids += 1)}`,
});
const actor = { tenant, principal: PEOPLE.dana, channel: 'terminal' as const };
const tell = (told: Acknowledged): Promise<void> =>
  new Promise((resolve) => void process.send?.(told, undefined, undefined, () => resolve()));

for (const [at, code] of ['I50.21', 'I50.22', 'I50.23', 'I50.31'].entries()) {
  const maker = { ...actor, principal: PEOPLE.agent, onBehalfOf: PEOPLE.dana };
  const { id } = await store.within(tenant, (unit) => hold(unit, aCode('code.accept', code), maker, 'propose_codes'));
  await tell({ op: 'proposed', id });
  const rejects = at === 1;
  const { refused } = await agent.ask({ conversation: 'crash', actor, text: rejects ? `reject ${id}, not supported` : `approve ${id}` });
  if (refused === undefined) await tell({ op: rejects ? 'rejected' : 'approved', id });
}
await deliver();
await database.close();
process.exit(0);
