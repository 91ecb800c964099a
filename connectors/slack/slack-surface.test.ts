import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Place } from '#agent/chat/event.ts';
import { ChatTrouble } from '#agent/chat/surface.ts';
import type { CardView, ChatView } from '#agent/chat/view.ts';
import { slackAtWork, type SlackAtWork } from '#tests/support/slack-at-work.ts';
import type { SlackTrouble } from '#tests/support/slack-stand-in.ts';

const KEY = '0c1d2e3f-4a5b-4c6d-8e7f-001122334455';
const CHANNEL: Place = { surface: 'slack', workspace: 'T0HOSP', channel: 'C0CODING', thread: '1790000000.000001', kind: 'channel' };
const DIRECT: Place = { surface: 'slack', workspace: 'T0HOSP', channel: 'D0DANA', thread: '1790000000.000002', kind: 'direct' };
const CARD: CardView = {
  kind: 'card',
  id: '3f2b8c1e-5a44-4d7e-9c11-0a2b3c4d5e6f',
  proposal: 'P-17',
  title: 'I50.23  Acute on chronic systolic (congestive) heart failure',
  state: 'pending',
  facts: [],
  warnings: [],
  quotes: [],
  buttons: ['accept', 'reject'],
};

function says(text: string, more: Partial<ChatView> = {}): ChatView {
  return { fallback: text, parts: [{ kind: 'text', text }], links: [], ...more };
}

let at: SlackAtWork;
beforeEach(async () => {
  at = await slackAtWork();
});
afterEach(() => at.close());

async function troubleOf(work: Promise<unknown>): Promise<ChatTrouble> {
  const thrown: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(thrown instanceof ChatTrouble)) throw new Error('no trouble', { cause: thrown });
  return thrown;
}

test('posts into the thread, unfolds no link, and lets no name be found in the text', async () => {
  const { slack, standIn } = at;

  await slack.surface.post({ place: CHANNEL }, says('Ask @channel'), KEY);

  expect(standIn.called('chat.postMessage')[0]?.args).toMatchObject({
    channel: 'C0CODING',
    thread_ts: '1790000000.000001',
    unfurl_links: 'false',
    unfurl_media: 'false',
    parse: 'none',
    link_names: 'false',
    client_msg_id: KEY,
  });
});

test('posts a message once, though the answer was lost and it was tried again', async () => {
  const { slack, standIn } = at;
  standIn.meet('chat.postMessage', { kind: 'reset-after' });

  expect((await troubleOf(slack.surface.post({ place: CHANNEL }, says('One'), 'key one'))).kind).toBe('wait');
  const posted = await slack.surface.post({ place: CHANNEL }, says('One'), 'key one');

  expect(standIn.standing()).toHaveLength(1);
  expect(posted.message).toBe(`C0CODING:${standIn.standing()[0]?.ts}`);
});

test('changes what it posted to a person, in the channel where Slack put it', async () => {
  const { slack, standIn } = at;
  const place: Place = { surface: 'slack', workspace: 'T0HOSP', channel: 'U0DANA', kind: 'direct' };
  const posted = await slack.surface.post({ place }, says('Waiting'), KEY);

  await slack.surface.update({ place, ...posted }, says('Accepted by Dana'));

  expect(standIn.standing()).toMatchObject([{ channel: 'D0DANA', args: { text: 'Accepted by Dana' } }]);
});

test.each([
  ['another channel', CHANNEL, 'C0PUBLIC:1790000000.000009'],
  ['a person, out of a channel', CHANNEL, 'D0DANA:1790000000.000009'],
  ['a channel, out of a talk', DIRECT, 'C0PUBLIC:1790000000.000009'],
  ['another person', { surface: 'slack', workspace: 'T0HOSP', channel: 'U0DANA', kind: 'direct' } as const, 'D0MIRA:1790000000.000009'],
])('changes no message of %s, whatever name of it was kept', async (_name, place, message) => {
  const { slack, standIn } = at;

  expect((await troubleOf(slack.surface.update({ place, message }, says('Words of a chart')))).kind).toBe('gone');
  expect(standIn.called('chat.update')).toEqual([]);
});

test('shows a person alone what concerns them alone', async () => {
  const { slack, standIn } = at;

  await slack.surface.aside?.({ place: CHANNEL, only: 'U0DANA' }, says('That was decided already.'), KEY);

  expect(standIn.called('chat.postEphemeral')[0]?.args).toMatchObject({
    channel: 'C0CODING',
    thread_ts: '1790000000.000001',
    user: 'U0DANA',
    link_names: 'false',
  });
  expect(standIn.called('chat.postMessage')).toEqual([]);
});

test.each(['user_not_in_channel', 'not_in_channel', 'channel_not_found'])(
  'sends nobody elsewhere what a place does not show: %s',
  async (error) => {
    const { slack, standIn } = at;
    standIn.meet('chat.postEphemeral', { kind: 'refuses', error });

    const thrown = await troubleOf(slack.surface.aside!({ place: CHANNEL, only: 'U0DANA' }, says('Words of a chart'), KEY));

    expect(thrown.kind).toBe('gone');
    expect(standIn.standing()).toEqual([]);
  },
);

