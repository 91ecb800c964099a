import type { BaseCheckpointSaver } from '@langchain/langgraph';
import { PostgresSaver } from '@langchain/langgraph-checkpoint-postgres';
import type { Pool } from 'pg';
import type { WaitingTurns } from '#agent/waiting-turns.ts';
import { CHECKPOINTS } from './set-up-checkpoints.ts';
import { waitingTurns } from './waiting-turns.ts';

/**
 * Checkpoints of waiting turns, in a schema of their own beside the data. They hold references and no chart text, so they may
 * be dropped whole: what was proposed and decided stands in the tables, and only the reports to conversations would be lost. Their
 * tables MUST be there (`setUpCheckpoints`): the program's login may make none.
 */
export async function openCheckpoints(pool: Pool): Promise<{ readonly checkpointer: BaseCheckpointSaver; readonly waiting: WaitingTurns }> {
  const checkpointer = new PostgresSaver(pool, undefined, { schema: CHECKPOINTS });
  return { checkpointer, waiting: waitingTurns(pool) };
}
