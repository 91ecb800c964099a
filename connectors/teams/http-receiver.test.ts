import { afterEach, beforeEach, expect, test } from 'vitest';
import { aPress, aSaying, CHANNEL, DANA, DIRECT } from '#tests/support/teams-activities.ts';
import { teamsAtWork, teamsParts, type TeamsAtWork } from '#tests/support/teams-at-work.ts';
import { teamsStandIn } from '#tests/support/teams-stand-in.ts';
import type { Forgery } from '#tests/support/teams-tokens.ts';
import { Failure } from '#core/errors.ts';
import { LONGEST_BODY } from './http-receiver.ts';
import { openTeams } from './open-teams.ts';

const OTHER_TENANT = '99999999-7d55-4f3a-8a57-2f6a3e9d1b22';
const CARD = '3f2b8c1e-5a44-4d7e-9c11-0a2b3c4d5e6f';
let at: TeamsAtWork;

beforeEach(async () => {
  at = await teamsAtWork();
});
afterEach(() => at.close());

test('takes what Teams signed, once, and answers with nothing but a status', async () => {
  const said = aSaying('why I50.23 on E-1042?');

  expect(await at.send(said)).toEqual({ status: 200, body: '' });
  expect(await at.send(said)).toEqual({ status: 200, body: '' });
  expect(at.handed).toHaveLength(2);
  expect(at.kept).toHaveLength(1);
  expect(at.noted).toEqual([]);
});

test.each<Forgery>([
  'no token',
  'no scheme',
  'wrong audience',
  'wrong issuer',
  'no algorithm',
  'a shared secret',
  'expired',
  'not in force yet',
  'no time at all',
  'unknown key',
  'another key under the same name',
  'a key for other channels',
  'changed after it was signed',
  'no service address',
  'of an emulator',
])('refuses a request with this for a token: %s', async (forgery) => {
  expect(await at.send(aSaying('accept I50.23'), { forgery })).toEqual({ status: 401, body: '' });
  expect(await at.send(aPress('accept', { card: CARD }), { forgery })).toEqual({ status: 401, body: '' });
  expect(at.handed).toEqual([]);
  expect(at.noted).toEqual([]);
});

test.each([
  ['of another organisation', { conversation: { ...DIRECT, tenantId: OTHER_TENANT } }],
  ['whose organisation stands in its channel data alone', { channelData: { tenant: { id: OTHER_TENANT } } }],
  ['of no organisation', { conversation: { id: 'a:1', conversationType: 'personal' }, channelData: {} }],
  ['of somebody of another organisation', { from: { ...DANA, tenantId: OTHER_TENANT } }],
  ['of another channel of the service', { channelId: 'directline' }],
  ['of an emulator', { channelId: 'emulator' }],
])('refuses an activity %s', async (_name, more) => {
  expect(await at.send(aSaying('accept I50.23', more))).toEqual({ status: 403, body: '' });
  expect(at.handed).toEqual([]);
});

test.each([
  ['elsewhere', 'https://elsewhere.example/teams/'],
  ['that only begins like ours', 'https://smba.trafficmanager.net.elsewhere.example/'],
  ['with a name before the host', 'https://smba.trafficmanager.net@elsewhere.example/'],
  ['without a lock', 'http://smba.trafficmanager.net/teams/'],
  ['that is none', 'smba'],
])('refuses an address to answer to %s, though its token names it', async (_name, serviceUrl) => {
  expect(await at.send(aSaying('hello', { serviceUrl }))).toEqual({ status: 403, body: '' });
  expect(at.handed).toEqual([]);
});

test('refuses an address that the token does not name', async () => {
  expect(await at.send(aSaying('hello'), { claims: 'https://smba.trafficmanager.net/amer/' })).toMatchObject({ status: 403 });
  expect(at.handed).toEqual([]);
});

