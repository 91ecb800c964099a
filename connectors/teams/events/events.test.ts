import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FormAsked } from '#agent/chat/forms.ts';
import type { ChatView } from '#agent/chat/view.ts';
import { anActivity, aPress, aSaying, BOT, CHANNEL, DANA, DIRECT, GROUP, OF_BOT } from '#tests/support/teams-activities.ts';
import { teamsAtWork, type TeamsAtWork } from '#tests/support/teams-at-work.ts';
import { TEAMS_TENANT } from '#tests/support/teams-tokens.ts';
import type { RefreshAsked } from '../handing.ts';
import { fieldOf, VERBS } from '../render/names.ts';

const CARD = '3f2b8c1e-5a44-4d7e-9c11-0a2b3c4d5e6f';
const VIEW: ChatView = { fallback: 'P-1 pending', parts: [{ kind: 'text', text: 'P-1 waits for Dana' }], links: [] };
const MESSAGE = 'application/vnd.microsoft.activity.message';
const ADAPTIVE = 'application/vnd.microsoft.card.adaptive';
let at: TeamsAtWork;
let asked: (RefreshAsked | FormAsked)[];

beforeEach(async () => {
  asked = [];
  at = await teamsAtWork({
    refresh: (one) => (asked.push(one), Promise.resolve(VIEW)),
    form(one) {
      asked.push(one);
      const reasons = [{ key: 'not-supported', says: 'The documents do not support it' }];
      return Promise.resolve({ button: one.button, card: one.card, title: 'Reject I50.23 (P-1)', reasons, asksCode: false });
    },
  });
});
afterEach(() => at.close());

async function answered(activity: object): Promise<{ statusCode: number; type: string; value: unknown }> {
  const { status, body } = await at.send(activity);
  expect(status).toBe(200);
  return JSON.parse(body) as { statusCode: number; type: string; value: unknown };
}

test('takes what is written to us alone', async () => {
  await at.send(aSaying(' why I50.23 on E-1042? ', { id: '1790000000777' }));

  expect(at.kept).toEqual([
    {
      key: `message ${TEAMS_TENANT} a:1dana 1790000000777`,
      place: { surface: 'teams', workspace: TEAMS_TENANT, channel: 'a:1dana', kind: 'direct' },
      user: DANA.aadObjectId,
      at: '2026-09-21T13:55:00.123Z',
      did: { kind: 'said', text: 'why I50.23 on E-1042?' },
      reference: { serviceUrl: at.standIn.serviceUrl, user: DANA.id },
    },
  ]);
});

test('takes what is written by our name in a channel, into its thread and without the name', async () => {
  await at.send(
    aSaying('<at>Countersign</at>&nbsp;ask <at>Ana</at> whether 3 &lt; 4 &amp;lt; 5', { conversation: CHANNEL, entities: [OF_BOT] }),
  );

  expect(at.kept[0]).toMatchObject({
    place: { surface: 'teams', workspace: TEAMS_TENANT, channel: '19:coding@thread.tacv2', thread: '1790000000001', kind: 'channel' },
    did: { kind: 'said', text: 'ask @Ana whether 3 < 4 &lt; 5' },
    reference: { serviceUrl: at.standIn.serviceUrl },
  });
});

test.each([
  ['a channel', CHANNEL],
  ['a group', GROUP],
  ['a talk of a kind that is not known', { ...DIRECT, conversationType: 'meeting' }],
])('takes nothing in %s that does not name us', async (_name, conversation) => {
  const ana = { type: 'mention', mentioned: { id: '29:1ana' }, text: '<at>Countersign</at>' };
  await at.send(aSaying('accept I50.23', { conversation }));
  await at.send(aSaying('<at>Countersign</at> accept I50.23', { conversation, entities: [ana] }));

  expect(at.handed).toEqual([]);
});

test('takes no words out of a message but our name', async () => {
  await at.send(aSaying('reject I50.23', { entities: [{ ...OF_BOT, text: 'reject' }, { ...OF_BOT, text: '' }, { type: 'clientInfo' }] }));

  expect(at.kept[0]?.did).toEqual({ kind: 'said', text: 'reject I50.23' });
});

test('greets for our bare name, and takes nothing of bots or of somebody without an organisation', async () => {
  await at.send(aSaying('<at>Countersign</at> ', { conversation: GROUP, entities: [OF_BOT] }));
  await at.send(aSaying('hello', { from: { id: '28:another' } }));

  expect(at.kept.map(({ did, place }) => [did, place.kind])).toEqual([[{ kind: 'came' }, 'group']]);
});

test('makes of what cannot be kept in a database something that can', async () => {
  await at.send(aSaying('a\u0000b\uD800'));

  expect(at.kept[0]?.did).toEqual({ kind: 'said', text: 'ab\uFFFD' });
});

test('greets once where it was added, and again when it is reached from elsewhere', async () => {
  await at.send(anActivity('installationUpdate', { action: 'add' }));
  await at.send(anActivity('conversationUpdate', { membersAdded: [BOT] }));
  await at.send(anActivity('conversationUpdate', { membersAdded: [{ id: DANA.id }] }));
  await at.send(anActivity('installationUpdate', { action: 'remove' }));
  await at.send(anActivity('installationUpdate', { action: 'add', serviceUrl: `${at.standIn.origin}/emea/` }));

  expect(at.kept.map(({ did, reference }) => [did.kind, reference])).toEqual([
    ['came', { serviceUrl: at.standIn.serviceUrl, user: DANA.id }],
    ['came', { serviceUrl: `${at.standIn.origin}/emea/`, user: DANA.id }],
  ]);
  expect(at.handed).toHaveLength(3);
});

