import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Place } from '#agent/chat/event.ts';
import { ChatTrouble } from '#agent/chat/surface.ts';
import type { CardView, ChatView } from '#agent/chat/view.ts';
import { DANA } from '#tests/support/teams-activities.ts';
import { teamsAtWork, type TeamsAtWork } from '#tests/support/teams-at-work.ts';
import type { TeamsTrouble } from '#tests/support/teams-stand-in.ts';
import { TEAMS_APP, TEAMS_PASSWORD, TEAMS_TENANT } from '#tests/support/teams-tokens.ts';

const KEY = '3f2b8c1e-5a44-4d7e-9c11-0a2b3c4d5e6f';
const THREAD: Place = {
  surface: 'teams',
  workspace: TEAMS_TENANT,
  channel: '19:coding@thread.tacv2',
  thread: '1790000000001',
  kind: 'channel',
};
const DIRECT: Place = { surface: 'teams', workspace: TEAMS_TENANT, channel: 'a:1dana', kind: 'direct' };
const says = (text: string): ChatView => ({ fallback: text, parts: [{ kind: 'text', text }], links: [] });
const CARD: CardView = {
  ...{ kind: 'card', id: KEY, proposal: 'P-1', title: 'I50.23', state: 'pending' },
  ...{ facts: [], warnings: [], quotes: [], buttons: ['accept'] },
};
let at: TeamsAtWork;

beforeEach(async () => {
  at = await teamsAtWork();
});
afterEach(() => at.close());

async function troubleOf(work: Promise<unknown>): Promise<ChatTrouble> {
  const thrown = await work.catch((one: unknown) => one);
  expect(thrown).toBeInstanceOf(ChatTrouble);
  return thrown as ChatTrouble;
}

test('posts into the thread of a channel, and changes what it posted', async () => {
  const { surface } = at.teams;
  const reference = { serviceUrl: at.standIn.serviceUrl };
  const posted = await surface.post({ place: THREAD, reference }, says('P-1 waits'), KEY);
  await surface.update({ place: THREAD, reference, ...posted }, says('P-1 approved'));

  expect(at.standIn.standing()).toHaveLength(1);
  const [{ conversation, activity } = { conversation: '', activity: {} }] = at.standIn.standing();
  expect(conversation).toBe('19:coding@thread.tacv2;messageid=1790000000001');
  expect(activity).toMatchObject({
    type: 'message',
    summary: 'P-1 approved',
    from: { id: `28:${TEAMS_APP}` },
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'AdaptiveCard', version: '1.5' } }],
  });
  expect(JSON.stringify(activity)).toContain('P-1 approved');
});

test('writes to a place that left no address by the one for all regions', async () => {
  await at.teams.surface.post({ place: DIRECT }, says('hello'), KEY);
  await at.teams.surface.post({ place: DIRECT, reference: { nonsense: true } }, says('hello'), KEY);

  expect(at.standIn.called('post').map(({ path }) => path)).toEqual([
    '/teams/v3/conversations/a%3A1dana/activities',
    '/teams/v3/conversations/a%3A1dana/activities',
  ]);
});

test('has cards in a talk with one person fetched anew by that person', async () => {
  const reference = { serviceUrl: at.standIn.serviceUrl, user: DANA.id };
  const view = { ...says('P-1'), parts: [CARD] };
  await at.teams.surface.post({ place: DIRECT, reference }, view, KEY);
  await at.teams.surface.post({ place: THREAD, reference }, view, KEY);

  const refreshed = at.standIn.standing().map(({ activity }) => {
    const [{ content }] = activity['attachments'] as [{ content: { refresh: { userIds: string[] } } }];
    return content.refresh.userIds;
  });
  expect(refreshed).toEqual([[DANA.id], []]);
});

