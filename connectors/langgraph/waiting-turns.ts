import type { Pool } from 'pg';
import type { WaitingTurns } from '#agent/waiting-turns.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { tenantRows } from './tenant-rows.ts';

/** Told in rounds of this many, so that a long absence of every worker is caught up with in small transactions. */
const MOST = 500;

/** One statement, so that all of it sees the same newest checkpoint. The library reads a channel of type `empty` and none alike. */
const TRIM = `with newest as (
    select checkpoint_id as id, checkpoint -> 'channel_versions' as versions from checkpoints
    where thread_id = $1 and checkpoint_ns = '' order by checkpoint_id desc limit 1),
  blobs as (delete from checkpoint_blobs b using newest where b.thread_id = $1
    and (b.type = 'empty' or b.version is distinct from versions ->> b.channel)),
  writes as (delete from checkpoint_writes w using newest where w.thread_id = $1 and w.checkpoint_id <> id)
  delete from checkpoints c using newest where c.thread_id = $1 and c.checkpoint_id <> id`;

export function waitingTurns(pool: Pool): WaitingTurns {
  const rows = tenantRows(pool);
  const alone = oneAtATime(pool);
  return {
    async add(tenant, proposal, thread) {
      await rows(tenant, 'insert into waiting_turn (proposal, thread) values ($1, $2) on conflict do nothing', [proposal, thread]);
    },
    async threadsOf(tenant, proposal) {
      const found = await rows<{ thread: string }>(
        tenant,
        'select thread from waiting_turn where tenant = $1 and proposal = $2 order by thread',
        [tenant, proposal],
      );
      return found.map(({ thread }) => thread);
    },
    async remove(tenant, thread, except = []) {
      await rows(tenant, 'delete from waiting_turn where tenant = $1 and thread = $2 and proposal <> all($3)', [tenant, thread, except]);
    },
    async trim(tenant, thread) {
      await rows(tenant, TRIM, [thread]);
    },
    async untold(tenant) {
      const found = await rows<{ proposal: string }>(
        tenant,
        `select distinct w.proposal from waiting_turn w join proposal p on p.tenant = w.tenant and p.id = w.proposal
         where w.tenant = $1 and p.state <> 'pending' order by w.proposal limit ${MOST}`,
        [tenant],
      );
      return found.map(({ proposal }) => proposal);
    },
    async leftOver(tenant) {
      const found = await rows<{ thread: string }>(
        tenant,
        `select distinct thread_id as thread from checkpoints c
         where starts_with(thread_id, $2) and (checkpoint ->> 'ts')::timestamptz < clock_timestamp() - interval '1 hour'
           and not exists (select from waiting_turn w where w.tenant = $1 and w.thread = c.thread_id)
         limit ${MOST}`,
        [tenant, `wait:${tenant}:`],
      );
      return found.map(({ thread }) => thread);
    },
    alone: (_tenant, thread, work) => alone(thread, work),
  };
}
