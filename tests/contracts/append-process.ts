import { openDatabase } from '#connectors/postgres/open-database.ts';
import { postgresStore } from '#connectors/postgres/postgres-store.ts';
import { TenantId } from '#guardrails/actor.ts';
import { anAct } from './builders.ts';
import { testSealer } from './subject.ts';

/**
 * A process that appends to a ledger in 20 loops at once until it is killed, for `ledger-crashes.test.ts`:
 * `append-process.ts <url or folder> <tenant>`. After each commit it says the number and the hash of the entry.
 */
const [where = '', named = ''] = process.argv.slice(2);
const tenant = TenantId.parse(named);
const database = await openDatabase(where.startsWith('postgres') ? { url: where } : { directory: where });
const store = postgresStore(database, { salt: () => 'salt', sealer: testSealer() });

async function appendForEver(loop: number): Promise<never> {
  for (;;) {
    const { leaf, leafHash } = await store.within(tenant, ({ ledger }) => ledger.append(anAct(tenant, { proposal: `P-${loop}` })));
    process.stdout.write(`${leaf.index} ${leafHash}\n`);
  }
}
await Promise.all(Array.from({ length: 20 }, (_one, loop) => appendForEver(loop)));
