import { refuseOtherCheckpoints, setUpCheckpoints } from '#connectors/langgraph/set-up-checkpoints.ts';
import { APP_ROLE } from '#connectors/postgres/app-role.ts';
import { refuseUnfitLogin } from '#connectors/postgres/fit-login.ts';
import { migrate } from '#connectors/postgres/migrate.ts';
import type { Database } from '#connectors/postgres/open-database.ts';
import { refuseOtherSchema } from '#connectors/postgres/schema-state.ts';

/** Makes every table of the product, as its owner. Gives the numbers of the migrations that were missing. */
export async function prepareDatabase({ pool }: Pick<Database, 'pool'>): Promise<readonly number[]> {
  const applied = await migrate(pool);
  await setUpCheckpoints(pool, APP_ROLE);
  return applied;
}

/**
 * What must be so before the program works on a database. The embedded one it brings up to date itself. PostgreSQL it only looks at:
 * Failure `bad-config` or `newer-schema` where the login could rewrite the ledger, or the schema is of another version.
 */
export async function readyDatabase(database: Database): Promise<void> {
  if (database.kind === 'embedded') {
    await prepareDatabase(database);
    return;
  }
  await refuseUnfitLogin(database.pool);
  await refuseOtherSchema(database.pool);
  await refuseOtherCheckpoints(database.pool);
}
