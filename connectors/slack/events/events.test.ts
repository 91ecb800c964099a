import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChatEvent } from '#agent/chat/event.ts';
import { NOW, slackAtWork, type SlackAtWork } from '#tests/support/slack-at-work.ts';
import { aClick, aCommand, aMention, aMessage, anEvent, aSubmission, nextTs, signedForm, signedJson } from '#tests/support/slack-signed.ts';
import { SLACK_BOT } from '#tests/support/slack-stand-in.ts';
import { originText } from '../form-origin.ts';
import { ratingValue } from '../render/names.ts';

const CARD = '3f2b8c1e-5a44-4d7e-9c11-0a2b3c4d5e6f';
const now = { now: NOW };
let at: SlackAtWork;

beforeEach(async () => {
  at = await slackAtWork();
});
afterEach(() => at.close());

async function told(...events: readonly object[]): Promise<readonly ChatEvent[]> {
  for (const event of events) expect((await at.post(signedJson(anEvent({ ...event }), now))).status).toBe(200);
  await at.slack.stop();
  return at.kept;
}

async function pressed(...bodies: readonly object[]): Promise<readonly ChatEvent[]> {
  for (const body of bodies) expect((await at.post(signedForm({ ...body }, now))).status).toBe(200);
  await at.slack.stop();
  return at.kept;
}

test('takes a direct message as said in a thread of its own', async () => {
  const [said] = await told(aMessage('why I50.23 on E-1042?', { ts: '1790000100.500000' }));

  expect(said).toEqual({
    key: 'message T0HOSP D0DANA 1790000100.500000',
    place: { surface: 'slack', workspace: 'T0HOSP', channel: 'D0DANA', thread: '1790000100.500000', kind: 'direct' },
    user: 'U0DANA',
    at: '2026-09-21T14:15:00.500Z',
    did: { kind: 'said', text: 'why I50.23 on E-1042?' },
  });
});

test('takes a mention without the mention, in the thread where it was', async () => {
  const [said] = await told(aMention('why?', { thread_ts: '1790000000.000001' }));

  expect(said).toMatchObject({
    place: { channel: 'C0CODING', thread: '1790000000.000001', kind: 'channel' },
    did: { kind: 'said', text: 'why?' },
  });
});

test('keeps whether people of other organisations read there', async () => {
  expect((await at.post(signedJson(anEvent({ ...aMention('why?') }, { is_ext_shared_channel: true }), now))).status).toBe(200);
  const kept = await told(aMention('why?'));

  expect(kept.map(({ shared }) => shared)).toEqual([true, undefined]);
});

test('takes nothing that a user of another organisation pressed or sent', async () => {
  const user = { id: 'U0DANA', team_id: 'T0FOREIGN' };
  const form = originText({ card: CARD, button: 'reject', place: { channel: 'C0CODING', kind: 'channel' } } as never);

  expect(await pressed(aClick('accept', CARD, { user }), { ...aSubmission(form, {}), user })).toEqual([]);
});

test('takes a user of the organisation that the workspace is of', async () => {
  const grid = { authorizations: [{ enterprise_id: 'E0ORG', team_id: 'T0HOSP', user_id: SLACK_BOT }] };
  expect((await at.post(signedJson(anEvent({ ...aMention('why?', { user_team: 'E0ORG' }) }, grid), now))).status).toBe(200);
  const kept = await told();

  expect(kept).toHaveLength(1);
});

test('takes a bare mention for somebody who came', async () => {
  expect((await told(aMention('')))[0]?.did).toEqual({ kind: 'came' });
});

test('takes one message for one event, under whatever name Slack tells it', async () => {
  const ts = nextTs();

  const kept = await told(aMention('why?', { ts, channel: 'D0DANA' }), aMessage(`<@${SLACK_BOT}> why?`, { ts }));

  expect(kept).toHaveLength(1);
});

