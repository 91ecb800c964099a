import { PostgresSaver } from '@langchain/langgraph-checkpoint-postgres';
import type { Pool, PoolClient } from 'pg';
import { Failure } from '#core/errors.ts';

/** The schema of the checkpoints, beside that of the data. */
export const CHECKPOINTS = 'checkpoints';

/** The last step of the library's own tables that this version was tried with. */
const STEP = 4;

/** Which thread waits on which proposal. What may be dropped whole is made again here, and so is no migration. */
const WAITING_TURN = `create table if not exists ${CHECKPOINTS}.waiting_turn (
  tenant text not null default current_setting('countersign.tenant') check (tenant <> ''),
  proposal text not null, thread text not null, primary key (tenant, proposal, thread));
  create index if not exists waiting_turn_by_thread on ${CHECKPOINTS}.waiting_turn (tenant, thread);
  alter table ${CHECKPOINTS}.waiting_turn enable row level security;
  alter table ${CHECKPOINTS}.waiting_turn force row level security;
  drop policy if exists tenant on ${CHECKPOINTS}.waiting_turn;
  create policy tenant on ${CHECKPOINTS}.waiting_turn using (tenant = current_setting('countersign.tenant', true))
    with check (tenant = current_setting('countersign.tenant', true));`;

/** Any number that no other program locks in this database. */
const LOCK = 4_862_601_185;

/**
 * Makes the tables of checkpoints as their owner, or brings them up to date, and lets `role` use them. Any number of processes may
 * do so at once: the library's own set-up takes no lock. Each of its steps may be done twice, so one that was killed half-way is
 * done again.
 */
export async function setUpCheckpoints(pool: Pool, role: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    try {
      await new PostgresSaver(lentPool(client), undefined, { schema: CHECKPOINTS }).setup();
      await client.query(
        `${WAITING_TURN}
         grant usage on schema ${CHECKPOINTS} to ${role};
         grant select, insert, update, delete on all tables in schema ${CHECKPOINTS} to ${role};
         revoke insert, update, delete on ${CHECKPOINTS}.checkpoint_migrations from ${role}`,
      );
    } finally {
      await client.query('select pg_advisory_unlock($1)', [LOCK]);
    }
  } finally {
    client.release();
  }
}

/** Throws Failure `bad-config` that says the mend where the tables are not those of this version, or the login may not use them. */
export async function refuseOtherCheckpoints(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ may: boolean }>(
    `select bool_and(has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')) as may
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = '${CHECKPOINTS}' and c.relname in ('waiting_turn', 'checkpoint_migrations') having count(*) = 2`,
  );
  if (rows[0]?.may === true) {
    const { rows: steps } = await pool.query<{ step: number }>(`select max(v) as step from ${CHECKPOINTS}.checkpoint_migrations`);
    if (steps[0]?.step === STEP) return;
  }
  throw new Failure(
    'bad-config',
    'The checkpoints in the database at DATABASE_URL are not those of this version, or its login may not use them. Run "countersign migrate" of this version with COUNTERSIGN_OWNER_URL, then start again.',
  );
}

/** A pool of the one connection that holds the lock: the embedded database has no second one. */
function lentPool(client: PoolClient): Pool {
  const lent = { query: client.query.bind(client), release: () => undefined };
  return { connect: async () => lent } as unknown as Pool;
}
