import { afterEach, beforeEach, expect, test } from 'vitest';
import { aPress, aSaying, BOT, CHANNEL, DIRECT } from '#tests/support/teams-activities.ts';
import { TEAMS_TENANT } from '#tests/support/teams-tokens.ts';
import { teamsAtWork, type TeamsAtWork } from '#tests/support/teams-at-work.ts';

const CARD = '3f2b8c1e-5a44-4d7e-9c11-0a2b3c4d5e6f';
let at: TeamsAtWork;
beforeEach(async () => {
  at = await teamsAtWork();
});
afterEach(() => at.close());

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

test.each([
  ['with a space', 'a:1dana 19:other@thread.tacv2'],
  ['with a line break', 'a:1dana\n19:other'],
  ['with a NUL', 'a:1dana\u0000'],
  ['with what nobody sees', 'a:1\u202Edana'],
  ['without a sign', ''],
])('a conversation of a name %s is none, so that no two places are one', async (_says, id) => {
  expect(await at.send(aSaying('accept P-1', { conversation: { ...DIRECT, id } }))).toEqual({ status: 400, body: '' });
  expect(at.handed).toEqual([]);
});

test('JSON in itself ten thousand times over, or with names of what every object has, is a press with no card', async () => {
  const deep = JSON.stringify(aPress('accept', { at: 'DEEP' })).replace('"DEEP"', nested(10_000));
  const proto = JSON.stringify(aPress('accept', { at: 'PROTO' })).replace(
    '"PROTO"',
    `{"__proto__":{"card":"${CARD}"},"constructor":{"card":"${CARD}"}}`,
  );
  for (const raw of [deep, proto]) {
    const whole = raw.replace('{', `{"serviceUrl":"${at.standIn.serviceUrl}",`);
    expect(JSON.parse((await at.send({}, { raw: whole })).body)).toMatchObject({ statusCode: 400 });
  }
  expect(at.handed).toEqual([]);
});

test.each([
  ['a list of cards', { card: [CARD, CARD] }],
  ['a card that is an object', { card: { toString: CARD } }],
  ['a card with words behind it', { card: `${CARD} P-1` }],
  ['a card that is a proposal', { card: 'P-1' }],
  ['a verdict of its own', { verdict: 'accept', proposal: 'P-1' }],
])('a press with %s is none of ours', async (_says, data) => {
  for (const verb of ['accept', 'withdraw', 'escalate', 'fill-reject', 'refresh', '__proto__', 'toString'])
    expect(JSON.parse((await at.send(aPress(verb, data))).body)).toMatchObject({ statusCode: 400 });
  expect(at.handed).toEqual([]);
});

test('what a press says beside its card counts for nothing', async () => {
  const more = { card: CARD, user: 'somebody', digest: 'f'.repeat(64), verdict: 'reject', place: { channel: 'elsewhere' } };
  await at.send(aPress('accept', more, { conversation: CHANNEL }));

  expect(at.handed.map(({ did, user }) => [did, user])).toEqual([
    [{ kind: 'clicked', button: 'accept', card: CARD }, '7a9d2f10-3c44-4b8e-9b57-0d6a1c2e3f01'],
  ]);
});

test.each([
  ['shared', true],
  ['Shared', true],
  ['standard', false],
  ['private', false],
  [undefined, undefined],
])('a channel of the type %s is told as shared: %s', async (type, shared) => {
  const channelData = { tenant: { id: TEAMS_TENANT }, ...(type !== undefined && { channel: { id: '19:coding', type } }) };
  await at.send(aPress('accept', { card: CARD }, { conversation: CHANNEL, channelData }));

  expect(at.handed.map((event) => event.shared)).toEqual([shared]);
});

test('a message of half a megabyte with thousands of mentions of us is cut, and keeps nobody waiting', async () => {
  const entities = Array.from({ length: 3_000 }, (_, nth) => ({ type: 'mention', mentioned: { id: BOT.id }, text: `<at>C${nth}</at>` }));
  const said = aSaying('<at>C1</at> '.repeat(45_000), { entities, conversation: CHANNEL });

  expect((await at.send(said)).status).toBe(200);
  expect(at.handed).toHaveLength(1);
});

test.each([
  'task/fetch',
  'composeExtension/submitAction',
  'fileConsent/invoke',
  'signin/tokenExchange',
  'adaptiveCard/action ',
  'config/submit',
  '',
])('the invoke %j is not answered', async (name) => {
  const { status, body } = await at.send(aPress('accept', { card: CARD }, { name }));

  expect([status, body, at.handed]).toEqual([501, '', []]);
});
