import { expect, test } from 'vitest';
import type { Message } from '#agent/chat/store.ts';
import { escalate } from '#guardrails/escalate.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import { aCode, aWriteOff, PEOPLE } from '#tests/support/a-case.ts';
import { onEachDatabase } from '#tests/support/on-each-database.ts';
import { A_CHANNEL, aCard, aMessage, idOf, inChannel, inThread } from '#tests/support/stored-chat.ts';

const LEASE = 60;
const A_SECOND = 1_000;

await onEachDatabase('messages of chat', (at) => {
  const put = (...all: Message[]) =>
    at.within(async ({ messages }) => {
      for (const one of all) await messages.put(one);
    });
  const claim = (limit = 10, lease = LEASE, spacing = 0) => at.within(({ messages }) => messages.claim(limit, lease, spacing));
  const ids = async (...limits: Parameters<typeof claim>) => (await claim(...limits)).map(({ id }) => id);
  const stands = (word: string, shown = 'as shown') => at.within(({ messages }) => messages.stands(idOf(word), `ts-${word}`, shown));
  const sweep = () => at.within(({ messages }) => messages.sweep());
  const asOwner = (sql: string, ...values: string[]) => at.subject.asOwner(sql, [at.now.tenant, ...values]);
  /** Sends all that is due, one turn of all channels after the other. */
  const sendAll = async (): Promise<number> => {
    const due = await claim();
    for (const { id } of due) await at.within(({ messages }) => messages.stands(id, `ts-${id}`, 'as shown'));
    return due.length === 0 ? 0 : due.length + (await sendAll());
  };
  /** A message with a card of the proposal stands. */
  const shown = async (word: string, { id, digest }: Proposal) => {
    await put(aMessage(word, { cards: [aCard(`c-${word}`, id, digest)] }));
    await sendAll();
  };

  test('what was put is due until it stands, and is due again when it is put anew', async () => {
    await put(aMessage('a'));
    expect(await claim()).toEqual([{ ...aMessage('a'), tries: 1 }]);
    expect(await claim()).toEqual([]);
    await stands('a', 'v1');
    expect(await claim()).toEqual([]);
    expect(await at.within(({ messages }) => messages.find(idOf('a')))).toEqual({ ...aMessage('a'), posted: 'ts-a' });

    await put({ ...aMessage('b'), id: idOf('a') });
    expect(await claim()).toEqual([{ ...aMessage('b'), id: idOf('a'), posted: 'ts-a', shown: 'v1', tries: 1 }]);
  });

  test('what is put anew while it is being sent is due once more', async () => {
    await put(aMessage('a'));
    await claim();
    await put(aMessage('a', { cards: [aCard('c')] }));
    await stands('a');

    expect(await claim()).toMatchObject([{ id: idOf('a'), content: { cards: [aCard('c')] } }]);
  });

  test('a channel is given one message at a time, the oldest first, and other channels beside it', async () => {
    await put(aMessage('a1'), aMessage('a2', { place: inThread('t') }), aMessage('b1', { place: inChannel('C2') }));

    expect(await ids()).toEqual([idOf('a1'), idOf('b1')]);
    expect(await ids()).toEqual([]);
    await stands('a1');
    expect(await ids()).toEqual([idOf('a2')]);
  });

  test('a channel is free again a while after its last message, and no sooner', async () => {
    const passes = (ms: number) =>
      asOwner(`update chat_channel set free_at = free_at - make_interval(secs => $2) where tenant = $1`, String(ms / A_SECOND));
    await put(aMessage('a1'), aMessage('a2'));
    await claim(10, LEASE, 100 * A_SECOND);
    await stands('a1');
    expect(await ids()).toEqual([]);

    await passes(50 * A_SECOND);
    expect(await ids()).toEqual([]);
    await passes(50 * A_SECOND);
    expect(await ids()).toEqual([idOf('a2')]);
  });

  test('a channel that takes nothing for a while holds its messages back in their order', async () => {
    await put(aMessage('a1'), aMessage('a2'), aMessage('b1', { place: inChannel('C2') }));
    await claim(1);
    await at.within(({ messages }) => messages.later(idOf('a1'), 100 * A_SECOND));
    expect(await ids()).toEqual([idOf('b1')]);

    await at.within(({ messages }) => messages.later(idOf('a1'), 0));
    expect(await claim()).toMatchObject([{ id: idOf('a1'), tries: 2 }]);
  });

  test('a message is taken again when whoever took it died', async () => {
    await put(aMessage('a'));
    await claim(10, 0);

    expect(await claim()).toMatchObject([{ id: idOf('a'), tries: 2 }]);
  });

  test('a message that is lost is sent no more, and holds nothing up', async () => {
    await put(aMessage('a1', { cards: [aCard('c')] }), aMessage('a2'));
    await claim();
    await at.within(({ messages }) => messages.lost(idOf('a1'), 'channel_not_found'));

    expect(await ids()).toEqual([idOf('a2')]);
    expect(await at.within(({ messages }) => messages.showing('P-1'))).toEqual([]);
  });

  test('finds the card that was clicked, also after it left its message, and where a proposal stands', async () => {
    await put(aMessage('a', { cards: [aCard('c1')] }), aMessage('b', { cards: [aCard('c2')] }));
    const card = (word: string) => at.within(({ messages }) => messages.card(idOf(word)));
    const showing = async () => (await at.within(({ messages }) => messages.showing('P-1'))).map(({ id }) => id);
    expect(await card('c1')).toEqual({ card: aCard('c1'), message: aMessage('a', { cards: [aCard('c1')] }) });
    expect(await showing()).toEqual([idOf('a'), idOf('b')]);

    await put(aMessage('a', { cards: [aCard('c3', 'P-2')] }));
    expect(await card('c1')).toMatchObject({ card: aCard('c1'), message: { content: { cards: [aCard('c3', 'P-2')] } } });
    expect(await showing()).toEqual([idOf('b')]);
    expect(await card('nobody')).toBeUndefined();
  });

  test("refuses a card's id for anything but what it was shown for", async () => {
    await put(aMessage('a', { cards: [aCard('c', 'P-1')] }));

    for (const other of [aCard('c', 'P-2'), aCard('c', 'P-1', 'b'.repeat(64))]) {
      await expect(put(aMessage('a', { cards: [other] }))).rejects.toMatchObject({ code: 'broken-promise' });
    }
    await expect(put(aMessage('b', { cards: [aCard('c', 'P-1')] }))).rejects.toMatchObject({ code: 'broken-promise' });
    await expect(put(aMessage('a', { place: inChannel('C2') }))).rejects.toMatchObject({ code: 'broken-promise' });
  });

  test('gives out no message and no card that was written or changed in the database beside the program', async () => {
    await put(aMessage('a', { cards: [aCard('c1', 'P-1'), aCard('c2', 'P-2')] }));
    const card = (word: string) => at.within(({ messages }) => messages.card(idOf(word)));
    await asOwner(`update chat_card set proposal = 'P-9' where tenant = $1 and id = $2`, idOf('c1'));
    await asOwner(`update chat_card set seen = repeat('b', 64) where tenant = $1 and id = $2`, idOf('c2'));
    expect([await card('c1'), await card('c2')]).toEqual([undefined, undefined]);

    await asOwner(`update chat_message set message = replace(message::text, '"none"', '"full"')::json where tenant = $1`);
    expect(await at.within(({ messages }) => messages.find(idOf('a')))).toBeUndefined();
    expect(await claim()).toEqual([]);
    await put(aMessage('a2'));
    expect(await ids()).toEqual([idOf('a2')]);
  });

  test('shows one hospital nothing of another', async () => {
    await put(aMessage('a', { cards: [aCard('c')] }));
    const { store } = at.subject;
    const elsewhere = await store.within(at.subject.tenant(), async ({ messages }) => [
      await messages.find(idOf('a')),
      await messages.card(idOf('c')),
      await messages.claim(10, LEASE, 0),
    ]);

    expect(elsewhere).toEqual([undefined, undefined, []]);
  });

  test('two senders that claim at once never hold one channel together', async () => {
    const words = ['p', 'q', 'r'].flatMap((channel) => [1, 2, 3].map((turn) => `${channel}${turn}`));
    await put(...words.map((word) => aMessage(word, { place: inChannel(word.slice(0, 1)) })));
    const sent: string[] = [];
    const work = async ({ store }: typeof at.subject): Promise<void> => {
      for (let idle = 0; idle < 3;) {
        const taken = await store.within(at.now.tenant, ({ messages }) => messages.claim(2, LEASE, 0));
        idle = taken.length === 0 ? idle + 1 : 0;
        for (const { id } of taken) {
          sent.push(id);
          await store.within(at.now.tenant, ({ messages }) => messages.stands(id, 'ts', 'x'));
        }
      }
    };
    await Promise.all([at.subject, at.again(), at.subject, at.again()].map(work));
    await sendAll();

    expect(sent.toSorted()).toEqual(words.map(idOf).toSorted());
    for (const channel of ['p', 'q', 'r']) {
      const of = words.filter((word) => word.startsWith(channel)).map(idOf);
      expect(sent.filter((id) => of.includes(id))).toEqual(of);
    }
  });

  const CHANGES: readonly (readonly [string, (proposal: Proposal) => Promise<unknown>])[] = [
    ['decided', ({ id, digest }) => at.now.decided({ proposal: id, verdict: 'approved', seen: digest }, at.now.actor(PEOPLE.dana))],
    ['rejected', ({ id }) => at.now.decided({ proposal: id, verdict: 'rejected', reason: 'not-supported' }, at.now.actor(PEOPLE.dana))],
    ['escalated', ({ id }) => at.within((unit) => escalate(unit, { proposal: id, reason: 'contested' }, at.now.actor(PEOPLE.dana)))],
    ['withdrawn', ({ id }) => at.within(({ proposals }) => proposals.withdraw(id))],
    ['past its hour', ({ id }) => asOwner(`update proposal set expires_at = clock_timestamp() where tenant = $1 and id = $2`, id)],
    ['replaced', () => at.now.propose(aCode('code.accept', 'I50.23', { care: 'look' }))],
  ];

  test.each(CHANGES)('a sweep makes every message due whose proposal was %s, once', async (_how, change) => {
    const [proposal, other] = [await at.now.propose(), await at.now.propose(aCode('code.accept', 'N17.9'))];
    await shown('a', proposal);
    await shown('b', proposal);
    await shown('c', other);
    expect(await sweep()).toBe(0);
    await change(proposal);

    expect(await sweep()).toBe(2);
    expect(await sweep()).toBe(0);
    expect(await sendAll()).toBe(2);
    expect(await sweep()).toBe(0);
  });

  test('a sweep follows an effect until it is done, and then no longer looks', async () => {
    const watched = () => at.subject.asOwner<{ watched: boolean }>('select watched from chat_card where tenant = $1', [at.now.tenant]);
    const proposal = await at.now.propose();
    await shown('a', proposal);
    await at.now.decided({ proposal: proposal.id, verdict: 'approved' }, at.now.actor(PEOPLE.dana));
    expect([await sweep(), await sendAll(), await watched()]).toEqual([1, 1, [{ watched: true }]]);
    await asOwner(`update outbox set state = 'failed' where tenant = $1`);
    expect([await sweep(), await sendAll(), await watched()]).toEqual([1, 1, [{ watched: true }]]);
    await asOwner(`update outbox set state = 'done' where tenant = $1`);

    expect([await sweep(), await sendAll(), await watched()]).toEqual([1, 1, [{ watched: false }]]);
  });

  test('a sweep sees the first of two signatures', async () => {
    const proposal = await at.now.propose(aWriteOff(90_000), at.now.actor(PEOPLE.vic));
    await shown('a', proposal);
    const signed = await at.now.decided({ proposal: proposal.id, verdict: 'approved' }, at.now.actor(PEOPLE.bea));

    expect(signed).toMatchObject({ status: 'signed' });
    expect(await sweep()).toBe(1);
  });

  test('a decision that falls between the taking and the standing of a message is not missed', async () => {
    const proposal = await at.now.propose();
    await put(aMessage('a', { cards: [aCard('c', proposal.id, proposal.digest)] }));
    await claim();
    await at.now.decided({ proposal: proposal.id, verdict: 'approved' }, at.now.actor(PEOPLE.dana));
    await stands('a');

    expect(await sweep()).toBe(1);
  });

  test('what was swept waits until what somebody asked for is sent', async () => {
    const proposal = await at.now.propose();
    await shown('a', proposal);
    await at.now.decided({ proposal: proposal.id, verdict: 'approved' }, at.now.actor(PEOPLE.dana));
    await sweep();
    await put(aMessage('b', { place: A_CHANNEL }));

    expect(await ids()).toEqual([idOf('b')]);
  });
});
