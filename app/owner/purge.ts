import { randomBytes } from 'node:crypto';
import { ownDirectory } from '#connectors/owner/own-directory.ts';
import { openDatabase, type Database } from '#connectors/postgres/open-database.ts';
import { postgresStore } from '#connectors/postgres/postgres-store.ts';
import { refuseOtherSchema } from '#connectors/postgres/schema-state.ts';
import { Failure } from '#core/errors.ts';
import { TenantId } from '#guardrails/actor.ts';
import { purgeLedger, type Purged } from '#guardrails/retention/purge.ts';
import { openAudit } from '../ledger/audit.ts';
import type { Config } from '../settings/config.ts';
import { openAsOwner } from './open-as-owner.ts';
import { prepareDatabase } from './prepare-database.ts';
import { personOf, terminalActor } from '../people/principals.ts';

/**
 * Purges the ledger as the owner of the tables. It is verified first, against its signed checkpoints: what is not whole is never
 * purged, for it may be what an inquiry needs. Its head is signed afterwards.
 */
export async function purge(config: Config, before: string, as: string | undefined): Promise<Purged> {
  const { database, release } = await open(config);
  try {
    const tenant = TenantId.parse(config.tenant);
    const audit = await openAudit(database, config, tenant);
    const store = postgresStore(database, { salt: () => randomBytes(16).toString('hex'), sealer: audit.sealer });
    const actor = terminalActor(tenant, await personOf(store, tenant, as ?? config.user));
    const { verdict } = await audit.verify();
    if (verdict.verdict !== 'OK') {
      throw new Failure('altered', `The ledger is ${verdict.verdict}, and only one that is OK is purged. Run countersign audit verify.`);
    }
    const purged = await store.within(tenant, (unit) => purgeLedger(unit, actor, { before, sealed: verdict.anchoredTo }));
    if (purged.segments > 0) await audit.checkpoint();
    return purged;
  } finally {
    await database.close();
    await release();
  }
}

async function open(config: Config): Promise<{ readonly database: Database; readonly release: () => Promise<void> }> {
  if ('url' in config.database) {
    const database = await openAsOwner(config, 'countersign ledger purge');
    await refuseOtherSchema(database.pool).catch(async (thrown: unknown) => {
      await database.close();
      throw thrown;
    });
    return { database, release: async () => undefined };
  }
  const ownership = await ownDirectory(config.dataDir);
  try {
    const database = await openDatabase(config.database);
    await prepareDatabase(database);
    return { database, release: () => ownership.release() };
  } catch (thrown) {
    await ownership.release();
    throw thrown;
  }
}