test('takes files with their short-lived addresses', async () => {
  const downloadUrl = `https://hospital.sharepoint.com/download?tempauth=${'x'.repeat(1_500)}`;
  const attachments = [
    { contentType: 'application/vnd.microsoft.teams.file.download.info', name: '835.txt', content: { downloadUrl, fileType: 'txt' } },
    { contentType: 'text/html', content: '<p>these</p>' },
  ];
  await at.send(aSaying('these', { attachments }));

  expect(at.kept[0]?.did).toEqual({ kind: 'dropped', text: 'these', files: [{ id: downloadUrl, name: '835.txt' }] });
});

test('takes a press at once and says so; sent again it is the same press, and pressed again another', async () => {
  const press = aPress('accept', { card: CARD }, { conversation: CHANNEL });

  expect(await answered(press)).toMatchObject({ statusCode: 200, type: MESSAGE });
  expect(await answered(press)).toMatchObject({ statusCode: 200, type: MESSAGE });
  await answered(aPress('accept', { card: CARD }, { conversation: CHANNEL }));

  expect(at.handed).toHaveLength(3);
  expect(new Set(at.handed.map(({ key }) => key)).size).toBe(2);
  expect(at.kept[0]).toMatchObject({
    user: DANA.aadObjectId,
    place: { channel: '19:coding@thread.tacv2', thread: '1790000000001' },
    did: { kind: 'clicked', button: 'accept', card: CARD },
  });
});

test('says nothing of an outcome that nobody decided yet', async () => {
  const { value } = await answered(aPress('escalate', { card: CARD }));

  expect(value).not.toMatch(/accepted|approved|escalated|done/i);
});

test('takes what was filled in on the card, and gives the card back', async () => {
  const fields = {
    card: CARD,
    [fieldOf('reason', CARD, 'reject')]: 'other',
    [fieldOf('note', CARD, 'reject')]: ` ${'n'.repeat(3_000)}`,
    [fieldOf('to', CARD, 'change')]: 'I50.9',
  };
  const { type, value } = await answered(aPress('fill-reject', fields));

  expect(at.kept[0]?.did).toEqual({ kind: 'filled', button: 'reject', card: CARD, reason: 'other', note: 'n'.repeat(2_000) });
  expect(type).toBe(ADAPTIVE);
  expect(JSON.stringify(value)).toContain('P-1 waits for Dana');
  expect(JSON.stringify(value)).toContain('Taken.');
});

test('asks for a reason where the card has no form for it, and takes nothing yet', async () => {
  const { type, value } = await answered(aPress('reject', { card: CARD }));

  expect(type).toBe(ADAPTIVE);
  expect(JSON.stringify(value)).toContain('fill-reject');
  expect(asked).toMatchObject([{ button: 'reject', card: CARD, user: DANA.aadObjectId, place: { workspace: TEAMS_TENANT } }]);
  expect(at.handed).toEqual([]);
});

test('shows a card as it stands to whoever looks at it, and changes nothing', async () => {
  const { type, value } = await answered(aPress(VERBS.refresh, { card: CARD }));

  expect(type).toBe(ADAPTIVE);
  expect(JSON.stringify(value)).toContain('P-1 waits for Dana');
  expect(asked).toMatchObject([{ card: CARD, user: DANA.aadObjectId, place: { channel: 'a:1dana', kind: 'direct' } }]);
  expect(at.handed).toEqual([]);
});

test('says why somebody is not shown a card, and of what breaks nothing but that it did', async () => {
  const whys = await teamsAtWork({ refresh: () => Promise.resolve({ why: 'You are not linked.' }) });
  const breaks = await teamsAtWork({ refresh: () => Promise.reject(new Error('Marguerite')), noted: () => undefined });

  const why = await whys.send(aPress(VERBS.refresh, { card: CARD }));
  const broke = await breaks.send(aPress(VERBS.refresh, { card: CARD }));

  expect(JSON.parse(why.body)).toEqual({ statusCode: 200, type: MESSAGE, value: 'You are not linked.' });
  expect(JSON.parse(broke.body)).toMatchObject({ statusCode: 500, type: 'application/vnd.microsoft.error' });
  expect(broke.body).not.toContain('Marguerite');
  await Promise.all([whys.close(), breaks.close()]);
});

test('takes a rating', async () => {
  await answered(aPress(VERBS.rateBad, { message: CARD }));

  expect(at.kept[0]?.did).toEqual({ kind: 'rated', message: CARD, good: false });
});

test.each([
  ['a verb that is none of ours', aPress('approve-all', { card: CARD })],
  ['data that is no id', aPress('accept', { card: 'P-1' })],
  ['no data', aPress('accept', {})],
  ['a form without a reason', aPress('fill-reject', { card: CARD })],
  [
    'an action of an older kind',
    anActivity('invoke', { name: 'adaptiveCard/action', value: { action: { type: 'Action.Submit', data: {} } } }),
  ],
  ['somebody without an organisation', aPress('accept', { card: CARD }, { from: { id: '29:guest' } })],
])('refuses a press with %s', async (_name, press) => {
  expect(await answered(press)).toMatchObject({ statusCode: 400, type: 'application/vnd.microsoft.error' });
  expect(at.handed).toEqual([]);
});

test('leaves other invokes and events alone', async () => {
  expect(await at.send(anActivity('invoke', { name: 'fileConsent/invoke', value: {} }))).toEqual({ status: 501, body: '' });
  expect(await at.send(anActivity('messageReaction', { reactionsAdded: [] }))).toEqual({ status: 200, body: '' });
  expect(at.handed).toEqual([]);
});
