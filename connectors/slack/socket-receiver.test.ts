import { afterEach, expect, test } from 'vitest';
import { slackAtWork, type SlackAtWork } from '#tests/support/slack-at-work.ts';
import { aClick, aCommand, aMessage, anEvent } from '#tests/support/slack-signed.ts';
import { APP_TOKEN } from '#tests/support/slack-stand-in.ts';
import type { SlackParts } from './open-slack.ts';

const CARD = '3f2b8c1e-5a44-4d7e-9c11-0a2b3c4d5e6f';
let at: SlackAtWork;

afterEach(() => at.close());

async function open(parts: Partial<SlackParts> = {}): Promise<SlackAtWork> {
  at = await slackAtWork({ appToken: APP_TOKEN, ...parts });
  return at;
}

test('takes events, clicks and commands over a socket, and acknowledges each', async () => {
  const { standIn, kept, slack } = await open();
  const socket = await standIn.sockets.next();

  expect(await socket.send('e1', 'events_api', anEvent(aMessage('hello')))).toEqual({ envelope_id: 'e1', payload: {} });
  expect(await socket.send('e2', 'interactive', aClick('accept', CARD))).toEqual({ envelope_id: 'e2', payload: {} });
  expect(await socket.send('e3', 'slash_commands', aCommand('what waits?'))).toMatchObject({ payload: { response_type: 'ephemeral' } });
  expect(await socket.send('e4', 'interactive', aClick('unknown', CARD))).toEqual({ envelope_id: 'e4', payload: {} });
  await slack.stop();

  expect(kept.map(({ did }) => did.kind)).toEqual(['said', 'clicked', 'said']);
});

test('has no way in over HTTP without a signing secret', async () => {
  expect((await open()).slack.router).toBeUndefined();
});

test.each([
  ['Slack asks to connect again', 'refresh'],
  ['the line breaks', 'drop'],
] as const)('keeps one event of an envelope that is sent again after %s in its middle', async (_name, how) => {
  const { standIn, kept, batches } = await open();
  const first = await standIn.sockets.next();
  const click = aClick('accept', CARD);

  const cutOff = first.send('e1', 'interactive', click);
  first[how]();
  await cutOff;
  const second = await standIn.sockets.next();
  const again = await second.send('e1-again', 'interactive', click, 1);

  expect(again).toMatchObject({ envelope_id: 'e1-again' });
  await expect.poll(() => kept.length).toBe(1);
  expect(new Set(batches.flat().map(({ key }) => key)).size).toBe(1);
});

test('connects again and again while Slack answers with faults, and takes what comes then', async () => {
  const { standIn, kept, noted } = await open();
  const first = await standIn.sockets.next();
  const failures = 8;

  standIn.meet('apps.connections.open', ...Array.from({ length: failures }, () => ({ kind: 'status', status: 500 }) as const));
  first.drop();
  const second = await standIn.sockets.next();
  await second.send('e1', 'events_api', anEvent(aMessage('still here?')));

  await expect.poll(() => kept.length).toBe(1);
  expect(standIn.called('apps.connections.open')).toHaveLength(failures + 2);
  // One note of a row of failures.
  expect(noted).toHaveLength(1);
});

test('starts where Slack does not answer, and connects once it does', async () => {
  at = await slackAtWork({ appToken: APP_TOKEN }, ({ meet }) => {
    meet('auth.test', { kind: 'reset' });
    meet('apps.connections.open', { kind: 'reset' }, { kind: 'status', status: 503 }, { kind: 'nonsense' });
  });

  const socket = await at.standIn.sockets.next();
  await socket.send('e1', 'events_api', anEvent(aMessage('here now?')));

  await expect.poll(() => at.kept.length).toBe(1);
  expect(at.noted).toHaveLength(2);
});

test('waits longer and longer before it tries again', async () => {
  const pauses: number[] = [];
  const { standIn } = await open({ pause: (ms) => (pauses.push(ms), Promise.resolve()) });
  const first = await standIn.sockets.next();

  standIn.meet('apps.connections.open', ...Array.from({ length: 8 }, () => ({ kind: 'reset' }) as const));
  first.drop();
  await standIn.sockets.next();

  expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
});

test('does not start with an app-level token that Slack refuses', async () => {
  at = await slackAtWork();

  await expect(slackAtWork({ appToken: 'xapp-another' })).rejects.toThrow(/^bad-config: .*invalid_auth.*connections:write/);
});

test('acknowledges nothing that there is no room for', async () => {
  let release = (): void => {};
  const { standIn, slack } = await open({ mostWaiting: 1, inbox: () => new Promise<void>((resolve) => void (release = resolve)) });
  const socket = await standIn.sockets.next();

  void socket.send('e1', 'events_api', anEvent(aMessage('one')));
  await expect.poll(() => slack.waiting()).toBe(1);
  const acks: unknown[] = [];
  void socket.send('e2', 'events_api', anEvent(aMessage('two'))).then((ack) => acks.push(ack));
  await socket.read();

  expect([acks, slack.waiting()]).toEqual([[], 1]);
  release();
});
