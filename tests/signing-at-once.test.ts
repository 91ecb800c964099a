import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { openAudit } from '#app/ledger/audit.ts';
import { readConfig } from '#app/settings/config.ts';
import { openDatabase } from '#connectors/postgres/open-database.ts';
import { anAct } from './contracts/builders.ts';
import { subjectOver } from './contracts/subject.ts';
import { databases } from './support/databases.ts';
import { ROOT } from './support/mcp-process.ts';

const [, postgres] = await databases();

test.skipIf(postgres?.skip !== undefined)(
  'a growing ledger is signed by several at once without one taking another for a false history',
  async () => {
    const database = await postgres!.open();
    // Processes of their own, as far as the database and the files can tell.
    const url = database.pool.options.connectionString ?? '';
    const others = await Promise.all([openDatabase({ url }), openDatabase({ url })]);
    const { store, tenant: newTenant } = subjectOver(database);
    const tenant = newTenant();
    const config = readConfig({ COUNTERSIGN_DATA_DIR: mkdtempSync(`${tmpdir()}/countersign-signing-`), COUNTERSIGN_TENANT: tenant }, ROOT);
    const audits = [];
    for (const one of [database, ...others]) audits.push(await openAudit(one, config, tenant));

    const growing = (async () => {
      for (let n = 0; n < 40; n += 1) await store.within(tenant, (unit) => unit.ledger.append(anAct(tenant)));
    })();
    await Promise.all(
      audits.map(async (audit) => {
        for (let n = 0; n < 15; n += 1) await audit.checkpoint();
      }),
    );
    await growing;

    expect((await audits[0]!.verify()).verdict.verdict).toBe('OK');
    for (const one of others) await one.close();
    await database.close();
  },
);
