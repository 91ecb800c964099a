import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Place } from '#agent/chat/event.ts';
import { slackAtWork, type SlackAtWork } from '#tests/support/slack-at-work.ts';
import { BOT_TOKEN } from '#tests/support/slack-stand-in.ts';

const MOST = 1_024;
const FILE = { id: 'F0835', name: 'remit.835' };
const CHANNEL: Place = { surface: 'slack', workspace: 'T0HOSP', channel: 'C0CODING', thread: '1790000000.000001', kind: 'channel' };

let at: SlackAtWork;
beforeEach(async () => {
  at = await slackAtWork();
});
afterEach(() => at.close());

test('fetches a file with the token', async () => {
  at.standIn.putFile('F0835', 'ISA*00*');

  const content = await at.slack.surface.fetch(FILE, MOST);

  expect(Buffer.from(content).toString()).toBe('ISA*00*');
  expect(at.standIn.called('GET-FILE')[0]?.authorization).toBe(`Bearer ${BOT_TOKEN}`);
});

test.each([
  ['by what Slack says of it', {}],
  ['by what comes, where Slack says another size', { size: 10 }],
])('takes no more of a file than it may, %s', async (_name, info) => {
  at.standIn.putFile('F0835', 'x'.repeat(MOST + 1), info);

  await expect(at.slack.surface.fetch(FILE, MOST)).rejects.toThrow(/^bad-file: /);
});

test.each([
  ['another host', 'https://files.example.org/F0835'],
  ['a host that begins like it', 'https://files.slack.com.example.org/F0835'],
  ['a host behind a name', 'https://files.slack.com@example.org/F0835'],
  ['another port', 'https://files.slack.com:8443/F0835'],
  ['a line that is not private', 'http://files.slack.com/F0835'],
  ['the machine itself', 'http://127.0.0.1:9/F0835'],
  ['a file of this machine', 'file:///etc/passwd'],
  ['no address', 'F0835'],
])('sends the token to nobody but Slack: not to %s', async (_name, url) => {
  at.standIn.putFile('F0835', 'content', { url_private: url });

  await expect(at.slack.surface.fetch(FILE, MOST)).rejects.toMatchObject({ name: 'ChatTrouble', kind: 'refused' });
  expect(at.standIn.called('GET-FILE')).toEqual([]);
});

test('follows no redirect', async () => {
  at.standIn.putFile('F0835', 'content');
  at.standIn.meet('GET-FILE', { kind: 'status', status: 302, headers: { location: '/files-pri/F0835' } });

  await expect(at.slack.surface.fetch(FILE, MOST)).rejects.toMatchObject({ kind: 'refused' });
  expect(at.standIn.called('GET-FILE')).toHaveLength(1);
});

test('tells of a file that is no more, and of one that may come later', async () => {
  await expect(at.slack.surface.fetch(FILE, MOST)).rejects.toMatchObject({ kind: 'gone' });
  at.standIn.putFile('F0835', 'content');
  at.standIn.meet('GET-FILE', { kind: 'limited', seconds: 7 });
  await expect(at.slack.surface.fetch(FILE, MOST)).rejects.toMatchObject({ kind: 'wait', afterMs: 7_000 });
});

test('shares a file in the thread, with words that are no markup', async () => {
  const file = { name: 'appeal-P-17.txt', content: Buffer.from('Dear reviewer'), says: 'Draft for P-17 <!channel> & more' };

  await at.slack.surface.share?.({ place: CHANNEL }, file);

  expect(at.standIn.shared()).toEqual([{ channel: 'C0CODING', content: 'Dear reviewer' }]);
  expect(at.standIn.called('files.completeUploadExternal')[0]?.args).toMatchObject({
    thread_ts: '1790000000.000001',
    initial_comment: 'Draft for P-17 &lt;!channel&gt; &amp; more',
  });
  expect(at.standIn.called('PUT-FILE')[0]?.authorization).toBeUndefined();
});

test('shares with a person whose talk with us is not known in that talk', async () => {
  const place = { surface: 'slack', workspace: 'T0HOSP', channel: 'U0DANA', kind: 'direct' } as const;
  await at.slack.surface.share?.({ place }, { name: 'a.txt', content: Buffer.from('x'), says: '' });

  expect(at.standIn.shared()).toEqual([{ channel: 'D0DANA', content: 'x' }]);
});

test('shares nothing where the bytes did not arrive', async () => {
  at.standIn.meet('PUT-FILE', { kind: 'status', status: 500 });

  const sharing = at.slack.surface.share?.({ place: CHANNEL }, { name: 'a.txt', content: Buffer.from('x'), says: '' });

  await expect(sharing).rejects.toMatchObject({ kind: 'wait' });
  expect(at.standIn.called('files.completeUploadExternal')).toEqual([]);
});

test('takes back the file that it shared, and nothing else', async () => {
  const posted = await at.slack.surface.share!({ place: CHANNEL }, { name: 'a.pdf', content: Buffer.from('x'), says: '' });

  await at.slack.surface.unshare?.(posted);

  expect(at.standIn.called('files.delete').map(({ args }) => args)).toEqual([{ file: posted.message.replace('file:', '') }]);
  expect(at.standIn.shared()).toEqual([]);
  await expect(at.slack.surface.unshare?.({ message: 'C0CODING:1790000000.000001' })).rejects.toMatchObject({ kind: 'gone' });
});
