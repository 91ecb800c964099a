import type { BaseCheckpointSaver } from '@langchain/langgraph';
import { PostgresSaver } from '@langchain/langgraph-checkpoint-postgres';
import type { Pool } from 'pg';
import type { WaitingTurns } from '#agent/waiting-turns.ts';

const SCHEMA = 'checkpoints';

/**
 * Checkpoints of waiting turns, in a schema of their own beside the data. They hold references and no chart text, so they may
 * be dropped whole: what was proposed and decided stands in the tables, and only the reports to conversations would be lost.
 */
export async function openCheckpoints(pool: Pool): Promise<{ readonly checkpointer: BaseCheckpointSaver; readonly waiting: WaitingTurns }> {
  await pool.query(`create schema if not exists ${SCHEMA}`);
  const checkpointer = new PostgresSaver(pool, undefined, { schema: SCHEMA });
  await checkpointer.setup();
  await pool.query(
    `create table if not exists ${SCHEMA}.waiting_turn (
       tenant text not null, proposal text not null, thread text not null, primary key (tenant, proposal, thread))`,
  );
  return { checkpointer, waiting: waitingTurns(pool) };
}

function waitingTurns(pool: Pool): WaitingTurns {
  return {
    async add(tenant, proposal, thread) {
      await pool.query(`insert into ${SCHEMA}.waiting_turn values ($1, $2, $3) on conflict do nothing`, [tenant, proposal, thread]);
    },
    async threadsOf(tenant, proposal) {
      const { rows } = await pool.query<{ thread: string }>(
        `select thread from ${SCHEMA}.waiting_turn where tenant = $1 and proposal = $2 order by thread`,
        [tenant, proposal],
      );
      return rows.map(({ thread }) => thread);
    },
    async remove(tenant, thread) {
      await pool.query(`delete from ${SCHEMA}.waiting_turn where tenant = $1 and thread = $2`, [tenant, thread]);
    },
  };
}
