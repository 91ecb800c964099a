import type { Message, Messages } from '#agent/chat/store.ts';
import type { Transaction } from '../transaction.ts';
import { MESSAGE, type MessageRow, type ReadMessage } from './message-rows.ts';
import { AS_IT_IS, CAN_CHANGE, CARDS } from './shown-as.ts';

type Sending = Pick<Messages, 'sweep' | 'claim' | 'stands' | 'later' | 'lost'>;
type Claimed = Awaited<ReturnType<Messages['claim']>>[number];
type ClaimedRow = MessageRow & { readonly tries: number; readonly shown: string | null };

/** A place is free again at a moment that these say; its row is locked before any of its messages. */
const FREED = 'update chat_channel c set free_at = clock_timestamp() + ';
const OF_MESSAGE = 'from chat_message m where m.id = $1 and (c.surface, c.workspace, c.channel) = (m.surface, m.workspace, m.channel)';

/** From what is wanted to what stands. Whatever was swept comes after what somebody waits for. */
export function sending(transaction: Transaction, read: ReadMessage): Sending {
  const { rows } = transaction;
  const lost = async (id: string, why: string) => {
    await rows(`${FREED} c.spacing ${OF_MESSAGE}`, [id]);
    await rows('update chat_message set lost = $2 where id = $1', [id, why]);
  };
  return {
    lost,
    async sweep() {
      const due = await rows(
        `with changed as materialized (
           select c.message from ${CARDS} where c.watched and c.on_message and c.shown_as is not null and c.shown_as <> ${AS_IT_IS}),
         free as materialized (
           select id from chat_message where id = any(array(select message from changed)) and wanted = stands and lost is null
           for update skip locked)
         update chat_message set wanted = wanted + 1, swept = true, wanted_at = clock_timestamp()
         where id = any(array(select id from free)) returning id`,
      );
      return due.length;
    },
    async claim(limit, leaseSeconds, spacingMs, setAside) {
      const claimed: Claimed[] = [];
      for (const row of await claim(transaction, [limit, leaseSeconds, spacingMs / 1_000])) {
        const message: Message | undefined = await read(row);
        if (message === undefined) {
          await lost(row.id, 'altered');
          setAside?.();
        } else claimed.push({ ...message, tries: row.tries, ...(row.shown !== null && { shown: row.shown }) });
      }
      await noteShown(
        transaction,
        claimed.map(({ id }) => id),
      );
      return claimed;
    },
    async stands(id, posted, shown) {
      await rows(`${FREED} c.spacing ${OF_MESSAGE}`, [id]);
      await rows('update chat_message set stands = greatest(stands, sending), posted = $2, shown = $3, tries = 0 where id = $1', [
        id,
        posted,
        shown,
      ]);
      await rows('update chat_card set shown_as = sending_as, watched = sending_watched where message = $1 and on_message', [id]);
    },
    later: async (id, afterMs) => void (await rows(`${FREED} make_interval(secs => $2) ${OF_MESSAGE}`, [id, afterMs / 1_000])),
  };
}

/** Of each free channel the oldest that is due. Holding the channel keeps its other messages until this one came to stand. */
function claim({ rows }: Transaction, limits: readonly number[]): Promise<ClaimedRow[]> {
  return rows<ClaimedRow>(
    `with oldest as materialized (
       select distinct on (surface, workspace, channel) id, surface, workspace, channel, wanted_at from chat_message
       where wanted > stands and lost is null order by surface, workspace, channel, swept, wanted_at, number),
     free as materialized (
       select o.id, c.surface, c.workspace, c.channel from oldest o
       join chat_channel c on (c.surface, c.workspace, c.channel) = (o.surface, o.workspace, o.channel)
       where c.free_at <= clock_timestamp() order by o.wanted_at limit $1 for update of c skip locked),
     held as (
       update chat_channel c set free_at = clock_timestamp() + make_interval(secs => $2), spacing = make_interval(secs => $3)
       from free f where (c.surface, c.workspace, c.channel) = (f.surface, f.workspace, f.channel) returning f.id)
     update chat_message m set tries = tries + 1, sending = wanted from held
     where m.id = held.id and m.wanted > m.stands returning ${MESSAGE}, m.tries, m.shown`,
    limits,
  );
}

/** How the cards stand BEFORE their message is drawn: what changes meanwhile is then found by the next sweep, and never missed. */
async function noteShown({ rows }: Transaction, ids: readonly string[]): Promise<void> {
  await rows(
    `update chat_card noted set sending_as = one.as_it_is, sending_watched = one.can_change
     from (select c.id, ${AS_IT_IS} as as_it_is, ${CAN_CHANGE} as can_change from ${CARDS} where c.message = any($1) and c.on_message) one
     where noted.id = one.id`,
    [ids],
  );
}
