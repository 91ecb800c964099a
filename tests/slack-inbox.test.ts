import { afterEach, expect, test } from 'vitest';
import type { SlackParts } from '#connectors/slack/open-slack.ts';
import { onEachDatabase } from './support/on-each-database.ts';
import { NOW, slackAtWork, type SlackAtWork } from './support/slack-at-work.ts';
import { aClick, aMention, aMessage, anEvent, aSubmission, signedForm, signedJson } from './support/slack-signed.ts';
import { APP_TOKEN } from './support/slack-stand-in.ts';

const CARD = '3f2b8c1e-5a44-4d7e-9c11-0a2b3c4d5e6f';
const now = { now: NOW };

/** Bars F2 and B3: from Slack's request to the row of the table, which is what is worked. */
await onEachDatabase('what Slack sends again', (database) => {
  let slack: SlackAtWork | undefined;
  afterEach(() => slack?.close());

  const open = async (parts: Partial<SlackParts> = {}): Promise<SlackAtWork> => {
    slack = await slackAtWork({ inbox: (events) => database.within(({ inbox }) => inbox.accept(events)), ...parts });
    return slack;
  };
  const rows = (): Promise<number> => database.within(({ inbox }) => inbox.waiting());

  test('is one row, whatever the number of the retry', async () => {
    const { post, slack: connection } = await open();
    const event = anEvent(aMessage('accept I50.23'));

    for (const retry of ['0', '1', '2', '3']) await post(signedJson(event, { ...now, headers: { 'x-slack-retry-num': retry } }));
    await connection.stop();

    expect(await rows()).toBe(1);
  });

  test.each([1, 10, 299])('is one row where a signed click or form is played again %d seconds later', async (later) => {
    let clock = NOW;
    const { post, slack: connection } = await open({ clock: () => clock });
    const form = JSON.stringify({ card: CARD, button: 'reject', place: { channel: 'C0CODING', kind: 'channel' } });
    const requests = [signedForm(aClick('accept', CARD), now), signedForm(aSubmission(form, {}), now)];

    for (const request of requests) await post(request);
    clock = new Date(NOW.getTime() + later * 1_000);
    const answers = [];
    for (const request of requests) answers.push((await post(request)).status);
    await connection.stop();

    expect([answers, await rows()]).toEqual([[200, 200], 2]);
  });

  test('is nothing where it is played again after that was worked', async () => {
    const { post, slack: connection } = await open();
    const click = signedForm(aClick('accept', CARD), now);
    await post(click);
    await expect.poll(rows).toBe(1);
    const [event] = await database.within(({ inbox }) => inbox.claim(10, 60));
    await database.within(({ inbox }) => inbox.done(event?.key ?? ''));

    await post(click);
    await connection.stop();

    expect(event?.did).toEqual({ kind: 'clicked', button: 'accept', card: CARD });
    expect(await rows()).toBe(0);
  });

  test('is one row of an envelope that a socket lost in its middle', async () => {
    const { standIn } = await open({ appToken: APP_TOKEN });
    const envelope = anEvent(aMention('why I50.23 on E-1042?'));
    const first = await standIn.sockets.next();

    const cutOff = first.send('one', 'events_api', envelope);
    first.drop();
    await cutOff;
    const second = await standIn.sockets.next();
    await second.send('one', 'events_api', envelope, 1);
    await second.send('one', 'events_api', envelope, 2);

    await expect.poll(rows).toBe(1);
  });

  test('keeps the order of a talk', async () => {
    const { post, slack: connection } = await open();
    for (let word = 0; word < 30; word += 1)
      await post(signedJson(anEvent(aMessage(String(word), { thread_ts: '1790000000.000001' })), now));
    await connection.stop();

    const said: unknown[] = [];
    for (let turn = 0; turn < 30; turn += 1) {
      const [event] = await database.within(({ inbox }) => inbox.claim(1, 60));
      said.push(event?.did.kind === 'said' ? event.did.text : undefined);
      await database.within(({ inbox }) => inbox.done(event?.key ?? ''));
    }

    expect(said).toEqual(Array.from({ length: 30 }, (_, word) => String(word)));
  });
});
