import type { Notices } from '#agent/chat/store.ts';
import type { Transaction } from '../transaction.ts';

/** Longer than anything waits for a decision; what is older is forgotten when something is told. */
const KEPT = `interval '90 days'`;

/** What was told without having been asked for. It keeps people from being told twice, and nothing else rests on it. */
export function notices({ rows, lockWriters }: Transaction): Notices {
  return {
    async untold(to, what) {
      const known = await rows<{ what: string }>('select what from chat_notice where told = $1 and what = any($2)', [to, what]);
      const told = new Set(known.map((one) => one.what));
      return what.filter((one) => !told.has(one));
    },
    async untoldPending(to) {
      const found = await rows<{ id: string }>(
        `select p.id from proposal p where p.state = 'pending' and p.expires_at > clock_timestamp()
           and not exists (select from chat_notice n where n.told = $1 and n.what = p.id) order by p.number`,
        [to],
      );
      return found.map(({ id }) => id);
    },
    async told(to, what, at) {
      await lockWriters();
      await rows(`delete from chat_notice where told = $1 and at < $2::timestamptz - ${KEPT}`, [to, at]);
      await rows('insert into chat_notice (told, what, at) select $1, unnest($2::text[]), $3::timestamptz on conflict do nothing', [
        to,
        what,
        at,
      ]);
    },
    async since(to, at) {
      const [count] = await rows<{ n: number }>(
        'select count(distinct at)::int as n from chat_notice where told = $1 and at > $2::timestamptz',
        [to, at],
      );
      return count?.n ?? 0;
    },
  };
}
