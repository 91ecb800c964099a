import { expect, test } from 'vitest';
import type { ChatEvent } from '#agent/chat/event.ts';
import { aSaid, inThread } from '#tests/support/stored-chat.ts';
import { onEachDatabase } from '#tests/support/on-each-database.ts';

const LEASE = 60;

await onEachDatabase('the inbox', (at) => {
  const accept = (...events: ChatEvent[]) => at.within(({ inbox }) => inbox.accept(events));
  const claim = (limit = 10, lease = LEASE) => at.within(({ inbox }) => inbox.claim(limit, lease));
  const keys = async (limit?: number, lease?: number) => (await claim(limit, lease)).map(({ key }) => key);
  const done = (key: string) => at.within(({ inbox }) => inbox.done(key));
  const asOwner = (sql: string) => at.subject.asOwner<{ n: number }>(sql, [at.now.tenant]);

  test('keeps an event once, whatever arrives again, and never works it again', async () => {
    expect(await accept(aSaid('k1'), aSaid('k2'), aSaid('k1'))).toEqual(['k1', 'k2']);
    expect(await accept(aSaid('k1', 'something else'))).toEqual([]);
    expect(await claim(1)).toEqual([{ ...aSaid('k1'), tries: 1 }]);
    await done('k1');
    await done('k1');

    expect(await accept(aSaid('k1'))).toEqual([]);
    expect(await keys()).toEqual(['k2']);
    expect(await at.within(({ inbox }) => inbox.waiting())).toBe(1);
  });

  test('works a lane in the order in which it came, one event after the other, and other lanes beside it', async () => {
    await accept(aSaid('a1', 'one', inThread('a')), aSaid('a2', 'two', inThread('a')), aSaid('b1', 'one', inThread('b')));

    expect(await keys()).toEqual(['a1', 'b1']);
    expect(await keys()).toEqual([]);
    await done('a1');
    expect(await keys()).toEqual(['a2']);
  });

  test('lets an event be taken again when its lease has run out, and counts how often', async () => {
    await accept(aSaid('a1', 'one'), aSaid('a2', 'two'));
    await claim(10, 0);

    expect(await claim()).toMatchObject([{ key: 'a1', tries: 2 }]);
    expect(await claim()).toEqual([]);
  });

  test('lets nobody take an event while whoever works it says so, and keeps nobody waiting longer after that', async () => {
    const renew = (lease: number) => at.within(({ inbox }) => inbox.renew(['a1'], lease));
    await accept(aSaid('a1', 'one'), aSaid('a2', 'two'));
    await claim(10, 0);
    await renew(LEASE);
    expect(await keys()).toEqual([]);
    await asOwner(`update chat_inbox set due_at = '-infinity' where key = 'a1' and tenant = $1`);
    await renew(0);
    expect(await keys()).toEqual(['a1']);
    await done('a1');
    await renew(LEASE);

    expect(await keys()).toEqual(['a2']);
  });

  test('holds a lane back while its oldest event is put back', async () => {
    await accept(aSaid('a1'), aSaid('a2'));
    await claim();
    await at.within(({ inbox }) => inbox.putBack('a1', LEASE));
    expect(await keys()).toEqual([]);

    await at.within(({ inbox }) => inbox.putBack('a1', 0));
    expect(await claim()).toMatchObject([{ key: 'a1', tries: 2 }]);
  });

  test('forgets what was said once it was worked, and its key after 30 days', async () => {
    await accept(aSaid('k1', 'accept I50.23 for Marguerite'));
    const left = () => asOwner(`select count(*)::int as n from chat_inbox where tenant = $1`);
    const says = () => asOwner(`select count(*)::int as n from chat_inbox where tenant = $1 and event::text like '%Marguerite%'`);
    expect(await says()).toEqual([{ n: 1 }]);
    await claim();
    await done('k1');
    expect([await says(), await left()]).toEqual([[{ n: 0 }], [{ n: 1 }]]);

    await asOwner(`update chat_inbox set done_at = clock_timestamp() - interval '31 days' where tenant = $1`);
    await claim();
    expect(await left()).toEqual([{ n: 0 }]);
  });

  test('gives nobody an event that was written or changed in the database beside the program', async () => {
    await accept(aSaid('k1', 'hello'), aSaid('k2', 'hello', inThread('b')));
    await asOwner(`update chat_inbox set event = replace(event::text, 'hello', 'accept it')::json where key = 'k1' and tenant = $1`);

    expect(await keys()).toEqual(['k2']);
    expect(await asOwner(`select count(*)::int as n from chat_inbox where tenant = $1 and why = 'altered'`)).toEqual([{ n: 1 }]);
    await accept(aSaid('k3'));
    await asOwner(`update chat_inbox set key = 'k4' where key = 'k3' and tenant = $1`);
    expect(await keys()).toEqual([]);
  });

  test('keeps half a character as it was typed', async () => {
    await accept(aSaid('k1', 'cut \ud83d'));

    expect(await claim()).toMatchObject([{ did: { text: 'cut \ud83d' } }]);
  });

  test('shows one hospital nothing of another', async () => {
    await accept(aSaid('k1'));
    const elsewhere = at.subject.tenant();
    const { store } = at.subject;

    expect(await store.within(elsewhere, ({ inbox }) => inbox.claim(10, LEASE))).toEqual([]);
    expect(await store.within(elsewhere, ({ inbox }) => inbox.accept([aSaid('k1')]))).toEqual(['k1']);
    expect(await keys()).toEqual(['k1']);
  });

  test('two workers that claim at once share the lanes, and no event is worked twice or before its elder', async () => {
    const lanes = Array.from({ length: 12 }, (_, lane) => inThread(`t${lane}`));
    await accept(...[1, 2, 3].flatMap((turn) => lanes.map((place) => aSaid(`${place.thread ?? ''} ${turn}`, 'x', place))));
    const workers = [at.subject, at.again()];
    const worked: string[] = [];
    const work = async (store: (typeof workers)[number]['store']) => {
      for (;;) {
        const taken = await store.within(at.now.tenant, ({ inbox }) => inbox.claim(3, LEASE));
        for (const { key } of taken) {
          worked.push(key);
          await store.within(at.now.tenant, ({ inbox }) => inbox.done(key));
        }
        if (taken.length === 0 && (await at.within(({ inbox }) => inbox.waiting())) === 0) return;
      }
    };
    await Promise.all([...workers, ...workers].map(({ store }) => work(store)));

    expect(worked.toSorted()).toEqual([...new Set(worked)].toSorted());
    expect(worked).toHaveLength(36);
    for (const { thread = '' } of lanes) {
      expect(worked.filter((key) => key.startsWith(`${thread} `))).toEqual([1, 2, 3].map((turn) => `${thread} ${turn}`));
    }
  });
});
