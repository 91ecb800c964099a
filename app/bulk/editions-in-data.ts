import { existsSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { openDatabase, type Database } from '#connectors/postgres/open-database.ts';
import { postgresStore } from '#connectors/postgres/postgres-store.ts';
import { ownDirectory } from '#connectors/owner/own-directory.ts';
import { compileEdition } from '#core/terminology/compile-edition.ts';
import { EditionSource } from '#core/terminology/edition-source.ts';
import { Failure } from '#core/errors.ts';
import { TenantId } from '#guardrails/actor.ts';
import { openAudit } from '../ledger/audit.ts';
import { byPrecedence } from '../editions/choose-edition.ts';
import type { Config } from '../settings/config.ts';
import { readyDatabase } from '../owner/prepare-database.ts';
import type { EditionBytes } from './edition-bytes.ts';
import type { KeptEditions } from './kept-edition.ts';

/**
 * The editions in force in the data, official ones before a starter and the one loaded last first, as a question about a chart would
 * have them; none where there is no data. Throws Failure `data-dir-held` while another process owns an embedded database.
 */
export async function editionsInData(config: Config, kept: KeptEditions): Promise<readonly EditionBytes[]> {
  if ('url' in config.database) return read(config, kept, await openDatabase(config.database));
  if (!existsSync(config.database.directory)) return [];
  const ownership = await ownDirectory(config.dataDir).catch((cause: unknown) => {
    if (!(cause instanceof Failure) || cause.code !== 'data-dir-held') throw cause;
    throw new Failure('data-dir-held', `${cause.says} Or name the edition to code by: --edition <official files>.`, { cause });
  });
  try {
    return await read(config, kept, await openDatabase(config.database));
  } finally {
    await ownership.release();
  }
}

async function read(config: Config, kept: KeptEditions, database: Database): Promise<readonly EditionBytes[]> {
  try {
    await readyDatabase(database);
    const tenant = TenantId.parse(config.tenant);
    const { sealer } = await openAudit(database, config, tenant, () => undefined);
    const store = postgresStore(database, { salt: () => randomBytes(16).toString('hex'), sealer });
    return await store.within(tenant, async ({ editionRecords }) => {
      const inForce = (await editionRecords.list()).filter(({ state, head }) => state === 'active' && head.system === 'icd10cm');
      const editions: EditionBytes[] = [];
      for (const { head, sha256 } of byPrecedence(inForce)) {
        const compile = async () => {
          const content = await editionRecords.content(head.id);
          if (content === undefined) throw new Failure('broken-promise', `Edition ${head.id} has no content.`);
          return compileEdition(EditionSource.parse(JSON.parse(content)), sha256);
        };
        editions.push(await kept.get(head.id, sha256, compile));
      }
      return editions;
    });
  } finally {
    await database.close();
  }
}
