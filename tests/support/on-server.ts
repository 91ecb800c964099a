import { Pool } from 'pg';

/** The server on which tests make databases, and whether it was named: the one of this machine otherwise. */
export function testServer(): { readonly url: string; readonly given: boolean } {
  const given = process.env['TEST_DATABASE_URL'];
  return { url: given ?? 'postgres://postgres@127.0.0.1:5432/postgres', given: given !== undefined };
}

/** One statement on a connection of its own. */
export async function onServer(server: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const pool = new Pool({ connectionString: server, max: 1 });
  try {
    const { rows } = await pool.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await pool.end();
  }
}
