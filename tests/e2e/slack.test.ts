import { mkdtempSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countersign, type Running } from '../support/mcp-process.ts';
import { aClick, aMention, anEvent, signedForm, signedJson, type SignedBody } from '../support/slack-signed.ts';
import { BOT_TOKEN, SIGNING_SECRET, slackStandIn, type SlackCall, type SlackStandIn } from '../support/slack-stand-in.ts';
import { startedFolder } from '../support/started-folder.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'countersign-slack-'));
const DANA = 'U07DANA';

let slack: SlackStandIn;
let program: Running;
let address: string;

beforeAll(async () => {
  slack = await slackStandIn();
  await startedFolder(dataDir);
  const port = await freePort();
  address = `http://127.0.0.1:${port}`;
  program = countersign(['start'], {
    COUNTERSIGN_DATA_DIR: dataDir,
    COUNTERSIGN_HTTP_PORT: 'off',
    COUNTERSIGN_WEB_PORT: String(port),
    COUNTERSIGN_PUBLIC_URL: address,
    COUNTERSIGN_SLACK_BOT_TOKEN: BOT_TOKEN,
    COUNTERSIGN_SLACK_SIGNING_SECRET: SIGNING_SECRET,
    COUNTERSIGN_SLACK_API_URL: slack.apiUrl,
  });
  await program.says('Slack      over HTTP');
}, 120_000);

afterAll(async () => {
  await program.kill();
  await slack.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** The chance that somebody takes it in between is small, and then `start` says so. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function send({ body, headers }: SignedBody): Promise<number> {
  return (await fetch(`${address}/slack/events`, { method: 'POST', headers, body })).status;
}

const seconds = (): string => (Date.now() / 1_000).toFixed(6);

/** Says something in a channel, and gives what is posted there next. */
async function heard(text: string): Promise<SlackCall> {
  const posted = slack.next('chat.postMessage');
  const said = anEvent(aMention(text, { user: DANA, ts: seconds() }), { event_time: Math.floor(Date.now() / 1_000) });
  expect(await send(signedJson(said, { now: new Date() }))).toBe(200);
  return posted;
}

const idIn = (raw: string): string => /"action_id":"accept".*?"value":"([0-9a-f-]{36})"/.exec(raw)?.[1] ?? '';

test('answers a question in a channel, puts a code up as a card, and carries it out when it is accepted there', async () => {
  const answer = await heard('why was I50.23 suggested on E-1042?');
  const put = await heard('propose I50.23 on E-1042');
  const card = idIn(JSON.stringify(put.args));
  const now = { user: { id: DANA, team_id: 'T0HOSP', username: 'dana' } };
  const updated = slack.next('chat.update');
  const click = aClick('accept', card, {
    ...now,
    actions: [{ type: 'button', action_id: 'accept', block_id: 'b', value: card, action_ts: seconds() }],
  });
  const status = await send(signedForm(click, { now: new Date() }));
  const final = JSON.stringify((await updated).args);

  expect(JSON.stringify(answer.args)).toContain('I50.23');
  expect(card).toMatch(/^[0-9a-f-]{36}$/);
  expect(status).toBe(200);
  expect(final).toContain('Approved by Dana Reyes (dana.reyes)');
  expect(final).not.toContain('"action_id":"accept"');
  expect(readdirSync(join(dataDir, 'effects'))).toHaveLength(1);
  // No place was listed: of the chart there is nothing but codes in what left.
  expect(slack.calls.map(({ raw }) => raw).join('\n')).not.toMatch(/E-1042|D-1042|heart failure exacerbation|Acute on chronic HFrEF/);
}, 120_000);

test('refuses what Slack did not sign, and shows nothing of a case to a browser that is not signed in', async () => {
  const forged = signedJson(anEvent(aMention('code E-1042')), { now: new Date(), secret: 'another-secret-altogether' });
  const page = await fetch(`${address}/p/P-1`, { redirect: 'manual' });

  expect(await send(forged)).toBe(401);
  expect(page.status).toBe(303);
  expect((await fetch(`${address}/livez`)).status).toBe(200);
});
