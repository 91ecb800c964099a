import type { Pool, QueryResultRow } from 'pg';

export type TenantRows = <R extends QueryResultRow>(tenant: string, sql: string, values?: readonly unknown[]) => Promise<R[]>;

/** One statement in a transaction of its own, with the rights of the program and bound to one tenant by row-level security. */
export function tenantRows(pool: Pool): TenantRows {
  return async (tenant, sql, values = []) => {
    const client = await pool.connect();
    try {
      await client.query('begin');
      await client.query(
        `select set_config('search_path', 'checkpoints, countersign, public', true), set_config('role', 'countersign_app', true),
           set_config('countersign.tenant', $1, true)`,
        [tenant],
      );
      const { rows } = await client.query(sql, [...values]);
      await client.query('commit');
      client.release();
      return rows;
    } catch (thrown) {
      await client.query('rollback').then(
        () => client.release(),
        () => client.release(true),
      );
      throw thrown;
    }
  };
}
