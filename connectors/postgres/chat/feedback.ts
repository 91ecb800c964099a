import type { Feedback } from '#agent/chat/store.ts';
import type { Transaction } from '../transaction.ts';

/** What people thought of answers: the last word of each person on each message, newest first. */
export function feedback({ rows }: Transaction): Feedback {
  return {
    async put({ message, by, good }) {
      await rows(
        `insert into chat_feedback (message, given_by, good) values ($1, $2, $3)
         on conflict (tenant, message, given_by) do update set good = excluded.good, given_at = excluded.given_at`,
        [message, by, good],
      );
    },
    list: (limit) =>
      rows(
        `select message, given_by as "by", good, to_char(given_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
         from chat_feedback order by given_at desc limit $1`,
        [limit],
      ),
  };
}
