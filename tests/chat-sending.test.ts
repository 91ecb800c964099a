import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '#agent/chat/store.ts';
import { sendMessages } from '#agent/chat/send-messages.ts';
import { ChatTrouble } from '#agent/chat/surface.ts';
import { takeEvent } from '#agent/chat/take-event.ts';
import { workInbox } from '#agent/chat/work-inbox.ts';
import type { Database } from '#connectors/postgres/open-database.ts';
import { asides, aPlace, directTo, openChat, type ChatHospital } from './support/chat-hospital.ts';
import { wordsOf } from './support/chat-scripted.ts';
import { databases } from './support/databases.ts';
import { aMessage } from './support/stored-chat.ts';

const DANA = 'U07DANA';

for (const { name, open } of (await databases()).filter(({ skip }) => skip === undefined)) {
  describe(`what is to be said in chat, on ${name}`, () => {
    let database: Database;
    let chat: ChatHospital;
    beforeAll(async () => {
      database = await open();
      chat = await openChat(database, []);
    });
    afterAll(() => database.close());
    beforeEach(() => {
      chat.slack.stands.length = 0;
      chat.slack.faults.length = 0;
      chat.slack.down = false;
      chat.slack.calls = 0;
    });

    let words = 0;
    const place = (channel: string) => aPlace('slack', { channel });
    const put = (message: Message) => chat.within(({ messages }) => messages.put(message));
    const putWords = async (channel: string, count = 1): Promise<readonly string[]> => {
      const made = Array.from({ length: count }, () => `w${(words += 1)}`);
      for (const word of made) await put(aMessage(word, { place: place(channel) }));
      return made;
    };
    const waits = async (channel: string): Promise<number> => {
      const [row] = await chat.hospital.asOwner<{ ms: number }>(
        'select extract(epoch from free_at - clock_timestamp()) * 1000 as ms from chat_channel where channel = $1',
        [channel],
      );
      return Math.round(Number(row?.ms) / 1_000);
    };
    const free = () => chat.hospital.asOwner(`update chat_channel set free_at = '-infinity'`);
    const standing = () => chat.slack.stands.map(({ view }) => view.fallback);

    test('is sent one message of a channel at a time, in order, and of other channels beside it', async () => {
      const [first = '', second = ''] = await putWords('C-a', 2);
      const [other = ''] = await putWords('C-b');

      expect(await sendMessages(chat.parts)).toBe(2);
      expect(standing().toSorted()).toEqual([first, other].toSorted());
      expect(await sendMessages(chat.parts)).toBe(0);
      expect(await waits('C-a')).toBeLessThanOrEqual(1);
      await chat.settle();
      expect(standing().at(-1)).toBe(second);
    });

    test('waits as long as the service says, and what comes after it in the channel waits too', async () => {
      const [first = '', second = ''] = await putWords('C-c', 2);
      chat.slack.faults.push(new ChatTrouble('wait', 'ratelimited', 30_000));

      await sendMessages(chat.parts);
      expect(await waits('C-c')).toBeGreaterThanOrEqual(29);
      expect(await sendMessages(chat.parts)).toBe(0);
      await chat.settle();
      expect(standing()).toEqual([first, second]);
    });

    test('is lost by no outage, however long: it is tried ever more slowly, at most five minutes apart, and keeps its order', async () => {
      const [first = '', second = ''] = await putWords('C-d', 2);
      chat.slack.down = true;
      const paused: number[] = [];
      for (let round = 0; round < 12; round += 1) {
        await free();
        await sendMessages(chat.parts);
        paused.push(await waits('C-d'));
      }
      chat.slack.down = false;
      await chat.settle();

      expect(paused.slice(0, 4)).toEqual([1, 2, 4, 8]);
      expect(Math.max(...paused)).toBe(300);
      expect(standing()).toEqual([first, second]);
    });

    test('is tried again where something broke that nobody foresaw, and that is noted', async () => {
      const noted = chat.noted.length;
      const [word = ''] = await putWords('C-e');
      chat.slack.faults.push(new TypeError('fetch failed'));
      await chat.settle();

      expect(standing()).toEqual([word]);
      expect(chat.noted.length).toBe(noted + 1);
    });

    test('is given up where its place is gone or its content is refused, and the next one goes out', async () => {
      const [, second = ''] = await putWords('C-f', 2);
      chat.slack.faults.push(new ChatTrouble('gone', 'channel_not_found'));
      await chat.settle();
      const [third = ''] = await putWords('C-f');
      chat.slack.faults.push(new ChatTrouble('refused', 'invalid_blocks'));
      const [fourth = ''] = await putWords('C-f');
      await chat.settle();

      expect(standing()).toEqual([second, fourth]);
      expect(third).not.toBe('');
    });

    test('is not sent again where it stands so already, and is changed where it does not', async () => {
      const message = aMessage('once', { place: place('C-g') });
      await put(message);
      await chat.settle();
      await put(message);
      await chat.settle();

      expect(chat.slack.calls).toBe(1);
      await put({ ...message, content: { ...message.content, blocks: [{ kind: 'text', text: 'twice' }] } });
      await chat.settle();
      expect(chat.slack.stands).toMatchObject([{ updates: 1, view: { fallback: 'twice' } }]);
    });

    test('is worked in the order in which it came, one of a thread at a time', async () => {
      const asked: string[] = [];
      const parts: ChatHospital['parts'] = {
        ...chat.parts,
        agent: {
          async ask({ text, conversation, actor }) {
            asked.push(text);
            return chat.parts.agent.ask({ text: 'help', conversation, actor });
          },
        },
      };
      for (const text of ['one', 'two', 'three']) await chat.says(text, { user: DANA, place: aPlace('slack', { thread: 'order' }) });

      expect(await workInbox(parts)).toBe(1);
      expect(await workInbox(parts)).toBe(1);
      expect(await workInbox(parts)).toBe(1);
      expect(asked).toEqual(['one', 'two', 'three']);
      expect(chat.slack.statuses.at(-1)).toEqual({ place: aPlace('slack', { thread: 'order' }), says: 'Looking at that …' });
    });

    test('of what breaks three times is that it broke, to that person alone, and then it is done', async () => {
      const parts: ChatHospital['parts'] = { ...chat.parts, agent: { ask: () => Promise.reject(new Error('D-1042-9 says so')) } };
      await chat.says('code E-1042', { user: DANA, place: directTo('slack', DANA) });
      const tries: number[] = [];
      for (;;) {
        const [event] = await chat.within(({ inbox }) => inbox.claim(1, 60));
        if (event === undefined) break;
        tries.push(event.tries);
        await takeEvent(event, parts);
        await chat.hospital.asOwner(`update chat_inbox set due_at = '-infinity' where done_at is null`);
      }
      await chat.settle();

      expect(tries).toEqual([1, 2, 3]);
      expect(asides(chat.slack, DANA).map(({ view }) => wordsOf(view))).toEqual([
        JSON.stringify([
          { kind: 'note', tone: 'warning', text: 'Something broke inside Countersign. It was written to the log as F-000000000000.' },
        ]),
      ]);
      expect(await chat.within(({ inbox }) => inbox.waiting())).toBe(0);
    });

    test('of what killed its worker three times is that it broke, and it is not worked again', async () => {
      const asked: string[] = [];
      const parts: ChatHospital['parts'] = {
        ...chat.parts,
        agent: { ask: ({ text }) => Promise.reject(new Error(String(asked.push(text)))) },
      };
      const before = chat.noted.length;
      await chat.came({ kind: 'said', text: 'poison' }, { user: DANA, place: directTo('slack', DANA), key: 'poison' });
      await chat.hospital.asOwner(`update chat_inbox set tries = 3 where key = 'poison'`);
      await workInbox(parts);
      await chat.settle();

      expect(asked).toEqual([]);
      expect(chat.noted.slice(before)).toHaveLength(1);
      expect(wordsOf(asides(chat.slack, DANA).at(-1)!.view)).toContain('Something broke');
      expect(await chat.within(({ inbox }) => inbox.waiting())).toBe(0);
    });

    test('of rows that were altered in the database is nothing, and the operator hears of each', async () => {
      const place = aPlace('slack', { thread: 'altered' });
      await chat.came({ kind: 'said', text: 'help' }, { user: DANA, place, key: 'altered' });
      await chat.hospital.asOwner(`update chat_inbox set event = replace(event::text, 'help', 'code')::json where key = 'altered'`);
      const before = [chat.noted.length, chat.slack.bodies.length] as const;
      await chat.settle();
      await chat.hospital.asOwner(
        `update chat_message set message = replace(message::text, '"phi":"none"', '"phi":"full"')::json, wanted = wanted + 1
         where id = (select id from chat_message where lost is null order by number desc limit 1)`,
      );
      await chat.settle();

      expect(chat.noted.slice(before[0]).map((noted) => String(noted))).toEqual([
        'Failure: broken-promise: An event of chat was written or changed in the database beside the program. It was not worked.',
        'Failure: broken-promise: A message of chat was written or changed in the database beside the program. It was not sent.',
      ]);
      expect(chat.slack.bodies).toHaveLength(before[1]);
    });
  });
}
