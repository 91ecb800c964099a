import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { NOW, slackAtWork, type SlackAtWork } from '#tests/support/slack-at-work.ts';
import { aClick, aCommand, aMention, aMessage, anEvent, aSubmission, nextTs, signedForm, signedJson } from '#tests/support/slack-signed.ts';
import { originText } from './form-origin.ts';
import type { SlackParts } from './open-slack.ts';
import { ratingValue } from './render/names.ts';

const CARD = '3f2b8c1e-5a44-4d7e-9c11-0a2b3c4d5e6f';
const now = { now: NOW };
let at: SlackAtWork | undefined;

afterEach(async () => {
  await at?.close();
  at = undefined;
});

async function open(parts: Partial<SlackParts> = {}): Promise<SlackAtWork> {
  at = await slackAtWork(parts);
  return at;
}

const atOnce = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
const aFolder = (): string => join(mkdtempSync(join(tmpdir(), 'countersign-unkept-')), 'unkept');

test.each([
  ['an event', () => signedJson(anEvent(aMessage('accept it')), now)],
  ['a mention', () => signedJson(anEvent(aMention('accept it')), now)],
  ['a click', () => signedForm(aClick('accept', CARD), now)],
  [
    'a form',
    () =>
      signedForm(aSubmission(originText({ card: CARD, button: 'reject', place: { channel: 'C1', kind: 'channel' } } as never), {}), now),
  ],
  ['a command', () => signedForm(aCommand('accept it'), now)],
  ['a rating', () => signedForm(aClick('rate', ratingValue(CARD, true)), now)],
  [
    'an opened page',
    () => signedJson(anEvent({ type: 'app_home_opened', user: 'U0DANA', channel: 'D0DANA', tab: 'home', event_ts: nextTs() }), now),
  ],
])('acknowledges %s once it is kept, and not before', async (_name, send) => {
  const order: string[] = [];
  let release = (): void => {};
  const inbox = () => new Promise<void>((resolve) => void (release = () => (order.push('kept'), resolve())));
  const { post } = await open({ inbox, waits: () => new Promise(() => {}) });

  const answered = post(send()).then(({ status }) => order.push(`acknowledged ${status}`));
  await expect.poll(() => at?.slack.waiting()).toBe(1);
  await atOnce();
  release();
  await answered;

  expect(order).toEqual(['kept', 'acknowledged 200']);
});

test('acknowledges nothing that is kept nowhere in time, and keeps it once where it is sent again', async () => {
  let isDown = true;
  const { post, noted, slack } = await open({
    waits: atOnce,
    inbox: () => (isDown ? Promise.reject(new Error('the database is away')) : Promise.resolve()),
  });
  const event = signedJson(anEvent(aMessage('hello')), now);

  expect((await post(event)).status).toBe(500);
  expect((await post(signedForm(aClick('accept', CARD), now))).status).toBe(500);
  isDown = false;
  await expect.poll(() => slack.waiting()).toBe(0);

  expect((await post(event)).status).toBe(200);
  expect(noted.map(String).join(' ')).toContain('kept nowhere in time');
});

test('loses nothing that it acknowledged while the inbox was away and the process died', async () => {
  const unkeptIn = aFolder();
  let isOver = false;
  const ends: (() => void)[] = [];
  const inbox = () => (isOver ? Promise.resolve() : new Promise<void>((resolve) => void ends.push(resolve)));
  const { post } = await open({ unkeptIn, waits: atOnce, inbox });
  const statuses = [
    await post(signedJson(anEvent(aMessage('of Marguerite')), now)),
    await post(signedForm(aClick('accept', CARD), now)),
    await post(signedForm(aCommand('what waits?'), now)),
  ].map(({ status }) => status);
  const files = readdirSync(unkeptIn).map((file) => readFileSync(join(unkeptIn, file)));
  writeFileSync(join(unkeptIn, `${'0'.repeat(64)}.event`), 'written by somebody else');

  const next = await slackAtWork({ unkeptIn });
  await expect.poll(() => next.kept.length).toBe(3);
  await expect.poll(() => readdirSync(unkeptIn)).toEqual([]);

  expect(statuses).toEqual([200, 200, 200]);
  expect(files.map((file) => file.includes('Marguerite') || file.includes(CARD))).toEqual([false, false, false]);
  expect(next.kept.map(({ did }) => did.kind).toSorted()).toEqual(['clicked', 'said', 'said']);
  expect(next.noted).toHaveLength(1);
  await next.close();
  isOver = true;
  for (const end of ends) end();
});

test('leaves nothing on the disk of what the inbox took', async () => {
  const unkeptIn = aFolder();
  let release = (): void => {};
  const { post } = await open({ unkeptIn, waits: atOnce, inbox: () => new Promise<void>((resolve) => void (release = resolve)) });

  expect((await post(signedForm(aClick('accept', CARD), now))).status).toBe(200);
  expect(readdirSync(unkeptIn)).toHaveLength(1);
  release();

  await expect.poll(() => readdirSync(unkeptIn)).toEqual([]);
});

test('acknowledges by the disk while the inbox is slow, and keeps all of it in the end', async () => {
  const release: (() => void)[] = [];
  const batches: number[] = [];
  const { post, slack } = await open({
    ...{ unkeptIn: aFolder(), waits: atOnce },
    inbox: (events) => new Promise<void>((resolve) => void (batches.push(events.length), release.push(resolve))),
  });

  for (let click = 0; click < 20; click += 1) expect((await post(signedForm(aClick('accept', CARD), now))).status).toBe(200);

  // The first batch is still being kept; nobody waited for it, and all that came meanwhile is the second.
  expect([batches, slack.waiting()]).toEqual([[1], 20]);
  release[0]?.();
  await expect.poll(() => batches).toEqual([1, 19]);
  release[1]?.();
  await expect.poll(() => slack.waiting()).toBe(0);
});

test('asks Slack to come again where too much waits, and takes it then', async () => {
  let isDown = true;
  const { post, slack, kept } = await open({
    ...{ mostWaiting: 3, unkeptIn: aFolder(), waits: atOnce },
    inbox: () => (isDown ? Promise.reject(new Error('the database is away')) : Promise.resolve()),
  });
  const send = () => post(signedJson(anEvent(aMessage('hello')), now));

  const statuses = [await send(), await send(), await send(), await send()].map(({ status }) => status);
  expect([statuses, slack.waiting()]).toEqual([[200, 200, 200, 503], 3]);
  isDown = false;
  await expect.poll(() => slack.waiting()).toBe(0);

  expect((await send()).status).toBe(200);
  expect(kept).toEqual([]);
});

test('keeps what it acknowledged before it stops, and takes nothing more', async () => {
  const order: string[] = [];
  let release = (): void => {};
  const inbox = () => new Promise<void>((resolve) => void (release = () => (order.push('kept'), resolve())));
  const { post, slack, noted } = await open({ inbox, unkeptIn: aFolder(), waits: atOnce });
  await post(signedJson(anEvent(aMessage('hello')), now));

  const stopped = slack.stop().then(() => order.push('stopped'));
  await new Promise((resolve) => void setImmediate(resolve));
  release();
  await stopped;

  expect([order, noted]).toEqual([['kept', 'stopped'], []]);
  expect((await post(signedJson(anEvent(aMessage('hello again')), now))).status).toBe(503);
});
