import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { Failure } from '#core/errors.ts';
import { NOW, slackAtWork, type SlackAtWork } from '#tests/support/slack-at-work.ts';
import { aClick, aCommand, aMessage, anEvent, signed, signedForm, signedJson, type Sending } from '#tests/support/slack-signed.ts';
import { APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, SLACK_TEAM } from '#tests/support/slack-stand-in.ts';
import { openSlack, type SlackParts } from './open-slack.ts';
import { LONGEST_BODY } from './read-body.ts';

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

function seconds(shift: number): Sending {
  return { now: new Date(NOW.getTime() + shift * 1_000) };
}

test.each([
  ['of six minutes ago', (body: object) => signedJson({ ...body }, seconds(-360))],
  ['of six minutes ahead', (body: object) => signedJson({ ...body }, seconds(360))],
  ['of an hour ahead', (body: object) => signedJson({ ...body }, seconds(3_600))],
  ['signed with another secret', (body: object) => signedJson({ ...body }, { ...now, secret: 'b'.repeat(32) })],
  ['signed with an empty secret', (body: object) => signedJson({ ...body }, { ...now, secret: '' })],
  ['with a body changed later', (body: object) => ({ ...signedJson({ ...body }, now), body: JSON.stringify({ ...body, more: 1 }) })],
  ['without a signature', (body: object) => ({ body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })],
  ['that names its signature otherwise', (body: object) => signedJson({ ...body }, { ...now, headers: { 'x-slack-signature': 'v1=00' } })],
])('refuses an event %s, and keeps nothing of it', async (_name, send) => {
  const { post, kept, slack } = await open();

  const answer = await post(send(anEvent(aMessage('accept I50.23'))));

  expect(answer).toEqual({ status: 401, body: '' });
  expect([kept, slack.waiting()]).toEqual([[], 0]);
});

test.each([
  ['ssl_check', { ssl_check: '1', token: 'x' }],
  ['a challenge', { type: 'url_verification', challenge: 'abc' }],
  ['ssl_check with a command beside it', { ssl_check: '1', ...aCommand('accept it') }],
])('answers %s to nobody but Slack', async (_name, fields) => {
  const { post, kept } = await open();
  const { body } = signedForm(fields, now);

  const answer = await post({ body, headers: { 'content-type': 'application/x-www-form-urlencoded' } });

  expect(answer).toEqual({ status: 401, body: '' });
  expect(kept).toEqual([]);
});

test('answers a signed ssl_check with nothing, and does nothing else that stands beside it', async () => {
  const { post, kept, slack } = await open();

  const answer = await post(signedForm({ ssl_check: '1', ...aCommand('accept it') }, now));

  expect([answer, kept, slack.waiting()]).toEqual([{ status: 200, body: '' }, [], 0]);
});

test('gives a signed challenge back, as words and never as a page', async () => {
  const { post } = await open();

  expect(await post(signedJson({ type: 'url_verification', challenge: '3eZbrw1aB' }, now))).toEqual({ status: 200, body: '3eZbrw1aB' });
  expect((await post(signedJson({ type: 'url_verification', challenge: '<script>' }, now))).body).toBe('');
});

test('refuses a body of more than a megabyte', async () => {
  const { post, kept } = await open();

  const answer = await post(signedJson(anEvent(aMessage('x'.repeat(LONGEST_BODY))), now));

  expect([answer.status, kept]).toEqual([413, []]);
});

test('refuses a body that does not say how long it is, once it is longer than a megabyte', async () => {
  const { url, kept } = await open();
  const { body, headers } = signedJson(anEvent(aMessage('x'.repeat(LONGEST_BODY))), now);

  const answer = await fetch(url, { method: 'POST', headers, body: new Blob([body]).stream(), duplex: 'half' });

  expect([answer.status, kept]).toEqual([413, []]);
});

test('reads no body of whoever does not even look as if Slack had signed it', async () => {
  const { post, url, kept } = await open();
  const { body, headers } = signedJson(anEvent(aMessage('x'.repeat(LONGEST_BODY))), seconds(-360));

  const answers = [await post({ body, headers }), await fetch(url, { method: 'POST', body }), await post({ body, headers: {} })];

  expect([answers.map(({ status }) => status), kept]).toEqual([[401, 401, 401], []]);
});

test.each([
  ['text', 'text/plain', '{}'],
  ['XML', 'application/xml', '<a/>'],
  ['JSON that is none', 'application/json', '{'],
  ['a list', 'application/json', '[]'],
  ['null', 'application/json', 'null'],
  ['a form whose payload is no JSON', 'application/x-www-form-urlencoded', 'payload=%7B'],
])('refuses %s, though it is signed', async (_name, contentType, body) => {
  const { post, kept, noted } = await open();

  const answer = await post(signed(body, contentType, now));

  expect([answer.status, kept, noted]).toEqual([400, [], []]);
});