test('shows nothing to one person alone among others, and finds the talk with them by the address where they were met', async () => {
  const reference = { serviceUrl: at.standIn.serviceUrl };
  const place = await at.teams.surface.direct({ workspace: TEAMS_TENANT, user: DANA.aadObjectId, reference });
  const { message } = await at.teams.surface.post({ place, reference }, says('for you'), KEY);

  expect(at.teams.surface).not.toHaveProperty('aside');
  expect(message).toBe(`a:${DANA.aadObjectId} 1`);
  expect(at.standIn.called('open').map(({ body }) => body)).toMatchObject([
    { bot: { id: `28:${TEAMS_APP}` }, members: [{ id: DANA.aadObjectId }], tenantId: TEAMS_TENANT, isGroup: false },
  ]);
  expect(at.standIn.standing().map(({ conversation }) => conversation)).toEqual([`a:${DANA.aadObjectId}`]);
});

test.each([
  ['another channel', { place: THREAD }, '19:public@thread.tacv2 1'],
  ['another thread', { place: THREAD }, '19:coding@thread.tacv2;messageid=2 1'],
  ['another person', { place: DIRECT }, 'a:1mira 1'],
])('changes no message of %s, whatever name of it was kept', async (_name, to, message) => {
  expect(await troubleOf(at.teams.surface.update({ ...to, message }, says('words of a chart')))).toMatchObject({ kind: 'gone' });
  expect(at.standIn.called('update')).toEqual([]);
});

test('finds the place of one person', async () => {
  expect(await at.teams.surface.direct({ workspace: TEAMS_TENANT, user: DANA.aadObjectId })).toEqual({
    ...DIRECT,
    channel: `a:${DANA.aadObjectId}`,
  });
  expect(await troubleOf(at.teams.surface.direct({ workspace: 'another', user: DANA.aadObjectId }))).toMatchObject({ kind: 'gone' });
});

test('shows that it writes, and lets that fail', async () => {
  await at.teams.surface.status({ place: DIRECT }, 'Looking at that …');
  at.standIn.meet('post', { kind: 'status', status: 500 });
  await at.teams.surface.status({ place: DIRECT }, 'Looking at that …');
  await at.teams.surface.status({ place: { ...THREAD, workspace: 'another' } }, 'Looking at that …');

  expect(at.standIn.called('post').map(({ body }) => body['type'])).toEqual(['typing', 'typing']);
});

test('asks for one token while it lasts, and for another when it is not taken', async () => {
  const { surface } = at.teams;
  await Promise.all([surface.post({ place: DIRECT }, says('1'), KEY), surface.post({ place: DIRECT }, says('2'), KEY)]);
  expect(at.standIn.called('login')).toHaveLength(1);
  expect(at.standIn.called('login')[0]?.body).toEqual({
    grant_type: 'client_credentials',
    client_id: TEAMS_APP,
    client_secret: TEAMS_PASSWORD,
    scope: 'https://api.botframework.com/.default',
  });

  at.standIn.meet('post', { kind: 'status', status: 401 });
  expect(await troubleOf(surface.post({ place: DIRECT }, says('3'), KEY))).toMatchObject({ kind: 'wait', afterMs: 60_000 });
  await surface.post({ place: DIRECT }, says('3'), KEY);
  expect(at.standIn.called('login')).toHaveLength(2);
});

test.each<[string, TeamsTrouble, Partial<ChatTrouble>]>([
  ['too many messages', { kind: 'limited', seconds: 30 }, { kind: 'wait', afterMs: 30_000 }],
  ['a fault of Teams', { kind: 'status', status: 500 }, { kind: 'wait', afterMs: 5_000 }],
  ['a Teams that is down', { kind: 'status', status: 503 }, { kind: 'wait' }],
  ['a broken line', { kind: 'reset' }, { kind: 'wait', message: 'no answer' }],
  ['a page of a proxy', { kind: 'nonsense' }, { kind: 'wait' }],
  ['a talk that we are not in', { kind: 'status', status: 403, code: 'BotNotInConversationRoster' }, { kind: 'gone' }],
  ['a talk that is no more', { kind: 'status', status: 404, code: 'ConversationNotFound' }, { kind: 'gone' }],
  ['a card that is too large', { kind: 'status', status: 413, code: 'MessageSizeTooBig' }, { kind: 'refused' }],
  ['a card that is none', { kind: 'status', status: 400, code: 'BadSyntax' }, { kind: 'refused', message: 'HTTP 400 BadSyntax' }],
  ['a redirect', { kind: 'redirect', to: 'http://127.0.0.1:1/' }, { kind: 'refused' }],
])('tells the sender what to do about %s', async (_name, trouble, expected) => {
  at.standIn.meet('post', trouble);

  const thrown = await troubleOf(at.teams.surface.post({ place: DIRECT }, says('Marguerite'), KEY));

  expect(thrown).toMatchObject(expected);
  expect(thrown.message).not.toContain('Marguerite');
  // One call: whoever keeps the message tries again, and nobody else.
  expect(at.standIn.called('post')).toHaveLength(1);
});

