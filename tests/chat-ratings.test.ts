import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#connectors/postgres/open-database.ts';
import { openChat, type ChatHospital } from './support/chat-hospital.ts';
import { databases } from './support/databases.ts';

const DANA = 'U07DANA';

for (const { name, open } of (await databases()).filter(({ skip }) => skip === undefined)) {
  describe(`the rating of answers, on ${name}`, () => {
    let database: Database;
    let chat: ChatHospital;
    beforeAll(async () => {
      database = await open();
      chat = await openChat(database);
    });
    afterAll(() => database.close());

    test('lists what people thought, newest first, and a changed mind as new', async () => {
      const rated: string[] = [];
      for (const question of ['what is I10?', 'what is E78.5?']) {
        await chat.says(question, { user: DANA });
        await chat.settle();
        rated.push(chat.slack.stands.at(-1)?.view.rate ?? '');
      }
      const [first = '', second = ''] = rated;
      for (const [message, good] of [
        [first, true],
        [second, true],
        [first, false],
      ] as const) {
        await chat.came({ kind: 'rated', message, good }, { user: DANA });
        await chat.settle();
      }

      const [newest, next] = await chat.within(({ feedback }) => feedback.list(10));
      expect([newest, next]).toMatchObject([
        { message: first, good: false },
        { message: second, good: true },
      ]);
    });
  });
}