test('takes one event for one, however often Slack sends it again', async () => {
  const { post, kept, batches, slack } = await open();
  const event = anEvent(aMessage('what waits for me?'));

  for (const retry of [undefined, '1', '2', '3']) {
    const headers: Record<string, string> =
      retry === undefined ? {} : { 'x-slack-retry-num': retry, 'x-slack-retry-reason': 'http_timeout' };
    expect((await post(signedJson(event, { ...now, headers }))).status).toBe(200);
  }
  await slack.stop();

  expect(batches.flat()).toHaveLength(4);
  expect(kept).toHaveLength(1);
});

test.each([1, 10, 299])('takes a click that is played again %d seconds later for the click that it was', async (later) => {
  let clock = NOW;
  const { post, kept, batches, slack } = await open({ clock: () => clock });
  const click = signedForm(aClick('accept', CARD), now);

  await post(click);
  clock = new Date(NOW.getTime() + later * 1_000);
  const answer = await post(click);
  await slack.stop();

  expect(answer.status).toBe(200);
  expect([batches.flat().length, kept.length]).toEqual([2, 1]);
});

test('takes a second press of the same button for another click', async () => {
  const { post, kept, slack } = await open();

  await post(signedForm(aClick('accept', CARD), now));
  await post(signedForm(aClick('accept', CARD), now));
  await slack.stop();

  expect(kept).toHaveLength(2);
});

test('asks no address that an event names', async () => {
  const { post, standIn, slack } = await open();
  const elsewhere = `${standIn.apiUrl}elsewhere`;

  await post(signedForm(aClick('accept', CARD, { response_url: elsewhere }), now));
  await post(signedForm(aClick('unknown', CARD, { response_url: elsewhere, response_urls: [{ response_url: elsewhere }] }), now));
  await post(signedForm(aCommand('what waits?', { response_url: elsewhere }), now));
  await slack.stop();

  expect(standIn.calls.map(({ method }) => method)).toEqual(['auth.test']);
});

test('has no line that would use such an address', () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter((file) => /(?<!\.test)\.ts$/.test(file));
  const using = files.filter((file) => /response_url|\brespond\b|\bsay\(/.test(readFileSync(join(import.meta.dirname, file), 'utf8')));

  expect(files.length).toBeGreaterThan(20);
  expect(using).toEqual([]);
});

test.each<[string, Partial<SlackParts>]>([
  ['no signing secret and no app-level token', {}],
  ['an empty signing secret', { signingSecret: '' }],
  ['a blank signing secret', { signingSecret: ' '.repeat(32) }],
  ['an empty signing secret beside an app-level token', { signingSecret: '', appToken: APP_TOKEN }],
  ['an empty bot token', { signingSecret: SIGNING_SECRET, botToken: '' }],
  ['an app-level token in the place of the bot token', { signingSecret: SIGNING_SECRET, botToken: APP_TOKEN }],
  ['an empty app-level token', { appToken: '' }],
  ['a bot token in the place of the app-level token', { appToken: BOT_TOKEN }],
])('does not open with %s', (_name, settings) => {
  const parts = { inbox: () => Promise.resolve(), form: () => Promise.reject(new Error('none')), noted: () => undefined, clock: () => NOW };
  const opening = () => openSlack({ botToken: BOT_TOKEN, ...parts, ...settings });

  expect(opening).toThrow(Failure);
  expect(opening).toThrow(/^bad-config: /);
});

test('does not start with a token that Slack refuses, or with one of another workspace', async () => {
  await expect(slackAtWork({ botToken: 'xoxb-another' })).rejects.toThrow(/^bad-config: .*invalid_auth/);
  await expect(slackAtWork({ workspace: 'T0OTHER' })).rejects.toThrow(/^bad-config: .*T0HOSP/);
});

test('takes events of its own workspace and app alone, where they are named', async () => {
  const { post, kept, slack } = await open({ workspace: SLACK_TEAM, appId: 'A0COUNTER' });

  const answers = [
    await post(signedJson(anEvent(aMessage('of another workspace'), { team_id: 'T0OTHER' }), now)),
    await post(signedJson(anEvent(aMessage('for another app'), { api_app_id: 'A0OTHER' }), now)),
    await post(signedForm(aClick('accept', CARD, { team: { id: 'T0OTHER' } }), now)),
    await post(signedForm(aCommand('hello', { team_id: 'T0OTHER' }), now)),
    await post(signedJson(anEvent(aMessage('ours')), now)),
  ];
  await slack.stop();

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  expect(kept.map(({ did }) => did)).toEqual([{ kind: 'said', text: 'ours' }]);
});
