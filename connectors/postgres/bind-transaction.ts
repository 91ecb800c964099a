import type { PoolClient } from 'pg';
import type { TenantId } from '#guardrails/actor.ts';
import { APP_ROLE } from './app-role.ts';
import { SCHEMA } from './migrate.ts';

const BIND = `select set_config('search_path', '${SCHEMA}, public', true), set_config('role', '${APP_ROLE}', true),
  set_config('countersign.tenant', $1, true)`;

/** Binds the open transaction to one tenant under the application role, so that row-level security holds whatever it asks. */
export async function bindTransaction(client: PoolClient, tenant: TenantId): Promise<void> {
  await client.query(BIND, [tenant]);
}
