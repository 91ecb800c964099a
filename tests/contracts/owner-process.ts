import { join } from 'node:path';
import { ownDirectory } from '#connectors/owner/own-directory.ts';
import { migrate } from '#connectors/postgres/migrate.ts';
import { openDatabase } from '#connectors/postgres/open-database.ts';
import { postgresStore } from '#connectors/postgres/postgres-store.ts';
import { testSealer } from './subject.ts';
import { TenantId } from '#guardrails/actor.ts';
import { Failure } from '#core/errors.ts';
import { anAct } from './builders.ts';

/**
 * A process that owns a directory, for `one-owner.test.ts`. It writes to the ledger until it is killed or told to stop, and
 * says after each commit how many entries were acknowledged. A refusal is said too.
 */
const directory = process.argv[2] ?? '';
const tenant = TenantId.parse('demo');
const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());

try {
  const ownership = await ownDirectory(directory);
  await ownership.writeHolder({ command: 'countersign start' });
  const database = await openDatabase({ directory: join(directory, 'database') });
  await migrate(database.pool);
  const store = postgresStore(database, { salt: () => 'salt', sealer: testSealer() });
  while (!stop.signal.aborted) {
    const { leaf } = await store.within(tenant, (unit) => unit.ledger.append(anAct(tenant)));
    process.stdout.write(`acknowledged ${leaf.index + 1}\n`);
  }
  await database.close();
  await ownership.release();
} catch (thrown) {
  process.stdout.write(thrown instanceof Failure ? `refused ${thrown.code} ${thrown.says}\n` : `broke ${String(thrown)}\n`);
  process.exitCode = 1;
}