test('refuses what is too long, packed, no JSON or no activity', async () => {
  const long = JSON.stringify({ text: 'x'.repeat(LONGEST_BODY) });
  expect(await at.send({}, { raw: long })).toEqual({ status: 413, body: '' });
  expect(await at.send({}, { raw: '{"type"' })).toEqual({ status: 400, body: '' });
  expect(await at.send({}, { raw: '[]' })).toEqual({ status: 400, body: '' });
  expect(await at.send({}, { raw: '{}' })).toEqual({ status: 400, body: '' });
  expect(await at.send(aSaying('x'), { headers: { 'content-type': 'text/plain' } })).toEqual({ status: 400, body: '' });
  expect(await at.send(aSaying('x'), { headers: { 'content-encoding': 'gzip' } })).toEqual({ status: 415, body: '' });
  expect(at.handed).toEqual([]);
});

test('says that it cannot tell where the keys cannot be had, and takes it when they can', async () => {
  at.standIn.meet('keys', { kind: 'status', status: 503 });
  const said = aSaying('hello');

  expect(await at.send(said)).toEqual({ status: 503, body: '' });
  expect(at.handed).toEqual([]);
  expect(await at.send(said)).toEqual({ status: 200, body: '' });
});

test('acknowledges nothing that was not kept', async () => {
  const thrown = new Error('no database');
  const failing = await teamsAtWork({ inbox: () => Promise.reject(thrown) });

  const said = await failing.send(aSaying('hello'));
  const pressed = await failing.send(aPress('accept', { card: CARD }));

  expect(said).toEqual({ status: 503, body: '' });
  expect(JSON.parse(pressed.body)).toMatchObject({ statusCode: 500, type: 'application/vnd.microsoft.error' });
  expect(failing.noted).toEqual([thrown, thrown]);
  await failing.close();
});

test('waits for a slow inbox no longer than Teams does', async () => {
  let pauses = 0;
  const slow = await teamsAtWork({ inbox: () => new Promise(() => {}), pause: () => ((pauses += 1), Promise.resolve()) });

  expect(await slow.send(aSaying('hello', { conversation: CHANNEL }))).toEqual({ status: 200, body: '' });
  expect(await slow.send(aSaying('hello'))).toEqual({ status: 503, body: '' });
  expect(pauses).toBe(1);
  await slow.close();
});

test.each([
  ['an empty password', { appPassword: '' }],
  ['a password of blanks', { appPassword: '        ' }],
  ['an app id that is none', { appId: '' }],
  ['a tenant that is none', { tenantId: 'common' }],
  ['an address without a lock', { endpoints: { login: 'http://login.example' } }],
])('is not opened with %s', (_name, wrong) => {
  const none = (): never => {
    throw new Error('nothing is called');
  };
  const parts = { inbox: none, form: none, refresh: none, noted: none, clock: () => new Date() };
  const right = { appId: CARD, tenantId: CARD, appPassword: 'a~secret~of~theirs' };

  expect(() => openTeams({ ...parts, ...right, ...wrong })).toThrow(expect.objectContaining({ code: 'bad-config' }));
});

test('starts with a password that Microsoft takes, and not with one that it refuses', async () => {
  await at.teams.start();
  const standIn = await teamsStandIn();
  const parts = { ...teamsParts(standIn), appPassword: 'ran~out~long~ago' };
  const noted: unknown[] = [];
  const refused = openTeams({
    ...parts,
    clock: () => new Date(),
    noted: (thrown) => noted.push(thrown),
    inbox: () => Promise.resolve(),
    form: () => Promise.resolve({ why: '' }),
    refresh: () => Promise.resolve({ why: '' }),
  });

  const thrown = await refused.start().catch((one: unknown) => one);
  standIn.meet('login', { kind: 'reset' });
  await refused.start();

  expect(thrown).toBeInstanceOf(Failure);
  expect(thrown).toMatchObject({ code: 'bad-config' });
  expect(String(thrown)).not.toContain('ran~out');
  expect(noted).toHaveLength(1);
  await refused.stop();
  await standIn.close();
});