test.each([
  ['what we wrote', aMessage('hello', { user: SLACK_BOT })],
  ['what a program wrote', aMessage('hello', { bot_id: 'B0OTHER' })],
  ['what a program wrote by its kind', aMessage('hello', { subtype: 'bot_message', user: undefined })],
  ['an edit', aMessage('hello', { subtype: 'message_changed', message: aMessage('accept it') })],
  ['a deletion', aMessage('hello', { subtype: 'message_deleted' })],
  ['a mention that was edited in', aMention('accept it', { edited: { user: 'U0DANA', ts: nextTs() } })],
  ['a word of a channel in which nobody named us', aMessage('hello', { channel: 'C0CODING', channel_type: 'channel' })],
  ['a user of another organisation', aMessage('accept it', { user_team: 'T0FOREIGN' })],
  ['what came from another organisation', aMention('accept it', { source_team: 'T0FOREIGN' })],
  ['what another organisation wrote', aMention('accept it', { team: 'T0FOREIGN' })],
  ['somebody who joined', aMessage('joined', { subtype: 'channel_join' })],
  ['an event of another kind', { type: 'reaction_added', user: 'U0DANA', item: { type: 'message', channel: 'C0CODING' } }],
  ['a message with an id that is none', aMessage('hello', { channel: 'D0; drop table' })],
  ['a message at a time that is none', aMessage('hello', { ts: 'yesterday' })],
])('takes no notice of %s', async (_name, event) => {
  expect(await told(event)).toEqual([]);
  expect(at.noted).toEqual([]);
});

test('takes files that were dropped, with what was said beside them', async () => {
  const files = [
    { id: 'F0835', name: 'remit.835', size: 1_204, mode: 'hosted' },
    { id: 'F0GONE', mode: 'tombstone' },
    { id: 'F0NAMELESS', name: null },
  ];

  const [dropped] = await told(aMessage('please import', { subtype: 'file_share', files }));

  expect(dropped?.did).toEqual({
    kind: 'dropped',
    text: 'please import',
    files: [
      { id: 'F0835', name: 'remit.835', bytes: 1_204 },
      { id: 'F0NAMELESS', name: 'F0NAMELESS' },
    ],
  });
});

test('takes at most twenty files of one message', async () => {
  const files = Array.from({ length: 30 }, (_, at) => ({ id: `F${at}`, name: `${at}.json` }));

  const [dropped] = await told(aMessage('', { subtype: 'file_share', files }));

  expect(dropped?.did).toMatchObject({ files: { length: 20 } });
});

test('keeps a text that no database would take as it came', async () => {
  const [said] = await told(aMessage('a\0b \ud800 c'));

  expect(said?.did).toEqual({ kind: 'said', text: 'ab \ufffd c' });
});

test('takes an opened talk for one coming, and each opened home for another', async () => {
  const open = (tab: string) => ({ type: 'app_home_opened', user: 'U0DANA', channel: 'D0DANA', tab, event_ts: nextTs() });

  const kept = await told(open('messages'), open('home'), open('messages'), open('home'));

  expect(kept.map(({ did }) => did.kind)).toEqual(['came', 'opened-home', 'opened-home']);
});

test('takes a pressed button as the card and what was pressed', async () => {
  const [clicked] = await pressed(aClick('accept', CARD));

  expect(clicked).toMatchObject({
    place: { surface: 'slack', workspace: 'T0HOSP', channel: 'C0CODING', thread: '1789999999.000001', kind: 'channel' },
    user: 'U0DANA',
    did: { kind: 'clicked', button: 'accept', card: CARD },
  });
});

test('takes a button of the personal page as pressed in the talk with that person', async () => {
  const onHome = { container: { type: 'view', view_id: 'V0HOME' }, channel: undefined, message: undefined };

  const [clicked] = await pressed(aClick('escalate', CARD, onHome));

  expect(clicked?.place).toEqual({ surface: 'slack', workspace: 'T0HOSP', channel: 'U0DANA', kind: 'direct' });
});