test('does not change what was shown in passing', async () => {
  const { slack } = at;
  const posted = await slack.surface.aside!({ place: CHANNEL, only: 'U0DANA' }, says('Decided already'), KEY);

  expect((await troubleOf(slack.surface.update({ place: CHANNEL, ...posted }, says('Anew')))).kind).toBe('gone');
});

test('offers questions in a talk, with no thread, as Slack would drop them without a word', async () => {
  const { slack, standIn } = at;
  const prompts = ['a?', 'b?', 'c?', 'd?', 'e?'];

  await slack.surface.post({ place: DIRECT }, says('Hello', { prompts }), KEY);
  await slack.surface.post({ place: CHANNEL }, says('Hello', { prompts }), 'another');

  const [offered, ...others] = standIn.called('assistant.threads.setSuggestedPrompts');
  expect(offered?.args).toMatchObject({ channel_id: 'D0DANA', prompts: [{ title: 'a?', message: 'a?' }, {}, {}, {}] });
  expect(offered?.args).not.toHaveProperty('thread_ts');
  expect(others).toEqual([]);
});

test('posts though the questions could not be offered', async () => {
  at.standIn.meet('assistant.threads.setSuggestedPrompts', { kind: 'status', status: 500 });

  await at.slack.surface.post({ place: DIRECT }, says('Hello', { prompts: ['a?'] }), KEY);

  expect(at.standIn.standing()).toHaveLength(1);
});

test('says in the thread that something is under way, and says nothing where that fails or where there is no thread', async () => {
  const { slack, standIn } = at;
  standIn.meet('assistant.threads.setStatus', { kind: 'status', status: 500 });

  await slack.surface.status({ place: CHANNEL }, 'Reading the chart …');
  await slack.surface.status({ place: { surface: 'slack', workspace: 'T0HOSP', channel: 'U0DANA', kind: 'direct' } }, 'Reading …');

  expect(standIn.called('assistant.threads.setStatus').map(({ args }) => args)).toEqual([
    { channel_id: 'C0CODING', thread_ts: '1790000000.000001', status: 'Reading the chart …' },
  ]);
});

test('publishes a personal page and opens a direct talk', async () => {
  const { slack, standIn } = at;

  await slack.surface.home?.({ workspace: 'T0HOSP', user: 'U0DANA' }, says('3 wait', { parts: [CARD] }));
  const place = await slack.surface.direct({ workspace: 'T0HOSP', user: 'U0DANA' });

  expect(standIn.called('views.publish')[0]?.args).toMatchObject({ user_id: 'U0DANA', view: { type: 'home' } });
  expect(place).toEqual({ surface: 'slack', workspace: 'T0HOSP', channel: 'D0DANA', kind: 'direct' });
});

test.each<[string, SlackTrouble, Partial<ChatTrouble>]>([
  ['too many messages', { kind: 'limited', seconds: 30 }, { kind: 'wait', afterMs: 30_000 }],
  ['a fault of Slack', { kind: 'status', status: 500 }, { kind: 'wait' }],
  ['a Slack that is down', { kind: 'status', status: 503 }, { kind: 'wait' }],
  ['a broken line', { kind: 'reset' }, { kind: 'wait' }],
  ['a page of a proxy', { kind: 'nonsense' }, { kind: 'wait', message: 'no answer of Slack' }],
  ['an internal error', { kind: 'refuses', error: 'internal_error' }, { kind: 'wait' }],
  ['a limit told as an error', { kind: 'refuses', error: 'ratelimited' }, { kind: 'wait', afterMs: 60_000 }],
  ['a token that was revoked', { kind: 'refuses', error: 'token_revoked' }, { kind: 'wait', afterMs: 60_000, message: 'token_revoked' }],
  ['a scope that is missing', { kind: 'refuses', error: 'missing_scope' }, { kind: 'wait', afterMs: 60_000 }],
  ['a channel that is no more', { kind: 'refuses', error: 'channel_not_found' }, { kind: 'gone' }],
  ['an archived channel', { kind: 'refuses', error: 'is_archived' }, { kind: 'gone' }],
  ['a channel that we are not in', { kind: 'refuses', error: 'not_in_channel' }, { kind: 'gone' }],
  ['too much text', { kind: 'refuses', error: 'msg_blocks_too_long' }, { kind: 'refused' }],
  ['blocks that are none', { kind: 'refuses', error: 'invalid_blocks' }, { kind: 'refused' }],
  ['a body that is too large', { kind: 'status', status: 413 }, { kind: 'refused' }],
])('tells the sender what to do about %s', async (_name, trouble, expected) => {
  at.standIn.meet('chat.postMessage', trouble);

  const thrown = await troubleOf(at.slack.surface.post({ place: CHANNEL }, says('Marguerite'), KEY));

  expect(thrown).toMatchObject(expected);
  expect(thrown.message).not.toContain('Marguerite');
  // One call: whoever keeps the message tries again, and nobody else.
  expect(at.standIn.called('chat.postMessage')).toHaveLength(1);
});

test('tells of a message that is no more', async () => {
  const thrown = await troubleOf(at.slack.surface.update({ place: CHANNEL, message: 'C0CODING:1790000000.777777' }, says('x')));

  expect(thrown).toMatchObject({ kind: 'gone', message: 'message_not_found' });
});
