import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Failure } from '#core/errors.ts';
import { readConfig } from './config.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const PG = 'postgres://app:s3cret-of-its-own@db.example:5432/countersign';
const BOT = 'xoxb-1-of-its-own';
const APP = 'xapp-1-of-its-own';
const SECRET = '0123456789abcdef0123456789abcdef';
const GUID = '11111111-2222-4333-8444-555555555555';
const TEAMS = { COUNTERSIGN_TEAMS_APP_ID: GUID, COUNTERSIGN_TEAMS_APP_PASSWORD: SECRET, COUNTERSIGN_TEAMS_TENANT_ID: GUID };

const BAD: readonly (readonly [string, Record<string, string>, string])[] = [
  ['a name with a typo', { COUNTERSIGN_DATADIR: '/x' }, 'COUNTERSIGN_DATADIR'],
  ['a name with a typo, and says the right one', { COUNTERSIGN_DATA_DIRR: '/x' }, 'COUNTERSIGN_DATA_DIR?'],
  ['a name nobody knows', { COUNTERSIGN_APPROVE_ALL: '1' }, 'COUNTERSIGN_APPROVE_ALL'],
  ['a name in the wrong case', { COUNTERSIGN_Tenant: 'a' }, 'COUNTERSIGN_Tenant'],
  ['an empty database address', { DATABASE_URL: '' }, 'DATABASE_URL'],
  ['a blank database address', { DATABASE_URL: '   ' }, 'DATABASE_URL'],
  ['an address of another kind of database', { DATABASE_URL: 'mysql://a:b@h/d' }, 'DATABASE_URL'],
  ['a database address that is a web address', { DATABASE_URL: 'https://h/d' }, 'DATABASE_URL'],
  ['a database address that is no address', { DATABASE_URL: 'db.example' }, 'DATABASE_URL'],
  ['a database address without a database', { DATABASE_URL: 'postgres://u:s3cret@db.example:5432' }, 'names no database'],
  ['a database address without a database but a slash', { DATABASE_URL: 'postgres://u:s3cret@db.example:5432/' }, 'names no database'],
  ['a database address without a host', { DATABASE_URL: 'postgres:///countersign' }, 'names no host'],
  ['a default password', { DATABASE_URL: 'postgres://u:postgres@db.example/c' }, 'everybody knows'],
  ['another default password', { DATABASE_URL: 'postgres://u:changeme@db.example/c' }, 'everybody knows'],
  ['a default password in capitals', { DATABASE_URL: 'postgres://u:Password@db.example/c' }, 'everybody knows'],
  ['a default password written with escapes', { DATABASE_URL: 'postgres://u:%70assword@db.example/c' }, 'everybody knows'],
  ['an owner without a database', { COUNTERSIGN_OWNER_URL: PG }, 'COUNTERSIGN_OWNER_URL is set but DATABASE_URL is not'],
  ['an owner who is the login of the program', { DATABASE_URL: PG, COUNTERSIGN_OWNER_URL: PG }, 'names the login of DATABASE_URL'],
  [
    'an owner of another database',
    { DATABASE_URL: PG, COUNTERSIGN_OWNER_URL: 'postgres://owner:s3cret@db.example:5432/other' },
    'names another database',
  ],
  [
    'an owner with a default password',
    { DATABASE_URL: PG, COUNTERSIGN_OWNER_URL: 'postgres://owner:postgres@db.example:5432/countersign' },
    'everybody knows',
  ],
  ['a host alone', { PGHOST: 'db.example' }, 'DATABASE_URL'],
  ['a user alone', { PGUSER: 'app' }, 'PGUSER'],
  ['a password alone', { PGPASSWORD: 'x' }, 'PGPASSWORD'],
  ['a database name alone', { PGDATABASE: 'countersign' }, 'PGDATABASE'],
  ['a port alone', { PGPORT: '5432' }, 'PGPORT'],
  ['host and user without address', { PGHOST: 'h', PGUSER: 'u' }, 'PGHOST, PGUSER are set'],
  ['a tenant in capitals', { COUNTERSIGN_TENANT: 'Mercy' }, 'COUNTERSIGN_TENANT'],
  ['a tenant with a blank', { COUNTERSIGN_TENANT: 'mercy west' }, 'COUNTERSIGN_TENANT'],
  ['a tenant that is a path', { COUNTERSIGN_TENANT: '../x' }, 'COUNTERSIGN_TENANT'],
  ['a demo switch that is neither', { COUNTERSIGN_DEMO: 'yes' }, 'COUNTERSIGN_DEMO'],
  ['a port that is a word', { COUNTERSIGN_HTTP_PORT: 'http' }, 'COUNTERSIGN_HTTP_PORT'],
  ['port 0', { COUNTERSIGN_HTTP_PORT: '0' }, 'COUNTERSIGN_HTTP_PORT'],
  ['a port past the last', { COUNTERSIGN_HTTP_PORT: '70000' }, 'COUNTERSIGN_HTTP_PORT'],
  ['a negative port', { COUNTERSIGN_HTTP_PORT: '-1' }, 'COUNTERSIGN_HTTP_PORT'],
  ['half a port', { COUNTERSIGN_HTTP_PORT: '80.5' }, 'COUNTERSIGN_HTTP_PORT'],
  ['a model without its provider', { COUNTERSIGN_MODEL: 'gpt-5', COUNTERSIGN_MODEL_KEY: 'k' }, 'openai:<model>'],
  ['a model of an unknown provider', { COUNTERSIGN_MODEL: 'bedrock:x', COUNTERSIGN_MODEL_KEY: 'k' }, 'openai:<model>'],
  ['a provider without its model', { COUNTERSIGN_MODEL: 'openai:', COUNTERSIGN_MODEL_KEY: 'k' }, 'COUNTERSIGN_MODEL'],
  ['an anthropic model without a key', { COUNTERSIGN_MODEL: 'anthropic:claude' }, 'COUNTERSIGN_MODEL_KEY'],
  ['an openai model with neither key nor address', { COUNTERSIGN_MODEL: 'openai:gpt' }, 'COUNTERSIGN_MODEL_KEY'],
  ['a model address without a model', { COUNTERSIGN_MODEL_URL: 'http://127.0.0.1:11434/v1' }, 'COUNTERSIGN_MODEL_URL is set'],
  ['a model key without a model', { COUNTERSIGN_MODEL_KEY: 'k' }, 'COUNTERSIGN_MODEL_KEY is set'],
  ['letters worded without a model', { COUNTERSIGN_MODEL_LETTERS: 'on' }, 'COUNTERSIGN_MODEL_LETTERS is on'],
  ['a switch that is neither on nor off', { COUNTERSIGN_MODEL_LETTERS: 'yes' }, 'COUNTERSIGN_MODEL_LETTERS'],
  ['a model address in the clear', { COUNTERSIGN_MODEL: 'openai:x', COUNTERSIGN_MODEL_URL: 'http://llm.example/v1' }, 'in the clear'],
  [
    'a model address that is a file',
    { COUNTERSIGN_MODEL: 'openai:x', COUNTERSIGN_MODEL_URL: 'file:///etc/passwd' },
    'COUNTERSIGN_MODEL_URL',
  ],
  ['a witness in the clear', { COUNTERSIGN_WITNESS_URL: 'http://witness.example/' }, 'Use https, or a witness on this machine'],
  ['a witness with a password', { COUNTERSIGN_WITNESS_URL: 'https://me:secret@witness.example/' }, 'an address holds no password'],
  ['a key of a witness without its address', { COUNTERSIGN_WITNESS_KEY: 'w+0+A' }, 'COUNTERSIGN_WITNESS_KEY is set'],
  [
    'a key that is no key of a witness',
    { COUNTERSIGN_WITNESS_URL: 'https://witness.example/', COUNTERSIGN_WITNESS_KEY: 'w+00000000+AAAA' },
    'COUNTERSIGN_WITNESS_KEY: it is no key of a witness',
  ],
  ['an empty model key', { COUNTERSIGN_MODEL: 'openai:x', COUNTERSIGN_MODEL_KEY: '' }, 'COUNTERSIGN_MODEL_KEY'],
  ['a policy that is not there', { COUNTERSIGN_POLICY: '/nowhere/policy.yaml' }, '/nowhere/policy.yaml'],
  ['a people file that is not there', { COUNTERSIGN_PEOPLE: '/nowhere/people.yaml' }, '/nowhere/people.yaml'],
  ['an empty user', { COUNTERSIGN_USER: '' }, 'COUNTERSIGN_USER'],
  ['a bot token alone', { COUNTERSIGN_SLACK_BOT_TOKEN: BOT }, 'COUNTERSIGN_SLACK_SIGNING_SECRET: Slack is half set'],
  ['a signing secret alone', { COUNTERSIGN_SLACK_SIGNING_SECRET: SECRET }, 'COUNTERSIGN_SLACK_BOT_TOKEN: Slack is half set'],
  ['an app token alone', { COUNTERSIGN_SLACK_APP_TOKEN: APP }, 'COUNTERSIGN_SLACK_BOT_TOKEN: Slack is half set'],
  ['a bot token of another kind', { COUNTERSIGN_SLACK_BOT_TOKEN: 'xoxp-a-person', COUNTERSIGN_SLACK_APP_TOKEN: APP }, 'begins with xoxb-'],
  ['an app token of another kind', { COUNTERSIGN_SLACK_BOT_TOKEN: BOT, COUNTERSIGN_SLACK_APP_TOKEN: 'xoxb-x' }, 'begins with xapp-'],
  [
    'an empty signing secret',
    { COUNTERSIGN_SLACK_BOT_TOKEN: BOT, COUNTERSIGN_SLACK_SIGNING_SECRET: '' },
    'COUNTERSIGN_SLACK_SIGNING_SECRET',
  ],
  ['a signing secret cut short', { COUNTERSIGN_SLACK_BOT_TOKEN: BOT, COUNTERSIGN_SLACK_SIGNING_SECRET: 'abc' }, 'empty or cut short'],
  ['Teams without its secret', { COUNTERSIGN_TEAMS_APP_ID: GUID, COUNTERSIGN_TEAMS_TENANT_ID: GUID }, 'COUNTERSIGN_TEAMS_APP_PASSWORD: '],
  ['Teams without its tenant', { COUNTERSIGN_TEAMS_APP_ID: GUID, COUNTERSIGN_TEAMS_APP_PASSWORD: SECRET }, 'COUNTERSIGN_TEAMS_TENANT_ID: '],
  ['an application id that is none', { ...TEAMS, COUNTERSIGN_TEAMS_APP_ID: 'countersign' }, 'COUNTERSIGN_TEAMS_APP_ID'],
  ['Teams without a port to call', { ...TEAMS, COUNTERSIGN_WEB_PORT: 'off' }, 'COUNTERSIGN_WEB_PORT: it is off'],
  [
    'Slack over HTTP without a port to call',
    { COUNTERSIGN_SLACK_BOT_TOKEN: BOT, COUNTERSIGN_SLACK_SIGNING_SECRET: SECRET, COUNTERSIGN_WEB_PORT: 'off' },
    'COUNTERSIGN_WEB_PORT: it is off',
  ],
  ['a public address in the clear', { COUNTERSIGN_PUBLIC_URL: 'http://countersign.example' }, 'in the clear'],
  ['a public address with a password', { COUNTERSIGN_PUBLIC_URL: 'https://me:x@countersign.example' }, 'more than a host'],
  ['a public address with a question', { COUNTERSIGN_PUBLIC_URL: 'https://countersign.example/?a=1' }, 'more than a host'],
  ['a public address with a path', { COUNTERSIGN_PUBLIC_URL: 'https://portal.example/countersign' }, 'more than a host'],
  [
    'an address of Slack in the clear',
    { COUNTERSIGN_SLACK_BOT_TOKEN: BOT, COUNTERSIGN_SLACK_APP_TOKEN: APP, COUNTERSIGN_SLACK_API_URL: 'http://slack.example/api/' },
    'COUNTERSIGN_SLACK_API_URL: the bot token',
  ],
  ['a web port that is a word', { COUNTERSIGN_WEB_PORT: 'web' }, 'COUNTERSIGN_WEB_PORT'],
];

