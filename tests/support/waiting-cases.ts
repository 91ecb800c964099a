import { createAgent } from '#agent/create-agent.ts';
import { rulesPlanner } from '#agent/planners/rules.ts';
import type { Agent } from '#agent/turn.ts';
import { openCheckpoints } from '#connectors/langgraph/open-checkpoints.ts';
import type { Database } from '#connectors/postgres/open-database.ts';
import { TOOLS } from '#tools/registry.ts';
import type { Hospital } from './hospital.ts';

const TABLES = ['checkpoints', 'checkpoint_blobs', 'checkpoint_writes', 'waiting_turn'] as const;

/** What the tables of checkpoints hold, of all threads or of those whose name begins so. */
export interface Held {
  readonly rows: number;
  readonly bytes: number;
}

/** An agent as a process of its own has it: its own graph over its own pool. */
export async function agentOn(database: Database, hospital: Hospital, name: string): Promise<Agent> {
  const { store, editions } = hospital.as('coder');
  let ids = 0;
  return createAgent({
    ...{ store, editions, tools: TOOLS, planner: rulesPlanner() },
    ...(await openCheckpoints(database.pool)),
    deliver: () => Promise.resolve(),
    newId: () => `${name}-${(ids += 1)}`,
  });
}

export async function heldIn({ asOwner }: Hospital, threads = ''): Promise<Held> {
  let [rows, bytes] = [0, 0];
  for (const table of TABLES) {
    const column = table === 'waiting_turn' ? 'thread' : 'thread_id';
    const [held] = await asOwner<{ rows: number; bytes: number }>(
      `select count(*)::int as rows, coalesce(sum(pg_column_size(t)), 0)::int as bytes from checkpoints.${table} t where starts_with(${column}, $1)`,
      [threads],
    );
    rows += held?.rows ?? 0;
    bytes += held?.bytes ?? 0;
  }
  return { rows, bytes };
}

/** Closes what is pending as nobody's decision, past the program, so that nobody is told. */
export async function closeUntold({ asOwner }: Hospital, ids?: readonly string[]): Promise<void> {
  await asOwner(`update proposal set state = 'superseded' where state = 'pending' and ($1::text[] is null or id = any($1))`, [ids ?? null]);
}

/**
 * Makes a waiting turn stand in the tables so many times more, each as a thread, a proposal and an encounter of its own: what as many
 * turns through the graph would have left, without the coder running for each.
 */
export async function repeatTurn({ asOwner }: Hospital, thread: string, proposal: string, times: number): Promise<void> {
  const columns = await asOwner<{ name: string }>(
    `select column_name as name from information_schema.columns where table_schema = 'countersign' and table_name = 'proposal'
       and is_generated = 'NEVER' order by ordinal_position`,
  );
  const names = columns.map(({ name }) => `"${name}"`);
  await asOwner(
    `insert into proposal (${names.join(', ')}) select ${names.map((name) => `(r).${name}`).join(', ')} from (
       select jsonb_populate_record(p, jsonb_build_object('number', last + n, 'encounter', 'X-' || n)) as r
       from proposal p, (select max(number) as last from proposal) as l, generate_series(1, $2::int) as n where p.id = $1) as repeated`,
    [proposal, times],
  );
  const [{ last } = { last: 0 }] = await asOwner<{ last: number }>('select max(number)::int as last from proposal');
  const first = last - times;
  await asOwner(
    `insert into checkpoints.waiting_turn (tenant, proposal, thread)
     select tenant, 'P-' || ($3::int + n), thread || '-' || n from checkpoints.waiting_turn, generate_series(1, $2::int) as n where thread = $1`,
    [thread, times, first],
  );
  for (const table of ['checkpoints', 'checkpoint_writes', 'checkpoint_blobs']) {
    await asOwner(copyOf(table, proposal, first), [thread, times]);
  }
}

function copyOf(table: string, proposal: string, first: number): string {
  const own =
    table === 'checkpoint_blobs'
      ? `, 'blob', convert_to(replace(convert_from(blob, 'UTF8'), '"${proposal}"', '"P-' || (${first} + n) || '"'), 'UTF8')`
      : '';
  return `insert into checkpoints.${table} select (jsonb_populate_record(t, jsonb_build_object('thread_id', thread_id || '-' || n${own}))).*
    from checkpoints.${table} t, generate_series(1, $2::int) as n where thread_id = $1`;
}
