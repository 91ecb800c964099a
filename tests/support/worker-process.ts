import { randomBytes } from 'node:crypto';
import { openAudit } from '#app/ledger/audit.ts';
import { readConfig } from '#app/settings/config.ts';
import { faultLog } from '#app/owner/faults.ts';
import { workEffects } from '#app/effects/work-effects.ts';
import { folderReceiver } from '#connectors/folder-sink/folder-receiver.ts';
import { openDatabase } from '#connectors/postgres/open-database.ts';
import { postgresStore } from '#connectors/postgres/postgres-store.ts';
import { TenantId } from '#guardrails/actor.ts';
import { deliverOne, deliverOwed } from '#guardrails/effects/deliver.ts';
import type { Reached, Receiver } from '#guardrails/effects/receiver.ts';

/**
 * A worker as a process of its own, for `effects-at-work.test.ts`: the loop that `countersign work` runs, over the folder receiver.
 * It says what it does, line by line, and can be told to block its event loop, as a worker does that a long computation or a
 * paused machine holds up.
 */
const [where = '', blockMs = '0', lockMs = '30000'] = process.argv.slice(2);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const config = readConfig(process.env, process.cwd());
const tenant = TenantId.parse(config.tenant);
if (!('url' in config.database)) throw new Error('a worker needs PostgreSQL');
const database = await openDatabase(config.database);
const { sealer } = await openAudit(database, config, tenant);
const store = postgresStore(database, { salt: () => randomBytes(16).toString('hex'), sealer });
const faults = faultLog((line) => say(`fault ${line.trim()}`));

let blocked = false;
const reached: Reached = (point) => {
  if (point !== where || blocked) return;
  blocked = true;
  say('blocked');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(blockMs));
  say('unblocked');
};
const folder = folderReceiver(config.effectsDir);
const receiver: Receiver = {
  ...folder,
  async receive(effect, approval) {
    say(`sent ${effect.proposal}`);
    return folder.receive(effect, approval);
  },
};
const broke = (thrown: unknown): void => say(`broke ${String(thrown)}`);
const working = workEffects({
  tenant,
  ...(config.redisUrl !== undefined && { redisUrl: config.redisUrl }),
  faults,
  progress: say,
  due: () => store.within(tenant, ({ outbox }) => outbox.due(1_000)),
  async deliverOne(id) {
    if (await deliverOne({ store, tenant, receivers: [receiver], broke, reached }, id)) say(`woken ${id}`);
  },
  async deliver() {
    const taken = await deliverOwed(store, tenant, [receiver], broke, reached);
    if (taken > 0) say(`swept ${taken}`);
  },
  tidy: () => Promise.resolve(),
  timing: { lockMs: Number(lockMs), stalledMs: Math.round(Number(lockMs) / 3), sweepMs: 500 },
});
say('working');
async function stop(): Promise<void> {
  await working.close();
  await database.close();
  process.stdout.write('closed\n', () => process.exit(0));
}
process.once('SIGTERM', () => void stop());
setInterval(() => undefined, 2 ** 30);
