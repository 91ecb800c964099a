import { ChatEvent, laneOf } from '#agent/chat/event.ts';
import type { Inbox } from '#agent/chat/store.ts';
import type { Sealed } from '../sealed-entries.ts';
import type { Transaction } from '../transaction.ts';
import { rowSeal, textDigest, type RowSeal } from '../sealed-row.ts';

interface Row {
  readonly key: string;
  readonly event: string;
  readonly seal: string | null;
  readonly tries: number;
}

type Claimed = Awaited<ReturnType<Inbox['claim']>>[number];

/** How long the key of what was worked is known. Signatures of requests are refused as too old long before. */
const KEYS_ARE_KEPT = `interval '30 days'`;

/** So many may be in the hands of others who claim at this moment. */
const BESIDE_OTHERS = 100;

/** Numbers are given under one lock, so that they become visible in their order: else a lane could be overtaken by its own past. */
const ONE_AFTER_THE_OTHER = `select pg_advisory_xact_lock(hashtext('chat inbox'), hashtext(current_setting('countersign.tenant')))`;

/** What came in from chat. An event that does not bear the seal did not come in by this program: it is worked by nobody. */
export function inbox(transaction: Transaction, sealed: Sealed): Inbox {
  const { rows } = transaction;
  const seal = rowSeal(transaction, sealed, 'chat-event');
  const settle = (key: string, why?: string) =>
    rows(`update chat_inbox set event = null, seal = null, done_at = clock_timestamp(), why = $2 where key = $1 and done_at is null`, [
      key,
      why,
    ]);
  return {
    accept: (events) => accept(transaction, seal, events),
    async claim(limit, leaseSeconds, setAside) {
      const taken = await claim(transaction, limit, leaseSeconds);
      const claimed: Claimed[] = [];
      for (const row of taken) {
        const event = (await isOurs(row, seal)) ? readEvent(row.event) : 'altered';
        if (typeof event === 'string') {
          await settle(row.key, event);
          setAside?.();
        } else claimed.push({ ...event, tries: row.tries });
      }
      return claimed;
    },
    async renew(keys, leaseSeconds) {
      await rows(
        `update chat_inbox set due_at = greatest(due_at, clock_timestamp() + make_interval(secs => $2))
         where key = any($1::text[]) and done_at is null`,
        [keys, leaseSeconds],
      );
    },
    done: async (key) => void (await settle(key)),
    async putBack(key, afterSeconds, counts) {
      await rows(
        `update chat_inbox set due_at = clock_timestamp() + make_interval(secs => $2), tries = greatest(0, tries - $3)
         where key = $1 and done_at is null`,
        [key, afterSeconds, counts === 'no try' ? 1 : 0],
      );
    },
    async waiting() {
      const [count] = await rows<{ n: number }>('select count(*)::int as n from chat_inbox where done_at is null');
      return count?.n ?? 0;
    },
  };
}

/** What cannot be read as an event would otherwise be taken again and again, and keep its lane waiting. */
function readEvent(text: string): ChatEvent | 'unreadable' {
  return ChatEvent.safeParse(JSON.parse(text)).data ?? 'unreadable';
}

function isOurs({ key, event, seal: borne }: Row, seal: RowSeal): Promise<boolean> {
  return seal.isOf(borne, key, textDigest(event));
}

async function accept({ rows }: Transaction, seal: RowSeal, events: readonly ChatEvent[]): Promise<readonly string[]> {
  if (events.length === 0) return [];
  const texts = events.map((event) => JSON.stringify(event));
  const seals = await Promise.all(events.map(({ key }, at) => seal.of(key, textDigest(texts[at] ?? ''))));
  await rows(ONE_AFTER_THE_OTHER);
  const kept = await rows<{ key: string }>(
    `insert into chat_inbox (key, lane, event, seal)
     select key, lane, event::json, seal from unnest($1::text[], $2::text[], $3::text[], $4::text[])
       with ordinality as came(key, lane, event, seal, place) order by place
     on conflict do nothing returning key`,
    [events.map(({ key }) => key), events.map(({ place }) => laneOf(place)), texts, seals],
  );
  return kept.map(({ key }) => key);
}

/** The oldest of a lane is what anybody may take of it, so whoever holds that holds the lane. */
async function claim({ rows }: Transaction, limit: number, leaseSeconds: number): Promise<readonly Row[]> {
  await rows(
    `delete from chat_inbox where key = any(array(
       select key from chat_inbox where done_at < statement_timestamp() - ${KEYS_ARE_KEPT} order by done_at limit 100 for update skip locked))`,
  );
  const taken = await rows<Row & { readonly number: string }>(
    `with eldest as materialized (
       select distinct on (lane) key, number, due_at from chat_inbox where done_at is null order by lane, number),
     due as materialized (select key from eldest where due_at <= clock_timestamp() order by number limit $1 + ${BESIDE_OTHERS}),
     free as materialized (
       select key from chat_inbox where key = any(array(select key from due)) and done_at is null and due_at <= clock_timestamp()
       order by number limit $1 for update skip locked)
     update chat_inbox set due_at = clock_timestamp() + make_interval(secs => $2), tries = tries + 1
     where key = any(array(select key from free)) returning key, event::text as event, seal, tries, number`,
    [limit, leaseSeconds],
  );
  return taken.toSorted((a, b) => Number(a.number) - Number(b.number));
}