describe('bad settings are refused with the name of the setting', () => {
  test.each(BAD)('%s', (_name, env, names) => {
    expect(() => readConfig(env, ROOT)).toThrow(Failure);
    expect(() => readConfig(env, ROOT)).toThrow(names);
  });
});

test('no setting at all is the embedded database with the demo hospital', () => {
  const config = readConfig({}, ROOT);

  expect(config).toMatchObject({
    database: { directory: join(ROOT, '.countersign', 'database') },
    demo: true,
    tenant: 'demo-hospital',
    user: 'dana.reyes',
  });
});

test('a database address switches the demo hospital off', () => {
  expect(readConfig({ DATABASE_URL: PG }, ROOT)).toMatchObject({ database: { url: PG }, demo: false });
});

test('a server on this machine needs no key', () => {
  const env = { COUNTERSIGN_MODEL: 'openai:llama', COUNTERSIGN_MODEL_URL: 'http://127.0.0.1:11434/v1' };

  expect(readConfig(env, ROOT).model).toEqual({ provider: 'openai', model: 'llama', url: 'http://127.0.0.1:11434/v1' });
});

test('a policy file of the hospital is read', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'policy-')), 'policy.yaml');
  writeFileSync(file, 'name: ours\n');

  expect(readConfig({ COUNTERSIGN_POLICY: file }, ROOT).policy).toEqual({ file, text: 'name: ours\n' });
});