test('tells of a message that is no more', async () => {
  const thrown = await troubleOf(at.teams.surface.update({ place: DIRECT, message: 'a:1dana 777' }, says('x')));

  expect(thrown).toMatchObject({ kind: 'gone', message: 'HTTP 404 ActivityNotFoundInConversation' });
});

test('sends nothing to another address, and never a token', async () => {
  const seen: unknown[] = [];
  const foreign = createServer((request, response) => {
    seen.push(request.headers.authorization);
    response.end('{}');
  });
  await new Promise<void>((resolve) => void foreign.listen(0, '127.0.0.1', resolve));
  const elsewhere = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}`;
  const { surface } = at.teams;
  const to = { place: DIRECT, reference: { serviceUrl: `${elsewhere}/teams/` } };

  expect(await troubleOf(surface.post(to, says('x'), KEY))).toMatchObject({ kind: 'refused' });
  expect(await troubleOf(surface.update({ ...to, message: 'a:1dana 1' }, says('x')))).toMatchObject({ kind: 'refused' });
  const { reference } = to;
  expect(await troubleOf(surface.direct({ workspace: TEAMS_TENANT, user: DANA.aadObjectId, reference }))).toMatchObject({
    kind: 'refused',
  });
  await surface.status(to, 'x');
  at.standIn.meet('post', { kind: 'redirect', to: `${elsewhere}/teams/` });
  await troubleOf(surface.post({ place: DIRECT }, says('x'), KEY));
  await expect(surface.fetch({ id: `${elsewhere}/files/1`, name: '1' }, 1_000)).rejects.toMatchObject({ code: 'bad-file' });

  expect(seen).toEqual([]);
  // Nor is one asked for that has nowhere to go: the one call is the one that was redirected.
  expect(at.standIn.called('login')).toHaveLength(1);
  foreign.closeAllConnections();
  await new Promise((resolve) => void foreign.close(resolve));
});

test('fetches files without a token, and no more of one than may be taken', async () => {
  const { surface } = at.teams;
  const id = at.standIn.putFile('835.txt', 'ISA*00');

  expect(Buffer.from(await surface.fetch({ id, name: '835.txt' }, 6)).toString()).toBe('ISA*00');
  await expect(surface.fetch({ id, name: '835.txt' }, 5)).rejects.toMatchObject({ code: 'bad-file' });
  await expect(surface.fetch({ id: `${id}-gone`, name: 'x' }, 5)).rejects.toMatchObject({ code: 'bad-file' });
  at.standIn.meet('file', { kind: 'redirect', to: 'https://elsewhere.example/' });
  await expect(surface.fetch({ id, name: 'x' }, 6)).rejects.toMatchObject({ code: 'bad-file' });
  at.standIn.meet('file', { kind: 'status', status: 503 });
  expect(await troubleOf(surface.fetch({ id, name: 'x' }, 6))).toMatchObject({ kind: 'wait' });
  expect(at.standIn.called('file').map(({ authorization }) => authorization)).toEqual(Array.from({ length: 5 }, () => undefined));
});

test.each([
  'http://hospital.sharepoint.com/f',
  'https://sharepoint.com.elsewhere.example/f',
  'https://hospital.sharepoint.com:8443/f',
  'file:///etc/passwd',
])('fetches nothing from %s', async (id) => {
  await expect(at.teams.surface.fetch({ id, name: 'f' }, 1_000)).rejects.toMatchObject({ code: 'bad-file' });
});
