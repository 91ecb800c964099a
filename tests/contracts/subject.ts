import { randomBytes } from 'node:crypto';
import { editionsInForce } from '#app/editions/editions.ts';
import type { PoolClient, QueryResultRow } from 'pg';
import { TenantId } from '#guardrails/actor.ts';
import type { Store } from '#guardrails/unit.ts';
import { sealer, type Sealer } from '#guardrails/audit/seal.ts';
import { newSigningKey, signer } from '#guardrails/audit/signed-note.ts';
import type { Database } from '#connectors/postgres/open-database.ts';
import { postgresStore, type SetUpUnit } from '#connectors/postgres/postgres-store.ts';

/** What a contract is held against: a store over one database, and ways round it that only a test may take. */
export interface Subject {
  readonly store: Store<SetUpUnit>;
  /** A tenant that nothing was written for. */
  readonly tenant: () => TenantId;
  /** One statement as the owner of the tables, past every policy. */
  readonly asOwner: <R extends QueryResultRow>(sql: string, values?: unknown[]) => Promise<R[]>;
  /** One statement with the rights of the program, in a tenant or in none; rolled back. */
  readonly asApp: <R extends QueryResultRow>(tenant: TenantId | undefined, sql: string) => Promise<R[]>;
}

/** The signing key, in PEM: a ledger that is audited under it is found sealed. */
export const TEST_KEY = newSigningKey();
const KEYS = { current: signer('countersign/test', TEST_KEY), retired: [] };

/** Seals with a key that all subjects of one test file share, as the processes of one installation do. */
export function testSealer(): Sealer {
  return sealer(() => Promise.resolve(KEYS));
}

export function subjectOver(database: Database): Subject {
  return {
    store: postgresStore(database, { salt: () => randomBytes(16).toString('hex'), sealer: testSealer(), editions: editionsInForce() }),
    tenant: () => TenantId.parse(`t-${randomBytes(6).toString('hex')}`),
    asOwner: (sql, values = []) => rolledBackUnlessDone(database, async (client) => (await client.query(sql, values)).rows, 'commit'),
    asApp: (tenant, sql) =>
      rolledBackUnlessDone(
        database,
        async (client) => {
          await client.query('set local role countersign_app');
          if (tenant !== undefined) await client.query(`select set_config('countersign.tenant', $1, true)`, [tenant]);
          return (await client.query(sql)).rows;
        },
        'rollback',
      ),
  };
}

async function rolledBackUnlessDone<T>(
  database: Database,
  work: (client: PoolClient) => Promise<T>,
  end: 'commit' | 'rollback',
): Promise<T> {
  const client = await database.pool.connect();
  try {
    await client.query('begin; set local search_path = countersign, public');
    const result = await work(client);
    await client.query(end);
    return result;
  } catch (thrown) {
    await client.query('rollback');
    throw thrown;
  } finally {
    client.release();
  }
}
