import { expect, test } from 'vitest';
import { purgeChat } from '#agent/chat/purge-chat.ts';
import { purgeWhenDue } from './purge-when-due.ts';
import { aProposal } from '#tests/contracts/builders.ts';
import { onEachDatabase } from '#tests/support/on-each-database.ts';
import { aCard, aMessage, aSaid, inThread } from '#tests/support/stored-chat.ts';

await onEachDatabase('what was said in chat long ago', (at) => {
  const asOwner = <T extends object>(sql: string, ...values: readonly unknown[]) => at.subject.asOwner<T>(sql, [at.now.tenant, ...values]);
  const purge = () => purgeChat({ store: at.subject.store, tenant: at.now.tenant, days: 30 });
  const age = (table: string, column: string, days: number) =>
    asOwner(`update ${table} set ${column} = clock_timestamp() - make_interval(days => $2) where tenant = $1`, days);
  const left = () =>
    asOwner<{ word: string }>(
      `select message -> 'content' -> 'blocks' -> 0 ->> 'text' as word from chat_message where tenant = $1 order by number`,
    );
  const entries = () => at.within(async ({ ledger }) => (await ledger.list({ acts: ['chat.purged'] })).map(({ about }) => about));
  const proposal = () => at.within(async ({ proposals }) => (await proposals.make(aProposal(at.now.tenant))).proposal);

  test('is gone with its cards once nothing waits on it, and the ledger says how much and nothing of it', async () => {
    const { id, digest } = await proposal();
    await at.within(async ({ messages }) => {
      await messages.put(aMessage('waits', { cards: [aCard('w', id, digest)] }));
      await messages.put(aMessage('decided', { cards: [aCard('d', 'P-404'), aCard('e', 'P-405')] }));
      await messages.put(aMessage('said'));
    });
    await age('chat_message', 'wanted_at', 31);
    await at.within(({ messages }) => messages.put(aMessage('new')));

    expect(await purge()).toEqual({ messages: 2, cards: 2, events: 0 });
    expect((await left()).map(({ word }) => word)).toEqual(['waits', 'new']);
    expect(await entries()).toEqual([{ days: 30, messages: 2, cards: 2, events: 0 }]);
    await asOwner(`update proposal set state = 'expired' where tenant = $1`);
    expect(await purge()).toMatchObject({ messages: 1, cards: 1 });
    expect(await purge()).toEqual({ messages: 0, cards: 0, events: 0 });
    expect(await entries()).toHaveLength(2);
  });

  test('goes even where it never came to be worked, and what is younger stays', async () => {
    await at.within(({ inbox }) => inbox.accept([aSaid('old', 'of Marguerite', inThread('old'))]));
    await age('chat_inbox', 'due_at', 31);
    await at.within(({ inbox }) => inbox.accept([aSaid('new', 'hello', inThread('new'))]));

    expect(await purge()).toEqual({ messages: 0, cards: 0, events: 1 });
    expect(await at.within(({ inbox }) => inbox.waiting())).toBe(1);
  });

  test('is more than goes at once', async () => {
    await at.within(async ({ messages }) => {
      for (let one = 0; one < 3; one += 1) await messages.put(aMessage(`m${one}`));
    });
    await asOwner(
      `insert into chat_message (tenant, id, surface, workspace, channel, message, seal)
       select tenant, gen_random_uuid(), surface, workspace, channel, message, seal from chat_message, generate_series(1, 400) where tenant = $1`,
    );
    await age('chat_message', 'wanted_at', 31);

    expect(await purge()).toEqual({ messages: 1_203, cards: 0, events: 0 });
  });

  test('is looked for at the first call, and then once an hour', async () => {
    let now = 0;
    const due = purgeWhenDue({ store: at.subject.store, tenant: at.now.tenant, days: 30 }, () => now);
    const counts: number[] = [];
    for (const minutes of [0, 59, 60]) {
      now = minutes * 60_000;
      await at.within(({ messages }) => messages.put(aMessage(`m${minutes}`)));
      await age('chat_message', 'wanted_at', 31);
      await due();
      counts.push((await left()).length);
    }

    expect(counts).toEqual([0, 1, 0]);
  });
});
