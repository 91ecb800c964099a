import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { CheckUp } from '#agent/check-up-desk.ts';
import { botScopes } from '#connectors/slack/methods.ts';
import { plainText } from '#core/answer/plain-text.ts';
import { readConfig, type Config } from '../settings/config.ts';
import { faultLog } from '../owner/faults.ts';
import { APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, slackStandIn } from '../../tests/support/slack-stand-in.ts';
import { checkMachine } from './check-machine.ts';
import { checkPorts, checkPublicUrl } from './check-ports.ts';
import { checkRecords, recordFindings, type Seen } from './check-records.ts';
import { checkServices } from './check-services.ts';
import { checkSlack } from './check-slack.ts';
import { checkTeams } from './check-teams.ts';
import { examine } from './examine.ts';
import { findingBlocks, type Finding } from './finding.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

function configOf(settings: Record<string, string> = {}): Config {
  const dataDir = mkdtempSync(join(tmpdir(), 'countersign-doctor-'));
  return readConfig({ COUNTERSIGN_DATA_DIR: dataDir, COUNTERSIGN_HTTP_PORT: 'off', COUNTERSIGN_WEB_PORT: 'off', ...settings }, ROOT);
}

async function serving(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((closed) => void server.close(closed));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function slackOf() {
  const slack = await slackStandIn();
  closing.push(slack.close);
  return slack;
}

const nowhere = 'http://127.0.0.1:2';
const now = (): number => Date.now();
const verdicts = (findings: readonly Finding[]): Record<string, string> =>
  Object.fromEntries(findings.map(({ check, verdict }) => [check, verdict]));
const saidOf = (findings: readonly Finding[], check: string): string => findings.find((one) => one.check === check)?.says ?? '(nothing)';

test('a machine with nothing on it yet is well', async () => {
  const findings = await examine({
    config: configOf(),
    root: ROOT,
    offline: false,
    faults: faultLog(() => undefined),
    progress: () => undefined,
    now,
  });

  expect(new Set(findings.map(({ verdict }) => verdict))).toEqual(new Set(['ok']));
  expect(saidOf(findings, 'Database')).toContain('the first start makes it');
  expect(plainText(findingBlocks(findings))).toContain('Nothing fails');
});

test('an old Node, a key that others may read and a folder that is a file fail', async () => {
  const config = configOf({ COUNTERSIGN_DEMO: 'off' });
  writeFileSync(config.ledgerKey, 'a key');
  chmodSync(config.ledgerKey, 0o644);
  writeFileSync(join(config.dataDir, 'checkpoints'), 'a file');

  const findings = await checkMachine(config, 'v20.11.0');

  expect(verdicts(findings)).toEqual({ Node: 'fails', 'Data folder': 'ok', 'Ledger key': 'fails', Checkpoints: 'fails' });
  expect(saidOf(findings, 'Ledger key')).toContain('chmod 600');
});

test('outside the demo, checkpoints beside the data are to be looked at, and an empty folder of reference files too', async () => {
  const reference = mkdtempSync(join(tmpdir(), 'countersign-reference-'));
  const config = configOf({ COUNTERSIGN_DEMO: 'off', COUNTERSIGN_REFERENCE_DIR: reference });
  const elsewhere = configOf({ COUNTERSIGN_DEMO: 'off', COUNTERSIGN_CHECKPOINTS: mkdtempSync(join(tmpdir(), 'countersign-heads-')) });

  expect(verdicts(await checkMachine(config, process.version))).toMatchObject({ Checkpoints: 'look', 'Reference files': 'look' });
  expect(verdicts(await checkMachine(elsewhere, process.version))).toMatchObject({ Checkpoints: 'ok' });
});

const TEAMS = {
  appId: '11111111-2222-4333-8444-555555555555',
  appPassword: 'password-of-the-bot',
  tenantId: '99999999-8888-4777-8666-555555555555',
};

const SEEN: Seen = {
  status: { database: 'postgres', auditMode: 'enforced', tenant: 'mercy' },
  found: {
    clockAheadMs: 40,
    policy: 'baseline@1',
    understaffed: [],
    people: 3,
    unlinked: { slack: [], teams: [] },
    editions: [{ system: 'icd10cm', id: 'icd10cm-2026', starter: false, to: '2026-09-30' }],
  },
  config: { demo: false, slack: { botToken: BOT_TOKEN, appToken: APP_TOKEN }, teams: TEAMS },
  now: Date.parse('2026-03-01T00:00:00Z'),
};
const WELL = verdicts(recordFindings(SEEN));

test('records with nothing amiss are well', () => {
  expect(Object.keys(WELL)).toEqual(['Database', 'Clock', 'People', 'Slack people', 'Teams people', 'Policy', 'Editions']);
  expect(new Set(Object.values(WELL))).toEqual(new Set(['ok']));
});

const [edition] = SEEN.found.editions;
test.each<[string, Partial<CheckUp>, string, string, string]>([
  ['a clock six seconds behind', { clockAheadMs: -6_000 }, 'Clock', 'fails', '6 s behind'],
  ['nobody registered', { people: 0 }, 'People', 'fails', 'COUNTERSIGN_PEOPLE'],
  ['one of three not linked', { unlinked: { slack: ['a.b'], teams: [] } }, 'Slack people', 'look', 'a.b'],
  ['nobody linked', { unlinked: { slack: [], teams: ['a', 'b', 'c'] } }, 'Teams people', 'fails', 'countersign link <person>'],
  ['a rule that nobody could decide', { understaffed: ['bill.post could not be decided.'] }, 'Policy', 'look', 'bill.post'],
  ['no edition today', { editions: [] }, 'Editions', 'fails', 'countersign editions load'],
  ['a starter alone', { editions: edition === undefined ? [] : [{ ...edition, starter: true }] }, 'Editions', 'look', 'starter'],
  ['an edition that ends', { editions: edition === undefined ? [] : [{ ...edition, to: '2026-03-20' }] }, 'Editions', 'look', '2026-03-20'],
])('%s is told of', (_name, changes, check, verdict, says) => {
  const findings = recordFindings({ ...SEEN, found: { ...SEEN.found, ...changes } });

  expect(verdicts(findings)).toMatchObject({ ...WELL, [check]: verdict });
  expect(saidOf(findings, check)).toContain(says);
});

test('a database that does not answer is the one finding of it', async () => {
  const config = configOf({ DATABASE_URL: 'postgres://countersign:of-its-own@127.0.0.1:2/countersign', COUNTERSIGN_DEMO: 'off' });
  const looked = await checkRecords({ config, root: ROOT, progress: () => undefined, faults: faultLog(() => undefined) }, now);

  expect(looked).toEqual({
    served: false,
    findings: [{ check: 'Database', verdict: 'fails', says: expect.stringContaining('DATABASE_URL') }],
  });
  expect(JSON.stringify(looked)).not.toContain('of-its-own');
});

test('a token with the scopes that are used is well, by Socket Mode and by HTTP', async () => {
  const slack = await slackOf();
  slack.grant(botScopes());

  const findings = await checkSlack({ botToken: BOT_TOKEN, appToken: APP_TOKEN, signingSecret: SIGNING_SECRET, apiUrl: slack.apiUrl }, now);

  expect(verdicts(findings)).toEqual({
    'Slack token': 'ok',
    'Slack scopes': 'ok',
    'Slack socket': 'ok',
    'Slack secret': 'ok',
    'Slack clock': 'ok',
  });
});

test('scopes that are missing fail by name, and those beyond what is used are to be looked at', async () => {
  const slack = await slackOf();
  slack.grant(botScopes().filter((scope) => scope !== 'files:read'));
  const missing = await checkSlack({ botToken: BOT_TOKEN, signingSecret: SIGNING_SECRET, apiUrl: slack.apiUrl }, now);
  slack.grant([...botScopes(), 'channels:history']);
  const beyond = await checkSlack({ botToken: BOT_TOKEN, signingSecret: SIGNING_SECRET, apiUrl: slack.apiUrl }, now);

  expect(missing).toContainEqual({ check: 'Slack scopes', verdict: 'fails', says: expect.stringContaining('lacks files:read.') });
  expect(beyond).toContainEqual({ check: 'Slack scopes', verdict: 'look', says: expect.stringContaining('channels:history') });
});

test.each([
  ['is a minute and a half off', 90_000, 'look', 'behind'],
  ['is six minutes off', 360_000, 'fails', 'behind'],
  ['is six minutes ahead', -360_000, 'fails', 'ahead of'],
])('a clock that %s is told of', async (_name, off, verdict, says) => {
  const slack = await slackOf();
  slack.grant(botScopes());

  const findings = await checkSlack({ botToken: BOT_TOKEN, signingSecret: SIGNING_SECRET, apiUrl: slack.apiUrl }, () => Date.now() - off);

  expect(findings).toContainEqual({ check: 'Slack clock', verdict, says: expect.stringContaining(says) });
});

test('tokens that Slack refuses fail, and no token is ever printed', async () => {
  const slack = await slackOf();
  const wrong = { botToken: 'xoxb-of-another-app', appToken: 'xapp-of-another-app', signingSecret: 'a secret of twenty signs' };

  const refused = await checkSlack({ ...wrong, apiUrl: slack.apiUrl }, now);
  slack.down({ kind: 'nonsense' });
  const proxied = await checkSlack({ ...wrong, apiUrl: slack.apiUrl }, now);
  const away = await checkSlack({ ...wrong, apiUrl: `${nowhere}/api` }, now);

  expect(verdicts(refused)).toEqual({ 'Slack token': 'fails', 'Slack socket': 'fails', 'Slack secret': 'ok' });
  expect(saidOf(refused, 'Slack token')).toContain('invalid_auth');
  expect(saidOf(proxied, 'Slack token')).toContain('something else');
  expect(saidOf(away, 'Slack token')).toContain('does not answer (ECONNREFUSED)');
  for (const secret of Object.values(wrong)) expect(JSON.stringify([refused, proxied, away])).not.toContain(secret);
});

test.each([
  ['gives a token and names its keys', 200, { access_token: 't', expires_in: 3600 }, { jwks_uri: 'https://keys.example/' }, 'ok', 'ok'],
  ['refuses the secret', 401, { error: 'invalid_client' }, { jwks_uri: 'https://keys.example/' }, 'fails', 'ok'],
  ['is a page that asks for a login', 200, '<html>', '<html>', 'fails', 'fails'],
])('Teams, where Microsoft %s', async (_name, status, token, metadata, tokenVerdict, keysVerdict) => {
  const login = await serving((request, response) => {
    const isToken = request.method === 'POST';
    response.writeHead(isToken ? status : 200, { 'content-type': 'application/json' }).end(JSON.stringify(isToken ? token : metadata));
  });

  const findings = await checkTeams(TEAMS, { endpoints: { login, openIdMetadata: `${login}/keys` }, now });

  expect(verdicts(findings)).toEqual({ 'Teams token': tokenVerdict, 'Teams keys': keysVerdict });
  expect(JSON.stringify(findings)).not.toContain(TEAMS.appPassword);
});

test('the services beside it: each answers, refuses or is away', async () => {
  const capability = { resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' };
  const fhir = await serving((_request, response) => response.end(JSON.stringify(capability)));
  const model = await serving((request, response) =>
    request.headers.authorization === 'Bearer the-key'
      ? response.end(JSON.stringify({ data: [{ id: 'a-model' }] }))
      : response.writeHead(401).end(),
  );
  const set = {
    COUNTERSIGN_MODEL: 'openai:a-model',
    COUNTERSIGN_MODEL_URL: model,
    COUNTERSIGN_WITNESS_URL: model,
    COUNTERSIGN_FHIR_URL: fhir,
  };
  const look = async (settings: Record<string, string>) => verdicts(await Promise.all(checkServices(configOf(settings))));

  expect(await look({ ...set, COUNTERSIGN_MODEL_KEY: 'the-key' })).toEqual({ 'FHIR server': 'ok', Witness: 'ok', Model: 'ok' });
  expect(await look({ ...set, COUNTERSIGN_MODEL_KEY: 'another' })).toMatchObject({ Model: 'fails' });
  expect(await look({ ...set, COUNTERSIGN_MODEL: 'openai:b', COUNTERSIGN_MODEL_KEY: 'the-key' })).toMatchObject({ Model: 'look' });
  expect(
    await look({
      COUNTERSIGN_MODEL: 'openai:b',
      COUNTERSIGN_MODEL_URL: nowhere,
      COUNTERSIGN_WITNESS_URL: nowhere,
      COUNTERSIGN_FHIR_URL: nowhere,
      COUNTERSIGN_REDIS_URL: 'redis://127.0.0.1:2',
    }),
  ).toEqual({ Redis: 'look', 'FHIR server': 'fails', Witness: 'look', Model: 'look' });
});

test('a port that another program has fails where it was asked for, and one that Countersign serves is well', async () => {
  const other = await serving((_request, response) => response.writeHead(404).end());
  const ours = await serving((_request, response) => response.end('ok'));
  const portOf = (address: string): string => new URL(address).port;
  const config = configOf({ COUNTERSIGN_HTTP_PORT: portOf(other), COUNTERSIGN_WEB_PORT: portOf(ours) });

  const ports = await Promise.all(checkPorts(config));

  expect(ports.map(({ finding: { verdict }, served }) => [verdict, served])).toEqual([
    ['fails', false],
    ['ok', true],
  ]);
});

test('a public address that leads nowhere fails while Countersign runs, and is to be looked at while it does not', async () => {
  const ours = await serving((_request, response) => response.end('ok'));
  const config = configOf({ COUNTERSIGN_PUBLIC_URL: nowhere });

  expect((await checkPublicUrl(config, true))?.verdict).toBe('fails');
  expect((await checkPublicUrl(config, false))?.verdict).toBe('look');
  expect((await checkPublicUrl(configOf({ COUNTERSIGN_PUBLIC_URL: ours }), true))?.verdict).toBe('ok');
  expect(await checkPublicUrl(configOf(), true)).toBeUndefined();
});