test('chat is read whole: Slack by a socket, which needs no port, Teams, and the address of the pages without its last slash', () => {
  const env = { ...TEAMS, COUNTERSIGN_SLACK_BOT_TOKEN: BOT, COUNTERSIGN_SLACK_APP_TOKEN: APP };

  expect(readConfig({ ...env, COUNTERSIGN_PUBLIC_URL: 'https://countersign.example/' }, ROOT)).toMatchObject({
    slack: { botToken: BOT, appToken: APP },
    teams: { appId: GUID, appPassword: SECRET, tenantId: GUID },
    publicUrl: 'https://countersign.example',
    webPort: 7378,
    webPortGiven: false,
  });
  expect(
    readConfig({ COUNTERSIGN_SLACK_BOT_TOKEN: BOT, COUNTERSIGN_SLACK_APP_TOKEN: APP, COUNTERSIGN_WEB_PORT: 'off' }, ROOT).webPort,
  ).toBe('off');
});

test('a token of the wrong kind is not shown, and one may be kept in a file', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'token-')), 'bot');
  writeFileSync(file, `${BOT}\n`);

  expect(() => readConfig({ COUNTERSIGN_SLACK_BOT_TOKEN: 'xoxp-do-not-show' }, ROOT)).toThrow(
    expect.objectContaining({ says: expect.not.stringContaining('do-not-show') }),
  );
  expect(readConfig({ COUNTERSIGN_SLACK_BOT_TOKEN_FILE: file, COUNTERSIGN_SLACK_APP_TOKEN: APP }, ROOT).slack?.botToken).toBe(BOT);
});