test.each([
  ['a value that is no card', aClick('accept', 'P-17')],
  ['more in the value than a card', aClick('accept', JSON.stringify({ card: CARD, as: 'U0BOSS' }))],
  ['a link that was followed', aClick('open', CARD)],
  ['a button that is not ours', aClick('approve', CARD)],
])('decides nothing by %s, and acknowledges it', async (_name, click) => {
  expect(await pressed(click)).toEqual([]);
});

test('takes a sent form with its reason, its words and the code that is wanted', async () => {
  const place = { surface: 'slack', workspace: 'T0HOSP', channel: 'C0CODING', thread: '1790000000.000001', kind: 'channel' } as const;
  const values = {
    reason: { reason: { type: 'radio_buttons', selected_option: { value: 'other-code' } } },
    note: { note: { type: 'plain_text_input', value: 'See the <echo> & the note' } },
    to: { to: { type: 'plain_text_input', value: ' I50.22 ' } },
  };

  const [filled] = await pressed(aSubmission(originText({ card: CARD, button: 'change', place }), values, { callback_id: 'change' }));

  expect(filled).toMatchObject({
    place,
    did: { kind: 'filled', button: 'change', card: CARD, reason: 'other-code', to: 'I50.22' },
  });
});

test('takes a form that is sent again for the one that it was, and an opened one more for another', async () => {
  const place = { surface: 'slack', workspace: 'T0HOSP', channel: 'C0CODING', kind: 'channel' } as const;
  const origin = originText({ card: CARD, button: 'reject', place });
  const once = aSubmission(origin, { reason: { reason: { selected_option: { value: 'not-supported' } } } });

  const kept = await pressed(once, once, aSubmission(origin, {}));

  expect(kept.map(({ did }) => did)).toMatchObject([{ reason: 'not-supported' }, { reason: '' }]);
});

test.each(['', '{}', 'null', CARD, JSON.stringify({ card: CARD, button: 'accept', place: { channel: 'C1', kind: 'channel' } })])(
  'takes no form that carries %j',
  async (metadata) => {
    expect(await pressed(aSubmission(metadata, {}))).toEqual([]);
  },
);

test.each([
  ['a channel', { channel_id: 'C0CODING', channel_name: 'coding' }, { channel: 'C0CODING', kind: 'channel' }, true],
  ['a group', { channel_id: 'G0GROUP', channel_name: 'mpdm-ana--ben-1' }, { channel: 'G0GROUP', kind: 'group' }, true],
  ['a talk of two', { channel_id: 'D0OTHER', channel_name: 'directmessage' }, { channel: 'U0DANA', kind: 'direct' }, undefined],
])('takes a command in %s for words of one person alone, answered there or directly', async (_name, where, place, alone) => {
  const answer = await at.post(signedForm(aCommand('what waits?', where), now));
  await at.slack.stop();

  expect(at.kept[0]?.place).toEqual({ surface: 'slack', workspace: 'T0HOSP', ...place });
  expect(at.kept[0]?.alone).toBe(alone);
  expect(answer.body).toContain(alone === true ? 'You alone see the answer' : 'in your messages with Countersign');
});

test('takes a command for words said in private, without markup', async () => {
  const command = aCommand('why I50.23 on &lt;E-1042&gt; &amp; <@U0BEN|ben>?');

  const answer = await at.post(signedForm(command, now));
  await at.slack.stop();

  expect(JSON.parse(answer.body)).toMatchObject({ response_type: 'ephemeral' });
  expect(at.kept[0]).toMatchObject({
    key: `command T0HOSP U0DANA ${String(command['trigger_id'])}`,
    place: { channel: 'C0CODING', kind: 'channel' },
    alone: true,
    did: { kind: 'said', text: 'why I50.23 on <E-1042> & @ben?' },
  });
});

test('takes a rating of an answer', async () => {
  const kept = await pressed(aClick('rate', ratingValue(CARD, true)), aClick('rate', ratingValue(CARD, false)), aClick('rate', CARD));

  expect(kept.map(({ did }) => did)).toEqual([
    { kind: 'rated', message: CARD, good: true },
    { kind: 'rated', message: CARD, good: false },
  ]);
});
