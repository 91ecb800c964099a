import { openDatabase, type Database } from '#connectors/postgres/open-database.ts';
import { Failure } from '#core/errors.ts';
import type { Config } from '../settings/config.ts';
import { databaseRefusal } from '../settings/database-refusal.ts';

/**
 * PostgreSQL under the login that owns the schema. Throws Failure `bad-config` where none is named, and `unavailable` as
 * `openDatabase` does.
 */
export async function openAsOwner({ ownerUrl }: Config, what: string): Promise<Database> {
  if (ownerUrl === undefined) {
    throw new Failure('bad-config', `COUNTERSIGN_OWNER_URL: it is not set, and ${what} needs the login that owns the schema.`);
  }
  return openDatabase({ url: ownerUrl }).catch(async (thrown: unknown) => {
    const refusal = await databaseRefusal(thrown, { url: ownerUrl });
    if (!(refusal instanceof Failure)) throw refusal;
    throw new Failure(refusal.code, refusal.says.replaceAll('DATABASE_URL', 'COUNTERSIGN_OWNER_URL'), { cause: refusal.cause });
  });
}
