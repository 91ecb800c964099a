import type { ChatPurge } from '#agent/chat/store.ts';
import type { Transaction } from '../transaction.ts';

/** Old: nothing was to stand otherwise in it for so long, and nothing on it waits for anybody. */
const OLD = `select m.id from chat_message m
  where m.wanted_at < clock_timestamp() - make_interval(days => $1) and not exists (
    select from chat_card c join proposal p on p.tenant = c.tenant and p.id = c.proposal
    where c.message = m.id and c.on_message and p.state = 'pending' and p.expires_at > clock_timestamp())
  order by m.wanted_at limit $2 for update skip locked`;

/** Deletes what is older than is kept. The key of what was worked is kept for itself: it holds no words. */
export function chatPurge({ rows }: Transaction): ChatPurge {
  return {
    async purge(days, most) {
      const ids = (await rows<{ id: string }>(OLD, [days, most])).map(({ id }) => id);
      const cards = await rows('delete from chat_card where message = any($1::uuid[]) returning id', [ids]);
      await rows('delete from chat_message where id = any($1::uuid[])', [ids]);
      const events = await rows(
        `delete from chat_inbox where key = any(array(
           select key from chat_inbox where done_at is null and due_at < clock_timestamp() - make_interval(days => $1)
           order by number limit $2 for update skip locked)) returning key`,
        [days, most],
      );
      return { messages: ids.length, cards: cards.length, events: events.length };
    },
  };
}
